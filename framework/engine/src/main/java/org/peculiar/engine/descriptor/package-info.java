/**
 * Reads a descriptor: strict YAML with positions, then values bound to the parameters of components. Every problem is
 * collected with its place, and all are reported at once.
 */
package org.peculiar.engine.descriptor;
