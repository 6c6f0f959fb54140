package org.peculiar.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plugin.LoadedPlugin;
import org.peculiar.engine.plugin.PluginHost;

/** States what a run used: host, Java, plugins and data, each with its SHA-256. */
public final class Lock {

    private Lock() {}

    /**
     * Return the lock of a run as a tree for JSON.
     *
     * @param files that the run read, with their SHA-256
     */
    public static Map<String, Object> of(Plan plan, PluginHost host, String version, Map<Path, String> files) {
        Map<String, Object> lock = new LinkedHashMap<>();
        lock.put("peculiar", version);
        Map<String, Object> java = new LinkedHashMap<>();
        java.put("version", System.getProperty("java.version"));
        java.put("vendor", System.getProperty("java.vendor"));
        java.put("os", System.getProperty("os.name"));
        java.put("architecture", System.getProperty("os.arch"));
        lock.put("java", java);
        lock.put("descriptor", entry(plan.descriptor(), plan.text()));
        Map<String, Object> imports = new LinkedHashMap<>();
        plan.imports().forEach((name, of) -> imports.put(name, entry(of.descriptor(), of.text())));
        if (!imports.isEmpty()) {
            lock.put("imports", imports);
        }
        lock.put("overrides", plan.overrides());
        Map<String, Object> plugins = new TreeMap<>();
        for (LoadedPlugin plugin : used(plan, host)) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("version", plugin.version());
            entry.put("sha256", plugin.sha256());
            plugins.put(plugin.id(), entry);
        }
        lock.put("plugins", plugins);
        Map<String, Object> data = new LinkedHashMap<>();
        files.forEach((file, hash) -> data.put(file.toString(), hash));
        lock.put("data", data);
        return lock;
    }

    private static List<LoadedPlugin> used(Plan plan, PluginHost host) {
        Set<String> used = plugins(plan);
        return host.plugins().stream()
                .filter(plugin -> used.contains(plugin.id()))
                .toList();
    }

    /**
     * Say which plugins of a plan are not the ones that an earlier run used: of another version, or of the same version with other
     * bits, which is worse.
     *
     * @param earlier lock of that run
     * @return one sentence each
     */
    public static List<String> changedPlugins(JsonNode earlier, Plan plan, PluginHost host) {
        List<String> changed = new ArrayList<>();
        for (LoadedPlugin plugin : used(plan, host)) {
            JsonNode then = earlier.path("plugins").path(plugin.id());
            if (then.isMissingNode() || then.path("sha256").asText().equals(plugin.sha256())) {
                continue;
            }
            String version = then.path("version").asText();
            changed.add(
                    version.equals(plugin.version())
                            ? "plugin " + plugin
                                    + " is not the one of that run, although its version is the same: its SHA-256"
                                    + " was " + then.path("sha256").asText() + ", but is " + plugin.sha256()
                                    + "; install the former one again, or give a changed one another version"
                            : "plugin " + plugin.id() + " was " + version + " in that run, but is " + plugin.version());
        }
        return changed;
    }

    /**
     * Say which files are not what an earlier run read.
     *
     * @param earlier lock of that run
     * @return one sentence each
     */
    public static List<String> changedFiles(JsonNode earlier) {
        List<String> changed = new ArrayList<>();
        earlier.path("data").properties().forEach(entry -> {
            Path file = Path.of(entry.getKey());
            try {
                if (!Files.isRegularFile(file)) {
                    changed.add("file " + file + " was read by that run, but is not there any more");
                } else if (!ContentHash.sha256(file).equals(entry.getValue().asText())) {
                    changed.add("file " + file + " is not what that run read: its SHA-256 was "
                            + entry.getValue().asText() + ", but is " + ContentHash.sha256(file));
                }
            } catch (IOException e) {
                changed.add(
                        "file " + file + " was read by that run, but cannot be read any more (" + e.getMessage() + ")");
            }
        });
        return changed;
    }

    private static Map<String, Object> entry(Path descriptor, String text) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("path", descriptor.toString());
        entry.put("sha256", ContentHash.sha256(text));
        return entry;
    }

    /** Return the ids of the plugins that a plan's components come from. */
    public static Set<String> plugins(Plan plan) {
        Set<String> plugins = new TreeSet<>();
        for (Step step : plan.steps()) {
            plugins.add(step.component().plugin());
            gather(step.own(), plugins);
            gather(step.shared(), plugins);
        }
        return plugins;
    }

    private static void gather(Object value, Set<String> plugins) {
        if (value instanceof Values values) {
            values.byKey().values().forEach(item -> gather(item, plugins));
        } else if (value instanceof Values.BoundComponent bound) {
            plugins.add(bound.component().plugin());
            gather(bound.values(), plugins);
        } else if (value instanceof Iterable<?> list && !(value instanceof Path)) {
            list.forEach(item -> gather(item, plugins));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> gather(item, plugins));
        }
    }
}
