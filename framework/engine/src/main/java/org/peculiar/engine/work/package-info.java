/**
 * Runs pieces of work: blocks in, rows out. Local threads for now; an engine of a cluster can take their place.
 *
 * <p>Pieces know nothing of each other or of the order they are run in, and each is a function of what its key stands for.
 */
package org.peculiar.engine.work;
