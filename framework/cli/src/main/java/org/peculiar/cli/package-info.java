/** Offers the command {@code peculiar}: arguments in, calls of the engine, text out. */
package org.peculiar.cli;
