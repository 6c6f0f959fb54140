package org.peculiar.engine.plugin;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import org.pf4j.PluginDependency;

/**
 * What {@code plugin.properties} says.
 *
 * @param requires versions of the framework that the plugin runs on, as a semantic version range
 */
record PluginProperties(
        String id,
        String version,
        String provider,
        String description,
        String license,
        String requires,
        List<PluginDependency> dependencies) {

    static final String FILE = "plugin.properties";

    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    static PluginProperties read(Path folder) throws Unusable {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new Unusable("has no plugin.properties at its top; build it again with the plugin packaging");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new Unusable("has a plugin.properties that cannot be read (" + e.getMessage() + "); mend it", e);
        }
        return of(properties);
    }

    private static PluginProperties of(Properties properties) throws Unusable {
        String id = value(properties, "plugin.id");
        if (!ID.matcher(id).matches()) {
            throw new Unusable(
                    "has plugin.id '" + id + "' in its plugin.properties, but needs a name such as flow-bulk");
        }
        String version = value(properties, "plugin.version");
        if (version.isEmpty()) {
            throw new Unusable("has no plugin.version in its plugin.properties; add one, such as 1.0.0");
        }
        return new PluginProperties(
                id,
                version,
                value(properties, "plugin.provider"),
                value(properties, "plugin.description"),
                value(properties, "plugin.license"),
                value(properties, "plugin.requires"),
                Arrays.stream(value(properties, "plugin.dependencies").split(","))
                        .map(String::strip)
                        .filter(dependency -> !dependency.isEmpty())
                        .map(PluginDependency::new)
                        .toList());
    }

    private static String value(Properties properties, String key) {
        return properties.getProperty(key, "").strip();
    }
}
