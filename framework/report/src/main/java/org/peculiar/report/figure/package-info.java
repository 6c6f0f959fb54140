/**
 * Draws figures: data from the run record in, SVG, PDF and PNG out.
 *
 * <p>One painter draws every {@link org.peculiar.api.Finding figure}, whoever has made it.
 */
package org.peculiar.report.figure;
