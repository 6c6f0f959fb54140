package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The jars and classes of an expanded plugin, read as files. */
final class PluginFiles implements AutoCloseable {

    static final String INDEX = "META-INF/peculiar/components.json";

    /** One class of each library that the host supplies and no plugin may bring along, and the library. */
    private static final Map<String, String> HOST_LIBRARIES = Map.of(
            "org/peculiar/api/Component.class", "peculiar-api",
            "org/peculiar/science/package-info.class", "peculiar-science",
            "org/peculiar/engine/plugin/PluginHost.class", "peculiar-engine");

    private final Path classes;
    private final List<ZipFile> jars;

    private PluginFiles(Path classes, List<ZipFile> jars) {
        this.classes = classes;
        this.jars = jars;
    }

    static PluginFiles open(Path folder) throws Unusable {
        PluginFiles files = new PluginFiles(folder.resolve("classes"), new ArrayList<>());
        for (Path jar : jars(folder)) {
            try {
                files.jars.add(new ZipFile(jar.toFile()));
            } catch (IOException e) {
                files.close();
                throw new Unusable(
                        "holds lib/" + jar.getFileName() + ", which is no readable jar (" + e.getMessage()
                                + "); install the plugin again",
                        e);
            }
        }
        return files;
    }

    /** Returns the jars of a plugin's class path, sorted by name. */
    static List<Path> jars(Path folder) throws Unusable {
        Path lib = folder.resolve("lib");
        if (!Files.isDirectory(lib)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(lib)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new Unusable("has a folder lib/ that cannot be read; look to its permissions", e);
        }
    }

    /** Returns the plugin's index, that of several jars put together. */
    JsonNode index() throws Unusable {
        try {
            ArrayNode components = JsonNodeFactory.instance.arrayNode();
            ArrayNode kinds = JsonNodeFactory.instance.arrayNode();
            for (byte[] bytes : all(INDEX)) {
                JsonNode index = IndexReader.read(bytes);
                index.path("components").forEach(components::add);
                index.path("kinds").forEach(kinds::add);
            }
            ObjectNode index = JsonNodeFactory.instance.objectNode();
            index.set("components", components);
            index.set("kinds", kinds);
            return index;
        } catch (IOException e) {
            throw new Unusable(
                    "has an index of components (" + INDEX + ") that cannot be read (" + e.getMessage()
                            + "); build it again",
                    e);
        }
    }

    /** Returns all files of a name in the plugin's jars, in order of the jars. */
    List<byte[]> all(String name) throws IOException {
        List<byte[]> found = new ArrayList<>();
        Path file = classes.resolve(name);
        if (Files.isRegularFile(file)) {
            found.add(Files.readAllBytes(file));
        }
        for (ZipFile jar : jars) {
            ZipEntry entry = jar.getEntry(name);
            if (entry != null) {
                try (InputStream in = jar.getInputStream(entry)) {
                    found.add(in.readAllBytes());
                }
            }
        }
        return found;
    }

    /**
     * A class of the plugin.
     *
     * @param own whether it is the plugin's own, and not that of a library that it brings along
     */
    record ClassFile(byte[] bytecode, boolean own) {}

    /** Returns all classes; a jar with an index is the plugin's own. */
    List<ClassFile> classes() throws IOException {
        List<ClassFile> found = new ArrayList<>();
        if (Files.isDirectory(classes)) {
            try (Stream<Path> all = Files.walk(classes)) {
                for (Path file : (Iterable<Path>) all.filter(PluginFiles::isClass)::iterator) {
                    found.add(new ClassFile(Files.readAllBytes(file), true));
                }
            }
        }
        for (ZipFile jar : jars) {
            boolean own = jar.getEntry(INDEX) != null;
            for (ZipEntry entry : Collections.list(jar.entries())) {
                // classes for newer Java platforms than the oldest stand in META-INF/versions, and are not looked at
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                    try (InputStream in = jar.getInputStream(entry)) {
                        found.add(new ClassFile(in.readAllBytes(), own));
                    }
                }
            }
        }
        return found;
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class") && Files.isRegularFile(file);
    }

    /** Refuses a plugin that brings along what the host supplies: two copies of an interface are two interfaces. */
    void refuseHostLibraries() throws Unusable {
        for (Map.Entry<String, String> library : HOST_LIBRARIES.entrySet()) {
            if (has(library.getKey())) {
                throw new Unusable("bundles " + library.getValue()
                        + ", which the host supplies; give that dependency the scope provided and build it again");
            }
        }
    }

    void requireClass(ComponentClass component) throws Unusable {
        if (HostPackages.isOpen(component.className())) {
            throw new Unusable("offers " + component.name() + " by its class " + component.className()
                    + ", but classes of that package are looked for in the host; move it to a package of your own, and"
                    + " build it again");
        }
        if (!has(component.className().replace('.', '/') + ".class")) {
            throw new Unusable("offers " + component.name() + " by its class " + component.className()
                    + ", which it does not hold; build it again from clean");
        }
    }

    private boolean has(String name) {
        return Files.isRegularFile(classes.resolve(name)) || jars.stream().anyMatch(jar -> jar.getEntry(name) != null);
    }

    @Override
    public void close() {
        for (ZipFile jar : jars) {
            try {
                jar.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
