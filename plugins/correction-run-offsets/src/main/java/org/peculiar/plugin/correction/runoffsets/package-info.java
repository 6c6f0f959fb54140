/** Brings the observing runs of a survey to one system. */
package org.peculiar.plugin.correction.runoffsets;
