package org.peculiar.engine.run;

import java.util.Optional;

/** Loads and builds what plugins offer. */
public interface ComponentFactory {

    /**
     * Load a class of a plugin, such as a record of parameters.
     *
     * @throws org.peculiar.api.PeculiarException if the plugin does not have it
     */
    Class<?> load(String plugin, String className);

    /**
     * Build a component.
     *
     * @param parameters the bound record, empty for a component without parameters
     * @throws org.peculiar.api.PeculiarException if it cannot be built, naming plugin, component and cause
     */
    Object create(String plugin, String className, Optional<Object> parameters);
}
