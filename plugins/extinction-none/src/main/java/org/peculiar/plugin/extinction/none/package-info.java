/** No extinction. */
package org.peculiar.plugin.extinction.none;
