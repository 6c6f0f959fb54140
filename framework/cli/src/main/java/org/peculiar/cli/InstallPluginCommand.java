package org.peculiar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.peculiar.api.DataException;
import org.peculiar.engine.data.WebFile;
import org.peculiar.engine.plugin.UserPlugins;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Installs a plugin for this user. */
@Command(
        name = "install",
        mixinStandardHelpOptions = true,
        description =
                "Install a plugin for this user, in place of an earlier version of it. It is checked before, and none"
                        + " of its code is run.")
final class InstallPluginCommand implements Callable<Integer> {

    private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]+://.*");
    private static final Pattern SHA256 = Pattern.compile("[0-9A-Fa-f]{64}");
    private static final long MOST_BYTES = 1L << 30;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ZIP|URL", description = "The plugin's zip, here or on the web.")
    private String from;

    @Option(names = "--sha256", paramLabel = "HEX", description = "SHA-256 that the zip must have.")
    private String sha256;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        if (sha256 != null && !SHA256.matcher(sha256).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--sha256: found " + sha256 + ", but 64 hex digits are needed");
        }
        if (!ADDRESS.matcher(from).matches()) {
            report(installation.user().install(Path.of(from), Optional.ofNullable(sha256)));
            return 0;
        }
        URI address = address();
        try {
            Path folder = Files.createTempDirectory("peculiar-install");
            Path zip = folder.resolve("plugin.zip");
            try {
                WebFile.download(address, zip, MOST_BYTES);
                report(installation.user().install(zip, Optional.ofNullable(sha256)));
            } finally {
                Files.deleteIfExists(zip);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new DataException("the folder for temporary files cannot be written to: " + e, e);
        }
        return 0;
    }

    /** Refuses what anyone on the way could exchange. */
    private URI address() {
        URI address;
        try {
            address = URI.create(from);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), from + ": is no address: " + e.getMessage(), e);
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(scheme.equals("http") && sha256 != null)) {
            throw new ParameterException(
                    spec.commandLine(),
                    from + ": only https is taken" + (scheme.equals("http") ? ", or http together with --sha256" : "")
                            + "; download the zip, and name the file");
        }
        return address;
    }

    private void report(UserPlugins.Installed installed) {
        PrintWriter out = spec.commandLine().getOut();
        String replaced = installed
                .replaced()
                .map(version -> version.equals(installed.plugin().version())
                        ? ", in place of the one of the same version"
                        : ", in place of " + version)
                .orElse("");
        out.println("installed " + installed.plugin() + replaced + ": "
                + installed.plugin().path());
        out.println("SHA-256 " + installed.plugin().sha256());
        out.flush();
    }
}
