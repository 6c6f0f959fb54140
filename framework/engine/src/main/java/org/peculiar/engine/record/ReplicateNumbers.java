package org.peculiar.engine.record;

import java.util.List;
import java.util.Optional;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.variants.Replication;
import org.peculiar.science.resampling.Estimate;
import org.peculiar.science.resampling.Proportion;
import org.peculiar.science.resampling.Recovery;
import org.peculiar.science.resampling.Replicates;

/**
 * What the replicates of a variant on one axis come to.
 *
 * @param replication which
 * @param count of replicates
 * @param failed how many have no flow
 * @param firstFailure why the first of those has none
 * @param flows of the others; none of fewer than two
 * @param along scatter along the variant's flow in km/s with its Monte Carlo error
 * @param recovery of the input by mocks of the baseline
 */
record ReplicateNumbers(
        Replication replication,
        int count,
        int failed,
        String firstFailure,
        Optional<Replicates> flows,
        Estimate along,
        Optional<Recovery> recovery) {

    private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

    static ReplicateNumbers of(Measures measures, Replication replication) {
        SweepOutcome outcome = measures.outcome();
        List<Replicate> all = outcome.replicates().get(replication);
        List<Replicate> good = all.stream().filter(Replicate::succeeded).toList();
        String why = all.stream()
                .filter(replicate -> !replicate.succeeded())
                .map(Replicate::failure)
                .findFirst()
                .orElse("");
        double[] flow = outcome.rows().get(replication.variant()).velocityKms();
        Optional<Replicates> flows = good.size() < 2
                ? Optional.empty()
                : Optional.of(
                        Replicates.of(good.stream().map(Replicate::velocityKms).toArray(double[][]::new)));
        // the input of a variant's mocks is its own flow, which only the baseline's row tells for sure
        Optional<Recovery> recovery = flows.isPresent()
                        && replication.axis() instanceof Axis.MonteCarlo axis
                        && (replication.variant().number() == 0
                                || axis.flow().step().isEmpty())
                ? Optional.of(measures.recovery(replication))
                : Optional.empty();
        return new ReplicateNumbers(
                replication,
                all.size(),
                all.size() - good.size(),
                why,
                flows,
                flows.map(replicates -> Double.isFinite(flow[0]) ? replicates.errorAlong(flow) : UNKNOWN)
                        .orElse(UNKNOWN),
                recovery);
    }

    double[] mean() {
        return flows.map(Replicates::mean).orElse(new double[] {Double.NaN, Double.NaN, Double.NaN});
    }

    double[][] covariance() {
        double[] none = {Double.NaN, Double.NaN, Double.NaN};
        return flows.map(replicates -> replicates.covariance().toArray()).orElse(new double[][] {none, none, none});
    }

    /** Returns the bias of mocks along their input in km/s, with its Monte Carlo error. */
    Estimate bias() {
        return recovery.flatMap(Recovery::biasAlongInput).orElse(UNKNOWN);
    }

    /** Returns how often the stated one-sigma ellipsoid has the input, with the binomial error. */
    Estimate coverage() {
        return recovery.map(found -> estimate(found.ellipsoidCoverage(Recovery.ONE_SIGMA)))
                .orElse(UNKNOWN);
    }

    static Estimate estimate(Proportion proportion) {
        return new Estimate(proportion.fraction(), proportion.error());
    }
}
