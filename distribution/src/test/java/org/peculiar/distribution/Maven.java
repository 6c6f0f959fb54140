package org.peculiar.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The Maven that runs the tests, to build a plugin outside of this build. */
final class Maven {

    static final Path HOME = Path.of(System.getProperty("maven.home"));

    private Maven() {}

    /**
     * Make a local repository with all that this build has from elsewhere, but nothing that it has made itself: that must come from
     * the distribution's sdk. Files are shared by hard links where that is possible.
     */
    static Path repository(Path folder) {
        Path from = Path.of(System.getProperty("maven.repository"));
        Path ours = from.resolve("org/peculiar");
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all.filter(file -> !file.startsWith(ours))::iterator) {
                Path target = folder.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    link(path, target);
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path path, Path target) throws IOException {
        try {
            Files.createLink(target, path);
        } catch (UnsupportedOperationException | java.nio.file.FileSystemException e) {
            Files.copy(path, target);
        }
    }

    /**
     * Return a function for a shell, {@code mvn}, that calls this Maven with the settings of this build; never offline, for Maven
     * then takes nothing from a repository in files either.
     */
    static String shellFunction(Path repository) {
        Path settings = Path.of(System.getProperty("maven.settings"));
        return "mvn() { '" + HOME.resolve("bin/mvn") + "' -B -ntp -q '-Dmaven.repo.local=" + repository + "'"
                + (Files.exists(settings) ? " -s '" + settings + "'" : "")
                + " \"$@\"; }\n";
    }
}
