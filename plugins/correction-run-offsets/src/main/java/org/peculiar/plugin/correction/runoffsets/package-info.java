/**
 * Brings repeat measurements of several observing runs to one scale.
 *
 * <p>{@link org.peculiar.plugin.correction.runoffsets.RunOffsets} is the component, {@link
 * org.peculiar.plugin.correction.runoffsets.Overlaps} the least-squares problem behind it. It corrects zero points of runs,
 * not their errors: measurement errors are taken as the table gives them.
 */
package org.peculiar.plugin.correction.runoffsets;
