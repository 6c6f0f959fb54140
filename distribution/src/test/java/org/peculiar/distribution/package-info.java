/** Checks the distribution as a user gets it: jars, plugins and launcher. */
package org.peculiar.distribution;
