/** No bias correction. */
package org.peculiar.plugin.bias.none;
