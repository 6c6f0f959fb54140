/** Corrects surface brightnesses for cosmological dimming and for the K-correction; extinction is a kind of its own. */
package org.peculiar.plugin.correction.surfacebrightness;
