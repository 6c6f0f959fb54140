/** Corrects distance estimates of groups for the Malmquist bias of a homogeneous universe. */
package org.peculiar.plugin.bias.malmquisthomogeneous;
