/**
 * The union graph of all variants of an analysis.
 *
 * <p>A {@link org.peculiar.engine.graph.Node} is a distinct result: a configured step with its inputs, or some rows of another
 * result. Variants that need the same result share its node, so it is computed once. Nodes know nothing of sweeps, stores
 * or claims, nor of their values.
 */
package org.peculiar.engine.graph;
