/** Surface-brightness dimming and K correction. */
package org.peculiar.plugin.correction.surfacebrightness;
