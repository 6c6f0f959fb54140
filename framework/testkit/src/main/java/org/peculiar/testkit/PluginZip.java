package org.peculiar.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Builds a plugin from source text, laid out as the plugins of the distribution are: {@code plugin.properties} beside
 * {@code lib/} with the plugin's jar and what it brings along.
 */
public final class PluginZip {

    private final String id;
    private final Map<String, String> properties = new TreeMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, byte[]> resources = new LinkedHashMap<>();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private PluginZip(String id) {
        this.id = id;
        properties.put("plugin.id", id);
        properties.put("plugin.version", "1.0.0");
    }

    /** Begin a plugin, of version 1.0.0 unless said otherwise. */
    public static PluginZip named(String id) {
        return new PluginZip(id);
    }

    /** Set the version of the plugin. */
    public PluginZip version(String version) {
        return property("plugin.version", version);
    }

    /** Set the versions of the framework that the plugin runs on, such as {@code >=0.1.0}. */
    public PluginZip requires(String range) {
        return property("plugin.requires", range);
    }

    /** Set a line of {@code plugin.properties}. */
    public PluginZip property(String key, String value) {
        properties.put(key, value);
        return this;
    }

    /** Leave out a line of {@code plugin.properties}; without {@code plugin.id} there is no such file at all. */
    public PluginZip without(String key) {
        properties.remove(key);
        return this;
    }

    /** Add a class, to be compiled against the class path of this process, with the processors of PF4J and the api. */
    public PluginZip source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** Add a file to the plugin's jar, in place of a compiled one of the same name. */
    public PluginZip resource(String path, byte[] bytes) {
        resources.put(path, bytes);
        return this;
    }

    /** Add a file to the zip itself, under any name. */
    public PluginZip entry(String path, byte[] bytes) {
        entries.put(path, bytes);
        return this;
    }

    /** Add a jar to {@code lib/}. */
    public PluginZip dependency(Path jar) {
        try {
            return entry("lib/" + jar.getFileName(), Files.readAllBytes(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Write {@code <id>-<version>.zip} and return its path. */
    public Path writeTo(Path folder) {
        Path zip = folder.resolve(id + "-" + properties.get("plugin.version") + ".zip");
        try (OutputStream out = Files.newOutputStream(zip)) {
            write(files(), out);
            return zip;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Write the plugin as a folder named by its id, and return its path. */
    public Path expandTo(Path folder) {
        Path top = folder.resolve(id);
        try {
            for (Map.Entry<String, byte[]> file : files().entrySet()) {
                Path path = top.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            return top;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        if (properties.containsKey("plugin.id")) {
            StringBuilder text = new StringBuilder();
            properties.forEach(
                    (key, value) -> text.append(key).append('=').append(value).append('\n'));
            files.put("plugin.properties", text.toString().getBytes(StandardCharsets.UTF_8));
        }
        Map<String, byte[]> inside = new TreeMap<>(PluginCompiler.compile(sources));
        inside.putAll(resources);
        ByteArrayOutputStream jar = new ByteArrayOutputStream();
        write(inside, jar);
        files.put("lib/" + id + ".jar", jar.toByteArray());
        files.putAll(entries);
        return files;
    }

    private static void write(Map<String, byte[]> files, OutputStream to) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(to);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ZipEntry entry = new ZipEntry(file.getKey());
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(file.getValue());
            zip.closeEntry();
        }
        zip.finish();
    }
}
