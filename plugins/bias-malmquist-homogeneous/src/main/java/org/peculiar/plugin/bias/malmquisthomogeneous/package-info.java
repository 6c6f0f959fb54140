/** Homogeneous Malmquist bias. */
package org.peculiar.plugin.bias.malmquisthomogeneous;
