/** Stand-ins for plugins: a few simple components, indexed as the build indexes real ones. */
package org.peculiar.engine.sample;
