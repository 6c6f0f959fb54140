package org.peculiar.engine.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Looks at plugins one by one, without running any of their code. */
final class Inspection {

    private final PluginCache cache;
    private final List<Candidate> sound = new ArrayList<>();
    private final List<BrokenPlugin> broken = new ArrayList<>();

    Inspection(PluginCache cache) {
        this.cache = cache;
    }

    /** Returns the plugins whose files are in order. */
    List<Candidate> sound() {
        return sound;
    }

    /** Returns the others. */
    List<BrokenPlugin> broken() {
        return broken;
    }

    void inspect(Path path) {
        String name = path.getFileName().toString();
        SortedSet<String> offered = new TreeSet<>();
        try {
            Path folder = folder(path);
            try (PluginFiles files = PluginFiles.open(folder)) {
                JsonNode index = files.index();
                List<ComponentClass> components = components(index);
                components.forEach(component -> offered.add(component.name()));
                PluginProperties properties = PluginProperties.read(folder);
                name = properties.id();
                check(files, components);
                requireKnown(index);
                sound.add(new Candidate(new LoadedPlugin(properties, path, folder, cache), index, components));
            }
        } catch (Unusable e) {
            broken.add(new BrokenPlugin(name, path, e.getMessage(), offered));
        }
    }

    private Path folder(Path path) throws Unusable {
        if (Files.isDirectory(path)) {
            return path;
        }
        if (path.getFileName().toString().endsWith(".jar")) {
            throw new Unusable("is a jar, but a plugin is a zip that holds plugin.properties and lib/ with jars");
        }
        return cache.expanded(path);
    }

    private static List<ComponentClass> components(JsonNode index) throws Unusable {
        List<ComponentClass> components = new ArrayList<>();
        for (JsonNode component : index.path("components")) {
            String kind = component.path("kind").asText();
            String id = component.path("id").asText();
            String className = component.path("class").asText();
            if (kind.isEmpty() || id.isEmpty() || className.isEmpty()) {
                throw new Unusable("has a component without kind, id or class in its index; build it again");
            }
            components.add(new ComponentClass(kind + "/" + id, className));
        }
        return components;
    }

    /** Refuses an index of another version of the api, which may have types and units that this one does not know. */
    private static void requireKnown(JsonNode index) throws Unusable {
        try {
            org.peculiar.engine.schema.IndexReader.components(index, "");
        } catch (IllegalArgumentException e) {
            throw new Unusable("has an index that this version does not understand (" + e.getMessage()
                    + "); build it again, against the api of this version");
        }
    }

    private static void check(PluginFiles files, List<ComponentClass> components) throws Unusable {
        files.refuseHostLibraries();
        if (components.isEmpty()) {
            throw new Unusable("offers no component: its jars hold no index " + PluginFiles.INDEX
                    + "; mark components with @Component and name the processor of peculiar-api to the compiler");
        }
        Set<String> seen = new HashSet<>();
        String twice = components.stream()
                .map(ComponentClass::name)
                .filter(name -> !seen.add(name))
                .collect(Collectors.joining(", "));
        if (!twice.isEmpty()) {
            throw new Unusable("offers " + twice + " twice; rename one");
        }
        for (ComponentClass component : components) {
            files.requireClass(component);
        }
    }
}
