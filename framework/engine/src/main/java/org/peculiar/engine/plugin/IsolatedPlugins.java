package org.peculiar.engine.plugin;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.BasePluginLoader;
import org.pf4j.DefaultPluginClasspath;
import org.pf4j.DefaultPluginManager;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginLoader;
import org.pf4j.PluginManager;
import org.pf4j.PluginRepository;
import org.pf4j.PluginState;
import org.pf4j.PluginStatusProvider;
import org.pf4j.PluginWrapper;
import org.pf4j.PropertiesPluginDescriptorFinder;

/**
 * PF4J, which loads a plugin from its expanded folder when its code is first needed, behind a class loader of its own: its
 * own classes first, except for the packages that the host opens.
 *
 * <p>PF4J looks through no folder itself: plugins come one by one, after they were inspected.
 */
final class IsolatedPlugins extends DefaultPluginManager {

    IsolatedPlugins(String frameworkVersion) {
        super(List.of(Path.of("")));
        setSystemVersion(frameworkVersion);
    }

    /** Returns the class loader of a plugin; those that it depends on come first. */
    ClassLoader start(LoadedPlugin plugin) {
        if (getPlugin(plugin.id()) == null) {
            loadPlugin(plugin.folder());
        }
        PluginState state = startPlugin(plugin.id());
        if (state != PluginState.STARTED) {
            PluginWrapper failed = getPlugin(plugin.id());
            throw new PluginException(
                    "plugin " + plugin.id() + " (" + plugin.path() + ") does not start: its class "
                            + failed.getDescriptor().getPluginClass() + " is " + state + "; ask its provider",
                    failed.getFailedException());
        }
        return getPluginClassLoader(plugin.id());
    }

    @Override
    protected PluginDescriptorFinder createPluginDescriptorFinder() {
        return new PropertiesPluginDescriptorFinder();
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new IsolatedLoader(this);
    }

    @Override
    protected PluginRepository createPluginRepository() {
        return new PluginRepository() {
            @Override
            public List<Path> getPluginPaths() {
                return List.of();
            }

            @Override
            public boolean deletePluginPath(Path pluginPath) {
                return false;
            }
        };
    }

    /** Ignores PF4J's {@code disabled.txt}: what runs is a matter of the plugin folders alone. */
    @Override
    protected PluginStatusProvider createPluginStatusProvider() {
        return new PluginStatusProvider() {
            @Override
            public boolean isPluginDisabled(String pluginId) {
                return false;
            }

            @Override
            public void disablePlugin(String pluginId) {}

            @Override
            public void enablePlugin(String pluginId) {}
        };
    }

    private static final class IsolatedLoader extends BasePluginLoader {

        IsolatedLoader(PluginManager plugins) {
            super(plugins, new DefaultPluginClasspath());
        }

        @Override
        protected PluginClassLoader createPluginClassLoader(Path folder, PluginDescriptor descriptor) {
            HostPackages host = new HostPackages(IsolatedPlugins.class.getClassLoader());
            return new PluginClassLoader(pluginManager, descriptor, host) {
                @Override
                protected boolean shouldDelegateToParent(String className) {
                    return HostPackages.isOpen(className);
                }
            };
        }
    }
}
