/** Burstein and Heiles (1982) reddening map. */
package org.peculiar.plugin.extinction.bursteinheiles;
