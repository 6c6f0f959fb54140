@echo off
rem Start Peculiar with the Java that JAVA_HOME names, or else the one on the PATH.
setlocal
set "HOME_DIR=%~dp0.."
if defined JAVA_HOME (set "JAVA=%JAVA_HOME%\bin\java.exe") else (set "JAVA=java.exe")
for %%f in ("%HOME_DIR%\lib\peculiar-cli-*.jar") do set "MAIN=%%f"
"%JAVA%" -Xlog:disable --enable-native-access=ALL-UNNAMED -Dfile.encoding=UTF-8 -Djava.awt.headless=true -Dguice_bytecode_gen_option=DISABLED "-Dpeculiar.home=%HOME_DIR%" %JAVA_OPTS% %PECULIAR_JAVA_OPTS% -cp "%MAIN%" org.peculiar.cli.Main %*
exit /b %ERRORLEVEL%
