/**
 * Draws a {@link org.peculiar.api.Figure}: one painter, three kinds of paper.
 *
 * <p>{@link org.peculiar.report.draw.Drawing} lays a figure out and paints it; a canvas takes the marks to SVG, to PDF or to pixels.
 * Lengths are in points, 1/72 inch, from the upper left corner. No font of the system takes part: the shipped one measures the texts,
 * is embedded into SVG and PDF, and its outlines are filled in images, so that a figure is the same everywhere.
 */
package org.peculiar.report.draw;
