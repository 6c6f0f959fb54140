/** Brings velocity dispersions to one aperture. */
package org.peculiar.plugin.correction.aperture;
