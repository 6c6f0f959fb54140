package org.peculiar.engine.outcome;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.peculiar.api.DataException;
import org.peculiar.api.PeculiarException;
import org.peculiar.engine.plan.FlowProperty;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.replicates.Replicate;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Measure;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;
import org.peculiar.science.resampling.Estimate;
import org.peculiar.science.resampling.Jackknife;
import org.peculiar.science.resampling.Proportion;
import org.peculiar.science.resampling.Recovery;
import org.peculiar.science.resampling.Replicates;
import org.peculiar.science.statistics.CovarianceMatrix;

/** Reads the numbers that claims bound and targets compare off what a sweep came to. */
public final class Measures {

    private static final double FALSE_ALARM = 0.05;

    private final SweepOutcome outcome;
    private final Plan plan;
    private final Map<Replication, Recovery> recoveries = new ConcurrentHashMap<>();

    /**
     * Read off an outcome.
     *
     * @param outcome of the plan's sweep
     */
    public Measures(SweepOutcome outcome) {
        this.outcome = outcome;
        this.plan = outcome.variants().plan();
    }

    /** Return what the numbers are read off. */
    public SweepOutcome outcome() {
        return outcome;
    }

    /** Judge all claims, in their order. */
    public List<Verdict> verdicts() {
        return plan.claims().stream()
                .map(claim -> Verdict.of(claim, of(claim.measure())))
                .toList();
    }

    /** Compare with all published numbers, in their order. */
    public List<Comparison> comparisons() {
        return plan.targets().stream()
                .map(target -> Comparison.of(target, of(target.measure())))
                .toList();
    }

    /** Read one number; {@code NaN} with the trouble, where there is none. */
    public Measured of(Measure measure) {
        try {
            return switch (measure.what()) {
                case VALUE -> value(measure);
                case CHANGE -> change(measure, only(measure));
                case MAX_ABS_CHANGE -> largestChange(measure);
                case DIFFERENCE -> difference(measure);
                case ERROR -> error(measure);
                case BIAS -> bias(measure);
                case COVERAGE -> proportion(recovery(measure).ellipsoidCoverage(Recovery.ONE_SIGMA), measure);
                case FALSE_ALARMS -> proportion(recovery(measure).significant(FALSE_ALARM), measure);
                case SIGNIFICANCE -> significance(measure);
                case CONSISTENCY -> consistency(measure);
            };
        } catch (PeculiarException e) {
            return Measured.of(Double.NaN, Double.NaN, "").but(e.getMessage());
        }
    }

    private boolean isVector(String estimand) {
        return property(estimand) == FlowProperty.VELOCITY;
    }

    /** Returns what an estimand reads off the followed flow, {@code null} if it reads something else. */
    private FlowProperty property(String estimand) {
        Plan.Estimand of = plan.estimands().get(estimand);
        return of.step().equals(outcome.variants().flow())
                ? FlowProperty.of(of.property()).orElse(null)
                : null;
    }

    private Measured value(Measure measure) {
        Optional<Variant> variant = measure.over().isPresent() ? Optional.of(only(measure)) : Optional.empty();
        Row row = variant.map(outcome.rows()::get).orElseGet(outcome::baseline);
        double[] value = row.estimands().get(measure.estimand());
        if (value == null) {
            return failed(variant.orElse(outcome.variants().all().get(0)), row);
        }
        FlowProperty property = property(measure.estimand());
        double error = Double.NaN;
        if (property == FlowProperty.VELOCITY
                || property == FlowProperty.SPEED
                || property == FlowProperty.SPEED_BIAS_CORRECTED) {
            error = CovarianceMatrix.of(row.total()).errorAlong(row.velocityKms());
        } else if (property == FlowProperty.L || property == FlowProperty.B) {
            error = FlowNumbers.of(row).directionErrorDeg(property == FlowProperty.L);
        }
        return Measured.of(isVector(measure.estimand()) ? length(value) : value[0], error, Measured.SAMPLING)
                .at(variant.map(this::label).orElse(""));
    }

    private Measured change(Measure measure, Variant variant) {
        Row row = outcome.rows().get(variant);
        if (!row.succeeded()) {
            return failed(variant, row);
        }
        double[] here = row.estimands().get(measure.estimand());
        double[] base = outcome.baseline().estimands().get(measure.estimand());
        FlowProperty property = property(measure.estimand());
        double error = Double.NaN;
        if (row.shift().isPresent() && property == FlowProperty.VELOCITY) {
            Shift shift = row.shift().get();
            error = shift.lengthKms() > 0 ? shift.errorAlongKms(shift.vectorKms()) : 0;
        } else if (row.shift().isPresent()
                && (property == FlowProperty.SPEED || property == FlowProperty.SPEED_BIAS_CORRECTED)) {
            error = row.shift().get().amplitudeErrorKms();
        }
        double change = isVector(measure.estimand()) ? distance(here, base) : turned(property, here[0] - base[0]);
        return Measured.of(change, error, Measured.SAMPLING).at(label(variant));
    }

    /** Longitudes change the short way round. */
    private static double turned(FlowProperty property, double change) {
        return property == FlowProperty.L ? Math.IEEEremainder(change, 360) : change;
    }

    private Measured failed(Variant variant, Row row) {
        return Measured.of(Double.NaN, Double.NaN, "").at(label(variant)).but(row.failure());
    }

    private Measured largestChange(Measure measure) {
        Measured largest = Measured.of(0, Double.NaN, Measured.SAMPLING);
        int broken = 0;
        List<Variant> variants = over(measure);
        for (Variant variant : variants) {
            Measured change = change(measure, variant);
            if (!change.trouble().isEmpty()) {
                broken++;
            } else if (!(Math.abs(change.value()) < largest.value())) {
                largest = new Measured(
                        Math.abs(change.value()), change.error(), change.kind(), change.where(), change.trouble());
            }
        }
        return largest.but(broken == 0 ? "" : broken + " of " + variants.size() + " variants failed");
    }

    private Measured difference(Measure measure) {
        List<Variant> parts = over(measure);
        Variant first = parts.get(0);
        Variant last = parts.get(parts.size() - 1);
        Row a = outcome.rows().get(first);
        Row b = outcome.rows().get(last);
        if (!a.succeeded() || !b.succeeded()) {
            return a.succeeded() ? failed(last, b) : failed(first, a);
        }
        double[] here = b.estimands().get(measure.estimand());
        double[] there = a.estimands().get(measure.estimand());
        FlowProperty property = property(measure.estimand());
        Optional<Shift> shift = outcome.pairs().entrySet().stream()
                .filter(pair -> pair.getKey().first() == first && pair.getKey().second() == last)
                .map(Map.Entry::getValue)
                .findFirst();
        double error = Double.NaN;
        if (shift.isPresent()
                && property == FlowProperty.VELOCITY
                && shift.get().lengthKms() > 0) {
            error = shift.get().errorAlongKms(shift.get().vectorKms());
        } else if (shift.isPresent()
                && (property == FlowProperty.SPEED || property == FlowProperty.SPEED_BIAS_CORRECTED)) {
            error = shift.get().amplitudeErrorKms();
        }
        double value = isVector(measure.estimand()) ? distance(here, there) : turned(property, here[0] - there[0]);
        return Measured.of(value, error, Measured.SAMPLING).at(label(last) + " less " + label(first));
    }

    private Measured error(Measure measure) {
        double[] along = outcome.baseline().velocityKms();
        Axis axis = axis(measure);
        if (axis instanceof Axis.Jackknife) {
            Jackknife jackknife = jackknife(axis);
            return jackknife
                    .covariance()
                    .map(c -> Measured.of(c.errorAlong(along), Double.NaN, Measured.SAMPLING))
                    .orElseGet(() -> Measured.of(Double.NaN, Double.NaN, "")
                            .but(jackknife.reason().orElseThrow()));
        }
        Estimate estimate = Replicates.of(velocities(succeeded(measure))).errorAlong(along);
        return Measured.of(estimate.value(), estimate.error(), Measured.MONTE_CARLO)
                .but(trouble(measure));
    }

    /** Return the jackknife of an axis that leaves out groups, as far as its variants succeeded. */
    public Jackknife jackknife(Axis axis) {
        int at = outcome.variants().axes().indexOf(axis);
        List<Variant> without = alone(at);
        int all = outcome.baseline().galaxies();
        double[][] estimates = without.stream()
                .map(variant -> outcome.rows().get(variant).velocityKms())
                .toArray(double[][]::new);
        int[] sizes = without.stream()
                .mapToInt(variant -> all - outcome.rows().get(variant).galaxies())
                .toArray();
        boolean groups = ((Axis.Jackknife) axis).by().table() == Axis.RowKey.Table.GROUP
                || Arrays.stream(sizes).anyMatch(size -> size <= 0);
        // groups are the tracers: each counts once, however many galaxies are behind it
        return groups
                ? Jackknife.of(outcome.baseline().velocityKms(), estimates)
                : Jackknife.of(outcome.baseline().velocityKms(), estimates, sizes);
    }

    /** Return the variants that leave the baseline on one axis alone, those that failed left out. */
    public List<Variant> alone(int axis) {
        return outcome.variants().all().stream()
                .filter(variant -> variant.levels()[axis] > 0
                        && Arrays.stream(variant.levels())
                                        .filter(level -> level > 0)
                                        .count()
                                == 1
                        && outcome.rows().get(variant).succeeded())
                .toList();
    }

    private Measured bias(Measure measure) {
        List<Replicate> mocks = succeeded(measure);
        double[] input = input((Axis.MonteCarlo) axis(measure));
        FlowProperty property = property(measure.estimand());
        if (property == FlowProperty.VELOCITY) {
            Recovery recovery = recovery(measure);
            Estimate bias = recovery.biasAlongInput()
                    .orElseGet(() -> recovery.biasAlong(outcome.baseline().velocityKms()));
            return Measured.of(bias.value(), bias.error(), Measured.MONTE_CARLO).but(trouble(measure));
        }
        double[][] speeds = new double[mocks.size()][1];
        for (int i = 0; i < speeds.length; i++) {
            FlowNumbers numbers = FlowNumbers.of(mocks.get(i));
            speeds[i][0] = property == FlowProperty.SPEED ? numbers.speedKms() : numbers.correctedSpeedKms();
        }
        Replicates replicates = Replicates.of(speeds);
        return Measured.of(replicates.mean()[0] - length(input), replicates.meanError()[0], Measured.MONTE_CARLO)
                .but(trouble(measure));
    }

    private Measured proportion(Proportion proportion, Measure measure) {
        return Measured.of(proportion.fraction(), proportion.error(), Measured.MONTE_CARLO)
                .but(trouble(measure));
    }

    private Measured significance(Measure measure) {
        List<Variant> variants = measure.over().isPresent()
                ? over(measure)
                : List.of(outcome.variants().all().get(0));
        Measured least = Measured.of(Double.POSITIVE_INFINITY, Double.NaN, "");
        int broken = 0;
        for (Variant variant : variants) {
            Row row = outcome.rows().get(variant);
            if (!row.succeeded()) {
                broken++;
                continue;
            }
            double confidence = 100 * (1 - FlowNumbers.of(row).probabilityAtRest());
            if (confidence < least.value()) {
                least = Measured.of(confidence, Double.NaN, "").at(label(variant));
            }
        }
        return least.but(broken == 0 ? "" : broken + " of " + variants.size() + " variants failed");
    }

    /** The least probable pair, for as many pairs as there are (Bonferroni). */
    private Measured consistency(Measure measure) {
        int at = outcome.variants().axes().indexOf(axis(measure));
        List<Map.Entry<SweepRun.Pair, Shift>> pairs = outcome.pairs().entrySet().stream()
                .filter(pair -> pair.getKey().axis() == at)
                .toList();
        Measured least = Measured.of(Double.NaN, Double.NaN, "")
                .but("the variants are not compared with each other: only up to six subsets or shells are");
        for (Map.Entry<SweepRun.Pair, Shift> pair : pairs) {
            double p = Math.min(1, pair.getValue().probability() * pairs.size());
            if (Double.isNaN(p)) {
                return Measured.of(Double.NaN, Double.NaN, "")
                        .but(pair.getValue().method());
            } else if (!(p >= least.value())) {
                least = Measured.of(p, Double.NaN, "")
                        .at(label(pair.getKey().second()) + " less "
                                + label(pair.getKey().first()));
            }
        }
        return least;
    }

    private Recovery recovery(Measure measure) {
        return recovery(replication(measure));
    }

    /** Return how the mocks of a variant recover their input, as far as they have a flow. */
    public Recovery recovery(Replication replication) {
        return recoveries.computeIfAbsent(replication, of -> {
            List<Replicate> mocks = outcome.replicates().get(of).stream()
                    .filter(Replicate::succeeded)
                    .toList();
            double[][][] covariances =
                    mocks.stream().map(mock -> full(mock.covariance())).toArray(double[][][]::new);
            return Recovery.of(velocities(mocks), covariances, input((Axis.MonteCarlo) of.axis()));
        });
    }

    /**
     * Return the flow that mocks of the baseline were given: three Galactic components in km/s.
     *
     * @throws DataException if it is that of a step which the sweep does not follow
     */
    public double[] input(Axis.MonteCarlo axis) {
        axis.flow()
                .step()
                .filter(step -> !step.equals(outcome.variants().flow()))
                .ifPresent(step -> {
                    throw new DataException("sweep.vary." + axis.name() + ".flow: found " + step
                            + ", but the sweep follows " + outcome.variants().flow()
                            + " and keeps no other; give its vector, such as [-400 km/s, 0 km/s, 100 km/s]");
                });
        return axis.flow().step().isPresent()
                ? outcome.baseline().velocityKms()
                : axis.flow().velocityKms();
    }

    static double[][] full(double[] c) {
        return new double[][] {{c[0], c[1], c[2]}, {c[1], c[3], c[4]}, {c[2], c[4], c[5]}};
    }

    static double[][] velocities(List<Replicate> replicates) {
        return replicates.stream().map(Replicate::velocityKms).toArray(double[][]::new);
    }

    private Replication replication(Measure measure) {
        return outcome.replicates().keySet().stream()
                .filter(replication ->
                        replication.axis().name().equals(measure.over().orElseThrow())
                                && replication.variant().number() == 0)
                .findFirst()
                .orElseThrow();
    }

    private List<Replicate> replicates(Measure measure) {
        return outcome.replicates().get(replication(measure));
    }

    private List<Replicate> succeeded(Measure measure) {
        return replicates(measure).stream().filter(Replicate::succeeded).toList();
    }

    /** A few resamples that cannot be used are to be expected; many would bias what is made of the rest. */
    private String trouble(Measure measure) {
        List<Replicate> all = replicates(measure);
        long failed = all.stream().filter(replicate -> !replicate.succeeded()).count();
        return failed * 20 <= all.size()
                ? ""
                : failed + " of " + all.size() + " replicates failed, the first with: "
                        + all.stream()
                                .filter(replicate -> !replicate.succeeded())
                                .findFirst()
                                .orElseThrow()
                                .failure();
    }

    private Axis axis(Measure measure) {
        return plan.sweep().orElse(Sweep.NONE).axes().stream()
                .filter(axis -> axis.name().equals(measure.over().orElseThrow()))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the variants that a measure is read over. */
    private List<Variant> over(Measure measure) {
        if (measure.variant().isPresent()) {
            return List.of(only(measure));
        }
        int at = outcome.variants().axes().indexOf(axis(measure));
        return outcome.variants().all().stream()
                .filter(variant -> variant.levels()[at] > 0)
                .toList();
    }

    private Variant only(Measure measure) {
        int at = outcome.variants().axes().indexOf(axis(measure));
        return outcome.variants().all().stream()
                .filter(variant -> variant.levels()[at] > 0
                        && measure.variant()
                                .map(label ->
                                        outcome.variants().label(variant, at).equals(label))
                                .orElse(true))
                .findFirst()
                .orElseThrow(() -> new DataException("found no variant "
                        + measure.variant().orElse("") + " of " + measure.over().orElseThrow() + "; there are "
                        + String.join(", ", outcome.variants().labels(at))));
    }

    private String label(Variant variant) {
        Map<String, String> levels = outcome.variants().levels(variant);
        return levels.isEmpty() ? Variants.BASELINE : String.join(", ", levels.values());
    }

    private static double length(double[] v) {
        double sum = 0;
        for (double x : v) {
            sum += x * x;
        }
        return Math.sqrt(sum);
    }

    private static double distance(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(sum);
    }
}
