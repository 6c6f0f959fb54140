package org.peculiar.engine.sweep;

import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Yaml;

/**
 * A value set at a path of the descriptor.
 *
 * @param path such as {@code dust.uses} or {@code assume.thermal-dispersion}
 * @param value as written; a mapping of {@code uses} and {@code with} exchanges a component with its parameters
 * @param position where the sweep says so
 */
public record Setting(String path, Yaml value, Position position) {}
