package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pf4j.PluginDependency;

/**
 * The plugins of a session. Opening it reads files and runs no plugin's code; a plugin is loaded when one of its classes is
 * first asked for. Thread-safe.
 */
public final class PluginHost implements AutoCloseable {

    private final PluginCache cache;
    private final Map<String, Candidate> plugins = new LinkedHashMap<>();
    private final List<BrokenPlugin> broken;
    private final String frameworkVersion;
    private final Map<String, ClassLoader> started = new LinkedHashMap<>();
    private IsolatedPlugins pf4j;

    private PluginHost(PluginCache cache, List<Candidate> plugins, List<BrokenPlugin> broken, String frameworkVersion) {
        this.cache = cache;
        this.broken = broken;
        this.frameworkVersion = frameworkVersion;
        plugins.stream()
                .sorted(Comparator.comparing(Candidate::id))
                .forEach(plugin -> this.plugins.put(plugin.id(), plugin));
    }

    /**
     * Find and check the plugins of some folders.
     *
     * @param folders each with plugins, as zips or expanded; see {@link PluginFolders#of}
     * @param cache where zips are expanded; created if it is not there, and done without if it cannot be written to
     * @throws PluginException if a folder cannot be read; a plugin that cannot be used is among the {@link #broken} ones
     */
    public static PluginHost open(List<Path> folders, Path cache) {
        return open(folders, cache, release());
    }

    /** Returns the version without what marks a snapshot, which the ranges that plugins require would take for older. */
    private static String release() {
        String built = PluginHost.class.getPackage().getImplementationVersion();
        return built == null ? Conflicts.ANY_VERSION : built.replaceFirst("-.*", "");
    }

    static PluginHost open(List<Path> folders, Path cache, String frameworkVersion) {
        PluginCache expanded = PluginCache.at(cache);
        Inspection inspection = new Inspection(expanded);
        PluginFolders.plugins(folders).forEach(inspection::inspect);
        List<BrokenPlugin> broken = new ArrayList<>(inspection.broken());
        List<Candidate> usable = new Conflicts(frameworkVersion, inspection.sound(), broken).resolve();
        broken.sort(Comparator.comparing(BrokenPlugin::name).thenComparing(BrokenPlugin::path));
        return new PluginHost(expanded, usable, List.copyOf(broken), frameworkVersion);
    }

    /** Return the plugins that can be used, sorted by id. */
    public List<LoadedPlugin> plugins() {
        return plugins.values().stream().map(Candidate::plugin).toList();
    }

    /** Return the same plugins with their indexes. */
    public List<IndexedPlugin> indexes() {
        return plugins.values().stream().map(Candidate::indexed).toList();
    }

    /**
     * Look closer at a plugin than is done each time: whether it will find all that its classes refer to, whether its components are
     * of the kinds that its index says, and whether every parameter is documented. None of its code runs.
     *
     * @return what is wrong with it, and what to do
     */
    public Optional<BrokenPlugin> inspect(LoadedPlugin plugin) {
        Candidate candidate = candidate(plugin.id());
        try (PluginFiles files = PluginFiles.open(plugin.folder())) {
            Linkage.require(files, PluginHost.class.getClassLoader(), candidate.components());
            requireDocumentation(candidate);
            return Optional.empty();
        } catch (Unusable e) {
            return Optional.of(candidate.broken(e.getMessage()));
        }
    }

    private static void requireDocumentation(Candidate candidate) throws Unusable {
        List<String> undocumented = new ArrayList<>();
        for (JsonNode component : candidate.index().path("components")) {
            undocumented(
                    component.path("parameters"),
                    component.path("kind").asText() + "/" + component.path("id").asText() + ": ",
                    undocumented);
        }
        if (!undocumented.isEmpty()) {
            throw new Unusable("has a parameter without a sentence about it (" + String.join(", ", undocumented)
                    + "); give each @Parameter its doc, and build it again");
        }
    }

    private static void undocumented(JsonNode type, String path, List<String> found) {
        for (JsonNode field : type.path("fields")) {
            String key = path + field.path("key").asText();
            if (field.path("doc").asText().isBlank()) {
                found.add(key);
            }
            undocumented(field.path("type"), key + ".", found);
            undocumented(field.path("type").path("of"), key + ".", found);
        }
    }

    /** Return the plugins that cannot be used, sorted by name. */
    public List<BrokenPlugin> broken() {
        return broken;
    }

    /**
     * Load a class of a plugin, such as a record of parameters.
     *
     * @throws PluginException if the plugin does not start, or the class cannot be loaded
     */
    public Class<?> load(String pluginId, String className) {
        ClassLoader loader = start(plugin(pluginId));
        try {
            return Class.forName(className, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new PluginException(
                    "plugin " + pluginId + ": its class " + className + " cannot be loaded (" + e
                            + "); it was built for another version of Peculiar, or not completely",
                    e);
        }
    }

    /**
     * Read a resource of a plugin, without running any of its code.
     *
     * @param name as in a jar, such as {@code references.bib}
     * @return its bytes, those of the first jar that has it
     * @throws PluginException if the plugin's files cannot be read
     */
    public Optional<byte[]> resource(String pluginId, String name) {
        LoadedPlugin plugin = plugin(pluginId);
        try (PluginFiles files = PluginFiles.open(plugin.folder())) {
            return files.all(name).stream().findFirst();
        } catch (IOException | Unusable e) {
            throw new PluginException("plugin " + pluginId + " (" + plugin.path() + ") cannot be read any more", e);
        }
    }

    /**
     * Prepare to build components that share services: those of one run.
     *
     * @param services by the type that components have injected
     */
    public Components components(Map<Class<?>, Object> services) {
        return new Components(new Hosted(), services);
    }

    /** The plugins, as what builds their components sees them. */
    private final class Hosted implements PluginClasses {

        @Override
        public Class<?> load(String pluginId, String className) {
            return PluginHost.this.load(pluginId, className);
        }

        @Override
        public Optional<ComponentClass> component(String pluginId, String className) {
            return PluginHost.this.component(pluginId, className);
        }

        @Override
        public ClassLoader loader(String pluginId) {
            return start(plugin(pluginId));
        }
    }

    /** Returns the class loader of a plugin, which is loaded now if it was not before. */
    synchronized ClassLoader start(LoadedPlugin plugin) {
        ClassLoader loader = started.get(plugin.id());
        if (loader == null) {
            for (PluginDependency dependency : plugin.properties().dependencies()) {
                Candidate other = plugins.get(dependency.getPluginId());
                if (other != null) {
                    start(other.plugin());
                }
            }
            if (pf4j == null) {
                pf4j = new IsolatedPlugins(frameworkVersion);
            }
            loader = pf4j.start(plugin);
            started.put(plugin.id(), loader);
        }
        return loader;
    }

    /** Returns the ids of the plugins whose code has been loaded, in that order. */
    synchronized List<String> startedPlugins() {
        return List.copyOf(started.keySet());
    }

    LoadedPlugin plugin(String id) {
        return candidate(id).plugin();
    }

    /** Returns what the index says of a class, if it is that of a component. */
    private Optional<ComponentClass> component(String pluginId, String className) {
        return candidate(pluginId).components().stream()
                .filter(component -> component.className().equals(className))
                .findFirst();
    }

    private Candidate candidate(String id) {
        Candidate candidate = plugins.get(id);
        if (candidate == null) {
            throw new PluginException("there is no plugin " + id + " that can be used");
        }
        return candidate;
    }

    @Override
    public synchronized void close() {
        // One by one: PF4J's own way of stopping all fails with three plugins or more.
        List<String> ids = new ArrayList<>(started.keySet());
        for (int i = ids.size() - 1; i >= 0; i--) {
            pf4j.unloadPlugin(ids.get(i));
        }
        started.clear();
        cache.close();
    }
}
