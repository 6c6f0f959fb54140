package org.peculiar.distribution;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The unpacked distribution that the build has just made. */
final class Tree {

    static final Path HOME = Path.of(System.getProperty("peculiar.tree"));

    private Tree() {}

    static List<Path> libraries() {
        return jars(HOME.resolve("lib"));
    }

    static List<Path> plugins() {
        return list(HOME.resolve("plugins"));
    }

    /** The folders of the workflows that are shipped. */
    static List<Path> workflows() {
        return list(HOME.resolve("workflows"));
    }

    /** The workflows that make a flow of tables, and vary it; others import them. */
    static List<Path> surveys() {
        return workflows().stream()
                .filter(folder -> Files.exists(folder.resolve("robustness.yaml")))
                .toList();
    }

    /** Copies a folder with all that is in it. */
    static Path copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.toList()) {
                Path target = to.resolve(from.relativize(path));
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The plugin's own jar, then those it brings along. */
    static List<Path> jarsOf(Path plugin) {
        Path own = plugin.resolve("lib").resolve(plugin.getFileName() + ".jar");
        List<Path> others =
                jars(own.getParent()).stream().filter(jar -> !jar.equals(own)).toList();
        return Stream.concat(Stream.of(own), others.stream()).toList();
    }

    private static List<Path> jars(Path folder) {
        return list(folder).stream()
                .filter(file -> file.toString().endsWith(".jar"))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
