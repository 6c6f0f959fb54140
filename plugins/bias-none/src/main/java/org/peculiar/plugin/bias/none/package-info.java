/** Leaves distances as they are: the stand-in where a variant goes without a correction. */
package org.peculiar.plugin.bias.none;
