/** Draws a synthetic survey from a list of clusters. */
package org.peculiar.plugin.source.mocksurvey;
