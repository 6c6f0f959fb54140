package org.peculiar.engine.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All components at hand, by {@code kind/id}, and the parameters that the host owns. */
public final class ComponentIndex {

    private final Map<String, ComponentDescription> components;
    private final Map<String, Type.RecordOf> owned;
    private final Map<String, String> unusable;

    /**
     * Gather components.
     *
     * @param components of all plugins, no reference twice
     * @param owned records of parameters of kinds and of sections of the descriptor, by name
     * @param unusable components of broken plugins, with the reason
     */
    public ComponentIndex(
            Collection<ComponentDescription> components,
            Map<String, Type.RecordOf> owned,
            Map<String, String> unusable) {
        this.components = new TreeMap<>();
        components.forEach(component -> this.components.put(component.ref(), component));
        this.owned = Map.copyOf(owned);
        this.unusable = Map.copyOf(unusable);
    }

    /** Return all components, sorted by kind and id. */
    public Collection<ComponentDescription> components() {
        return Collections.unmodifiableCollection(components.values());
    }

    /** Return the references of all components of a kind. */
    public Collection<String> refs(String kind) {
        return components.values().stream()
                .filter(component -> component.kind().equals(kind))
                .map(ComponentDescription::ref)
                .toList();
    }

    /** Return the references of all components. */
    public Collection<String> refs() {
        return components.keySet();
    }

    /** Return a component by {@code kind/id}. */
    public Optional<ComponentDescription> component(String ref) {
        return Optional.ofNullable(components.get(ref));
    }

    /** Return why a component that a plugin would offer cannot be used. */
    public Optional<String> unusable(String ref) {
        return Optional.ofNullable(unusable.get(ref));
    }

    /** Return the parameters that the host owns for a kind or a section; empty if there are none. */
    public Type.RecordOf owned(String name) {
        return owned.getOrDefault(name, Type.RecordOf.EMPTY);
    }
}
