/**
 * The variants of an analysis: what each axis of a sweep changes, the combinations of a design, and the nodes that they need.
 *
 * <p>Every axis of variants reduces to two kinds of edit: a step configured otherwise, or some rows of a step's output. Nothing
 * is run here but what an axis must know of the data.
 */
package org.peculiar.engine.variants;
