/** Hosts plugins, and plans and runs what a descriptor says. */
package org.peculiar.engine;
