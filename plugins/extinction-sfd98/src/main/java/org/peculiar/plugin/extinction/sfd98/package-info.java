/** Schlegel, Finkbeiner and Davis (1998) dust map. */
package org.peculiar.plugin.extinction.sfd98;
