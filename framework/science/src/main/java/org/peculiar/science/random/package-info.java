/**
 * Random numbers that are pure functions of what they are for.
 *
 * <p>{@link org.peculiar.science.random.KeyedDraws} holds a key, made of a seed, the names of streams and the numbers of
 * replicates on the way to it; element i of it is a hash of key and i. So draws do not depend on order, on threads, or on
 * which other elements are drawn, and variants of an analysis share the numbers of the rows that they share. Numbers are
 * dimensionless. Nothing accepts or returns {@code null}.
 */
package org.peculiar.science.random;
