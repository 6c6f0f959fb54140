package org.peculiar.engine.plugin;

import com.google.inject.ConfigurationException;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.InjectionPoint;
import com.google.inject.spi.Message;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.peculiar.api.PeculiarException;

/**
 * Builds components that share host services, with one Guice injector per plugin. Thread-safe.
 *
 * <p>A component's constructor takes its record of parameters, host services, and whatever the plugin's own Guice modules
 * bind.
 */
public final class Components {

    private final PluginClasses plugins;
    private final Map<Class<?>, Object> services;
    private final Map<String, Injector> injectors = new ConcurrentHashMap<>();

    Components(PluginClasses plugins, Map<Class<?>, Object> services) {
        this.plugins = plugins;
        this.services = Map.copyOf(services);
    }

    /**
     * Build components of a plugin under test: from a class path, without the isolation that a host gives.
     *
     * @param classPath loader of the plugin's classes
     * @param services by the type that components have injected
     */
    public static Components ofClassPath(ClassLoader classPath, Map<Class<?>, Object> services) {
        return new Components(new ClassPathClasses(classPath), services);
    }

    /**
     * Load a class of a plugin, such as a record of parameters.
     *
     * @throws PluginException if the plugin does not start, or the class cannot be loaded
     */
    public Class<?> load(String pluginId, String className) {
        return plugins.load(pluginId, className);
    }

    /**
     * Build a component.
     *
     * @param className as the plugin's index has it
     * @param parameters the bound record, for a component that has parameters
     * @throws PluginException if the plugin is at fault: its class is missing or of another kind, asks for what nobody
     *     offers, or its constructor throws
     * @throws PeculiarException of any other type that the constructor throws, as it is
     */
    public Object create(String pluginId, String className, Optional<Object> parameters) {
        Class<?> type = plugins.load(pluginId, className);
        Optional<ComponentClass> component = plugins.component(pluginId, className);
        String where = "plugin " + pluginId + ": "
                + component.map(ComponentClass::name).orElse("class") + " (" + className + ")";
        try {
            component.ifPresent(indexed -> indexed.requireKind(type, where));
            InjectionPoint point = InjectionPoint.forConstructorOf(type);
            Object[] arguments = point.getDependencies().stream()
                    .map(dependency -> argument(dependency, parameters, pluginId, where))
                    .toArray();
            return construct((Constructor<?>) point.getMember(), arguments);
        } catch (ConfigurationException e) {
            throw new PluginException(where + " cannot be built: " + first(e.getErrorMessages()), e);
        } catch (ProvisionException e) {
            throw failure(where, e.getCause() == null ? e : e.getCause());
        } catch (InvocationTargetException e) {
            throw failure(where, e.getCause());
        } catch (ReflectiveOperationException | LinkageError e) {
            throw failure(where, e);
        }
    }

    private Object argument(Dependency<?> dependency, Optional<Object> parameters, String pluginId, String where) {
        Class<?> wanted = dependency.getKey().getTypeLiteral().getRawType();
        if (parameters.isPresent() && wanted == parameters.get().getClass()) {
            return parameters.get();
        }
        Injector injector = injectors.computeIfAbsent(pluginId, this::injector);
        if (wanted != com.google.inject.Provider.class && injector.getExistingBinding(dependency.getKey()) == null) {
            throw new PluginException(where + " cannot be built: its constructor takes "
                    + dependency.getKey().getTypeLiteral() + ", but the host offers only " + offered()
                    + " and the plugin has no module that binds it");
        }
        return injector.getInstance(dependency.getKey());
    }

    private Injector injector(String pluginId) {
        return PluginInjector.create(pluginId, plugins.loader(pluginId), services);
    }

    private String offered() {
        return services.keySet().stream().map(Class::getSimpleName).sorted().collect(Collectors.joining(", "));
    }

    private static Object construct(Constructor<?> constructor, Object[] arguments)
            throws ReflectiveOperationException {
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static PeculiarException failure(String where, Throwable cause) {
        if (cause instanceof PeculiarException explained) {
            return explained;
        }
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        return new PluginException(where + " cannot be built: " + cause + "; tell the plugin's provider", cause);
    }

    private static String first(Collection<Message> messages) {
        return messages.iterator().next().getMessage().lines().findFirst().orElse("");
    }
}
