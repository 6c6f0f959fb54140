/**
 * Finds, checks and isolates plugins, and builds their components.
 *
 * <p>{@link org.peculiar.engine.plugin.PluginHost} reads what a plugin says of itself, its properties and its index of
 * components, without running any of its code. PF4J gives a plugin its class loader when one of its classes is first
 * asked for; {@link org.peculiar.engine.plugin.Components} builds with one Guice injector per plugin. A plugin that cannot
 * be used becomes a {@link org.peculiar.engine.plugin.BrokenPlugin} and disturbs none of the others.
 */
package org.peculiar.engine.plugin;
