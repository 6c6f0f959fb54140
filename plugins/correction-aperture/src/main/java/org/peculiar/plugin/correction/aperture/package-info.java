/** Brings velocity dispersions and line strengths to one physical aperture; offsets between runs are another correction. */
package org.peculiar.plugin.correction.aperture;
