/**
 * Random replicates of a variant: what is redrawn, and the prepared chain that each runs through.
 *
 * <p>A replicate is never a node of the graph. A block of them redraws one step's output and runs what lies between it and the
 * flow on it, with components prepared once. Each is a function of its number alone, so blocks may run anywhere in any order.
 */
package org.peculiar.engine.replicates;
