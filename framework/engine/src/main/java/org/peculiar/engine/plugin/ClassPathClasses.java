package org.peculiar.engine.plugin;

import java.util.Optional;

/** The classes of a plugin that stands on a class path, as in its own tests. */
record ClassPathClasses(ClassLoader classPath) implements PluginClasses {

    @Override
    public Class<?> load(String pluginId, String className) {
        try {
            return Class.forName(className, false, classPath);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new PluginException(
                    "plugin " + pluginId + ": its class " + className + " cannot be loaded (" + e
                            + "); build it again from clean",
                    e);
        }
    }

    @Override
    public Optional<ComponentClass> component(String pluginId, String className) {
        return Optional.empty();
    }

    @Override
    public ClassLoader loader(String pluginId) {
        return classPath;
    }
}
