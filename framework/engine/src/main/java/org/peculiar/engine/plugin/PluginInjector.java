package org.peculiar.engine.plugin;

import com.google.inject.Binder;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.util.Providers;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Makes the injector of a plugin: the host's services, and the modules that the plugin names in {@code
 * META-INF/services/com.google.inject.Module}. Injectors are independent: a child would leave what it needs in its parent,
 * and keep the class loader alive.
 */
final class PluginInjector {

    static {
        // Nothing is intercepted: without generated classes Guice starts faster, and newer Java platforms do not warn.
        if (System.getProperty("guice_bytecode_gen_option") == null) {
            System.setProperty("guice_bytecode_gen_option", "DISABLED");
        }
    }

    private PluginInjector() {}

    static Injector create(String plugin, ClassLoader loader, Map<Class<?>, Object> services) {
        try {
            return Guice.createInjector(binder -> {
                binder.requireExplicitBindings();
                binder.requireAtInjectOnConstructors();
                binder.requireExactBindingAnnotations();
                binder.disableCircularProxies();
                services.forEach((type, service) -> bind(binder, type, service));
                for (Module module : ServiceLoader.load(Module.class, loader)) {
                    if (module.getClass().getClassLoader() == loader) {
                        binder.install(module);
                    }
                }
            });
        } catch (CreationException | ServiceConfigurationError e) {
            throw new PluginException(
                    "plugin " + plugin + ": its Guice module fails: " + reason(e) + "; tell the plugin's provider", e);
        }
    }

    private static String reason(Throwable failure) {
        return failure instanceof CreationException creation
                ? creation.getErrorMessages()
                        .iterator()
                        .next()
                        .getMessage()
                        .lines()
                        .findFirst()
                        .orElse("")
                : failure.getMessage();
    }

    private static <T> void bind(Binder binder, Class<T> type, Object service) {
        binder.bind(type).toProvider(Providers.of(type.cast(service)));
    }
}
