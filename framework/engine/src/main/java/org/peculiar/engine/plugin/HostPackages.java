package org.peculiar.engine.plugin;

import java.util.List;

/**
 * What a plugin sees of its host: the packages open to plugins and the Java platform. Everything else is the plugin's own,
 * in whatever version it brings along.
 */
final class HostPackages extends ClassLoader {

    private static final List<String> OPEN = List.of(
            "org.peculiar.api.",
            "org.peculiar.science.",
            "org.pf4j.",
            "com.google.inject.",
            "jakarta.inject.",
            "org.slf4j.");

    private final ClassLoader host;

    HostPackages(ClassLoader host) {
        super(getPlatformClassLoader());
        this.host = host;
    }

    static boolean isOpen(String className) {
        return OPEN.stream().anyMatch(className::startsWith);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (isOpen(name)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }
}
