package org.peculiar.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Starts {@code bin/peculiar} as a user would, in a process of its own. */
final class Launcher {

    private static final int PATIENCE_SECONDS = 300;

    private Launcher() {}

    /** Run the distribution that the build has made, with the Java of the tests. */
    static Outcome peculiar(String... arguments) throws IOException, InterruptedException {
        return peculiar(Path.of("").toAbsolutePath(), Map.of(), arguments);
    }

    /**
     * Run the distribution that the build has made.
     *
     * @param folder to work in
     * @param environment in place of what the tests' own environment says
     */
    static Outcome peculiar(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Tree.HOME.resolve("bin/peculiar").toString()));
        command.addAll(Arrays.asList(arguments));
        return start(command, folder, environment);
    }

    static Outcome start(List<String> command, Path folder, Map<String, String> environment)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("output", ".txt");
        Path errors = Files.createTempFile("errors", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("no end within " + PATIENCE_SECONDS + " s: " + command);
            }
            return new Outcome(
                    process.exitValue(),
                    Files.readString(output, StandardCharsets.UTF_8),
                    Files.readString(errors, StandardCharsets.UTF_8));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
