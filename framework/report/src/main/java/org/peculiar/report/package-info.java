/**
 * Shows a run to people: its figures, and the page that a referee could be sent.
 *
 * <p>Everything here is made from a run record alone, so that a report can be made again years later, without the data or the
 * plugins. Nothing is computed that the record does not hold, but for the place of a mark on the paper.
 */
package org.peculiar.report;
