package org.peculiar.engine.variants;

import org.peculiar.engine.sweep.Axis;

/**
 * Replicates of one variant on one axis.
 *
 * @param axis which
 * @param variant that is replicated
 * @param also the variant with what is set for the replicates alone
 */
public record Replication(Axis.OfReplicates axis, Variant variant, Variant also) {}
