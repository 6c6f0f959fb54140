package org.peculiar.engine.plugin;

import java.util.Optional;

/** Where the classes of plugins come from. */
interface PluginClasses {

    /**
     * Loads a class of a plugin.
     *
     * @throws PluginException if the plugin does not start, or the class cannot be loaded
     */
    Class<?> load(String pluginId, String className);

    /** Returns what the plugin's index says of a class, if it is that of a component. */
    Optional<ComponentClass> component(String pluginId, String className);

    /** Returns the class loader of a plugin. */
    ClassLoader loader(String pluginId);
}
