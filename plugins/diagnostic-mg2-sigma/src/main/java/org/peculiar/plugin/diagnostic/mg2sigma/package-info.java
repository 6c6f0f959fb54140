/**
 * The Mg2-sigma test of a survey of clusters: is the relation the same in all of them, and are its offsets related to their
 * velocities?
 */
package org.peculiar.plugin.diagnostic.mg2sigma;
