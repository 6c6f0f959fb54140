/**
 * What variants and replicates come to: rows that a store keeps, and the paired differences between variants.
 *
 * <p>Rows hold all that tables, claims and targets are made of, so that a sweep can be taken up again from them alone.
 */
package org.peculiar.engine.outcome;
