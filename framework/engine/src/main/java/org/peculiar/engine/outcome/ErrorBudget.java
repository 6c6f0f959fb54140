package org.peculiar.engine.outcome;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Mode;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variant;
import org.peculiar.science.resampling.Estimate;
import org.peculiar.science.resampling.Jackknife;
import org.peculiar.science.resampling.Replicates;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * Says what a flow's error consists of: what is random, what is systematic by name, and what choices shift it.
 *
 * <p>Random and systematic covariances add up to the total. A choice is not a random error: its shift stands beside them with
 * the error that sampling gives the shift, and is never added.
 */
public final class ErrorBudget {

    /** What a line is. */
    public enum Kind {
        /** Independent errors; in the total. */
        RANDOM,
        /** The part of the random error that comes from marginalised shared errors. */
        MARGINALISED,
        /** A correction's uncertainty, in linear response; in the total. */
        SYSTEMATIC,
        /** The quadratic sum of the random error and all systematic ones. */
        TOTAL,
        /** What replicates or a jackknife find, for comparison; not in the total. */
        RESAMPLED,
        /** One standard deviation of an error that tracers share, all else held; not in the total unless marginalised. */
        CONDITIONAL,
        /** What a choice does to the flow, with the sampling error of that difference; in no total. */
        SHIFT;

        /** Return how tables call it. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A line of the budget.
     *
     * @param name of the source
     * @param kind what the line is
     * @param shiftKms Galactic components of a shift in km/s; empty for errors
     * @param covariance in (km/s)²; of a shift, of the difference; {@code NaN} where there is none
     * @param alongKms standard error along the flow in km/s; of a shift, the shift along the flow
     * @param alongErrorKms Monte Carlo error of an error of replicates, sampling error of a shift; {@code NaN} where it has none
     * @param method how it was found
     */
    public record Line(
            String name,
            Kind kind,
            Optional<double[]> shiftKms,
            double[][] covariance,
            double alongKms,
            double alongErrorKms,
            String method) {

        /** Return the square root of the covariance's trace, in km/s. */
        public double sqrtTraceKms() {
            return Math.sqrt(covariance[0][0] + covariance[1][1] + covariance[2][2]);
        }
    }

    private final SweepOutcome outcome;
    private final double[] flow;
    private final List<Line> lines = new ArrayList<>();

    private ErrorBudget(SweepOutcome outcome) {
        this.outcome = outcome;
        this.flow = outcome.baseline().velocityKms();
    }

    /**
     * Return the budget of the baseline's flow.
     *
     * @param fit the flow that the sweep follows
     * @param sample what it was fitted to
     */
    public static List<Line> of(SweepOutcome outcome, FlowFit fit, DistanceSample sample) {
        ErrorBudget budget = new ErrorBudget(outcome);
        double[][] random = upper(fit.random());
        budget.error("random", Kind.RANDOM, random, "covariance of the fit");
        fit.conditional()
                .ifPresent(known -> budget.error(
                        "marginalised",
                        Kind.MARGINALISED,
                        minus(random, upper(known)),
                        "random error less that with the shared errors known"));
        fit.systematic()
                .forEach((name, covariance) ->
                        budget.error(name, Kind.SYSTEMATIC, upper(covariance), "linear response"));
        budget.error("total", Kind.TOTAL, upper(fit.total()), "random and systematic in quadrature");
        fit.weights().ifPresent(weights -> budget.modes(fit, sample, weights));
        budget.resampled();
        budget.shifts();
        return budget.lines;
    }

    private void error(String name, Kind kind, double[][] covariance, String method) {
        lines.add(new Line(name, kind, Optional.empty(), covariance, along(covariance), Double.NaN, method));
    }

    /** Differences of covariances may be negative along the flow by rounding. */
    private double along(double[][] covariance) {
        double sum = 0;
        double length = 0;
        for (int i = 0; i < 3; i++) {
            length += flow[i] * flow[i];
            for (int j = 0; j < 3; j++) {
                sum += flow[i] * covariance[i][j] * flow[j];
            }
        }
        return Math.sqrt(Math.max(0, sum) / length);
    }

    /** A mode of one sigma moves a tracer's velocity by its distance times what ln d changes by, the other way. */
    private void modes(FlowFit fit, DistanceSample sample, double[][] weights) {
        Map<Integer, Integer> places = new LinkedHashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            places.put(sample.rowIds()[i], i);
        }
        Map<String, double[][]> byName = new LinkedHashMap<>();
        for (Mode mode : sample.modes()) {
            if (Double.isInfinite(mode.sigma())) {
                continue;
            }
            double[] moved = new double[3];
            for (int t = 0; t < fit.tracers().rowIds().length; t++) {
                Integer place = places.get(fit.tracers().rowIds()[t]);
                double change = place == null ? 0 : mode.lnDistance()[place] * mode.sigma();
                for (int i = 0; i < 3; i++) {
                    moved[i] -= weights[i][t] * fit.tracers().distanceKms()[t] * change;
                }
            }
            double[][] sum = byName.computeIfAbsent(mode.name().replaceFirst("-[0-9]+$", ""), n -> new double[3][3]);
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    sum[i][j] += moved[i] * moved[j];
                }
            }
        }
        byName.forEach((name, covariance) ->
                error(name, Kind.CONDITIONAL, covariance, "one sigma of what the distances share, all else held"));
    }

    private void resampled() {
        for (Map.Entry<Replication, List<Replicate>> entry :
                outcome.replicates().entrySet()) {
            Axis.OfReplicates axis = entry.getKey().axis();
            double[][] velocities = entry.getValue().stream()
                    .filter(Replicate::succeeded)
                    .map(Replicate::velocityKms)
                    .toArray(double[][]::new);
            if (entry.getKey().variant().number() > 0 || axis instanceof Axis.MonteCarlo || velocities.length < 2) {
                continue;
            }
            Replicates replicates = Replicates.of(velocities);
            Estimate along = replicates.errorAlong(flow);
            String method = axis instanceof Axis.Displace displace
                    ? displace.step() + " displaced, "
                            + (displace.by() == Axis.Displace.By.COVARIANCE ? "from covariance" : "from resampling")
                    : axis.step() + " drawn with replacement";
            lines.add(new Line(
                    axis.name(),
                    Kind.RESAMPLED,
                    Optional.empty(),
                    replicates.covariance().toArray(),
                    along.value(),
                    along.error(),
                    method + ", " + velocities.length + " replicates"));
        }
        Measures measures = new Measures(outcome);
        for (int i = 0; i < outcome.variants().axes().size(); i++) {
            if (outcome.variants().axes().get(i) instanceof Axis.Jackknife axis
                    && measures.alone(i).size() > 1) {
                Jackknife jackknife = measures.jackknife(axis);
                jackknife
                        .covariance()
                        .map(CovarianceMatrix::toArray)
                        .ifPresent(covariance -> error(
                                axis.name(),
                                Kind.RESAMPLED,
                                covariance,
                                "jackknife of " + jackknife.groups() + " groups"));
            }
        }
    }

    private void shifts() {
        Measures measures = new Measures(outcome);
        for (int axis = 0; axis < outcome.variants().axes().size(); axis++) {
            if (!(outcome.variants().axes().get(axis) instanceof Axis.Choice choice)) {
                continue;
            }
            for (Variant variant : measures.alone(axis)) {
                Optional<Shift> shift = outcome.rows().get(variant).shift();
                if (shift.isPresent()) {
                    lines.add(new Line(
                            choice.name() + ": " + outcome.variants().label(variant, axis),
                            Kind.SHIFT,
                            Optional.of(shift.get().vectorKms()),
                            shift.get().covariance(),
                            dot(shift.get().vectorKms(), flow) / Math.sqrt(dot(flow, flow)),
                            shift.get().errorAlongKms(flow),
                            shift.get().method()));
                }
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double[][] upper(double[][] matrix) {
        double[][] upper = new double[3][];
        for (int i = 0; i < 3; i++) {
            upper[i] = Arrays.copyOf(matrix[i], 3);
        }
        return upper;
    }

    private static double[][] minus(double[][] a, double[][] b) {
        double[][] difference = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                difference[i][j] = a[i][j] - b[i][j];
            }
        }
        return difference;
    }
}
