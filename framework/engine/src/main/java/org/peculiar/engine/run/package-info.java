/** Runs a plan: makes the components, calls them in order, and attaches systematic covariances. */
package org.peculiar.engine.run;
