/**
 * Makes the figures of a run: those that its steps gave as data, and the standard ones, from the record alone.
 *
 * <p>Each standard figure is a class that turns tables of the record into a {@link org.peculiar.api.Figure}; how it looks is the
 * business of {@code org.peculiar.report.draw}.
 */
package org.peculiar.report.figure;
