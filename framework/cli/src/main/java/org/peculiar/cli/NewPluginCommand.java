package org.peculiar.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import org.peculiar.engine.FrameworkVersion;
import org.peculiar.engine.plan.StepKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Begins a plugin. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description = "Begin a plugin: a small Maven project with one component that works, its test and an example.")
final class NewPluginCommand implements Callable<Integer> {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    /** What means itself in Java, XML, YAML and Markdown. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N} .,:;()'+-]+");

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "Name of the component within its kind, such as my-tully-fisher.")
    private String name;

    @Option(
            names = "--kind",
            required = true,
            paramLabel = "KIND",
            description = "source, extinction, correction, indicator, bias, flow or diagnostic.")
    private String kind;

    @Option(
            names = "--package",
            required = true,
            paramLabel = "PACKAGE",
            description = "Java package of its class, such as org.example.tullyfisher.")
    private String javaPackage;

    @Option(names = "--title", paramLabel = "TEXT", description = "One line about it; made of its name unless given.")
    private String title;

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Where the project goes; NAME unless given.")
    private Path folder;

    @Override
    public Integer call() {
        List<String> kinds = Stream.of(StepKind.values()).map(StepKind::word).toList();
        StepKind step = StepKind.of(kind)
                .orElseThrow(() ->
                        wrong("--kind: found " + kind + ", but one of " + String.join(", ", kinds) + " is needed"));
        if (!ID.matcher(name).matches()) {
            throw wrong("NAME: found " + name + ", but a name in kebab-case is needed, such as my-tully-fisher");
        }
        if (!SourceVersion.isName(javaPackage) || javaPackage.startsWith("org.peculiar.")) {
            throw wrong("--package: found " + javaPackage + ", but a Java package of your own is needed, such as"
                    + " org.example." + name.replace("-", ""));
        }
        String spoken = name.replace('-', ' ');
        String line = title == null ? Character.toUpperCase(spoken.charAt(0)) + spoken.substring(1) : title;
        if (!PLAIN.matcher(line).matches()) {
            throw wrong("--title: found '" + line + "', but letters, digits, blanks and .,:;()'+- are all it may hold");
        }
        Path where = folder == null ? Path.of(name) : folder;
        PluginProject project = new PluginProject(
                step, name, javaPackage, line, FrameworkVersion.current().full());
        project.write(where, Installation.home().toAbsolutePath().normalize().resolve("sdk"));
        var out = spec.commandLine().getOut();
        out.println(where + ": a plugin with " + kind + "/" + name + ", in " + javaPackage + "." + project.className());
        out.println("next: cd " + where + " && mvn verify");
        out.flush();
        return 0;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
