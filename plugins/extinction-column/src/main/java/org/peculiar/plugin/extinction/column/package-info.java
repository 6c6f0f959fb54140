/** Reddening as given by a column of the catalogue. */
package org.peculiar.plugin.extinction.column;
