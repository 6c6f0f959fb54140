/**
 * From a descriptor to a plan: the kinds of step, the checked and typed graph, and the content identity of every step.
 */
package org.peculiar.engine.plan;
