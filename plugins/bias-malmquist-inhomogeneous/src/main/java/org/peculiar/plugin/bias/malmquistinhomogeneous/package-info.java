/** Inhomogeneous Malmquist bias. */
package org.peculiar.plugin.bias.malmquistinhomogeneous;
