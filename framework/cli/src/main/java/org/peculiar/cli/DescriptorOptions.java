package org.peculiar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The descriptor that a command works on. */
final class DescriptorOptions {

    @Parameters(
            paramLabel = "DESCRIPTOR",
            description =
                    "A descriptor, or the folder of a workflow. What is not here is looked for among what is shipped:"
                            + " workflows/sixdfgs can be named from anywhere.")
    private Path named;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "Override a value, such as dust.uses=extinction/none; may be given more than once.")
    private List<String> overrides = List.of();

    /**
     * Return the descriptor's file.
     *
     * @throws DataException if a folder was named that does not hold exactly one descriptor
     */
    Path file() {
        Path descriptor = found();
        if (!Files.isDirectory(descriptor)) {
            return descriptor;
        }
        Path main = descriptor.resolve(descriptor.toAbsolutePath().normalize().getFileName() + ".yaml");
        if (Files.exists(main)) {
            return main;
        }
        try (Stream<Path> files = Files.list(descriptor)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (found.size() != 1) {
                throw new DataException(
                        descriptor + ": found " + found.size() + " descriptors (*.yaml), but a folder needs"
                                + " exactly one, or one with its own name; name the descriptor itself");
            }
            return found.get(0);
        } catch (IOException e) {
            throw new DataException(descriptor + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Path found() {
        Path shipped = Installation.home().resolve(named);
        return !Files.exists(named) && named.startsWith("workflows") && Files.exists(shipped) ? shipped : named;
    }

    /** Return the overrides in order. */
    List<String> overrides() {
        return overrides;
    }
}
