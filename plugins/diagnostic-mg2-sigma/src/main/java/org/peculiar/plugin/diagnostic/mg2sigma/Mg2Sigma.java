package org.peculiar.plugin.diagnostic.mg2sigma;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.statistics.ChiSquare;
import org.pf4j.Extension;

/**
 * Tests whether the relation between the Mg2 index and the velocity dispersion is the same in all clusters, and whether its
 * offsets are related to the velocities of the clusters.
 *
 * <p>If stellar populations differed from cluster to cluster, Fundamental Plane distances would be wrong and would look like a
 * flow, but Mg2 at a given velocity dispersion, which does not depend on distance, would differ too. The line Mg2 = a log sigma
 * + b is fitted to the galaxies of all clusters that the flow was fitted to. The offset of a cluster is the mean residual of its
 * galaxies, with the error scatter/sqrt(N).
 *
 * <ul>
 *   <li>chi2 of the offsets, for one degree of freedom less than clusters: is the relation universal?
 *   <li>correlation (Pearson) of the offsets with the velocities of the flow's tracers, with its probability by shuffling the
 *       velocities among the clusters, two-sided
 * </ul>
 *
 * <p>Errors of log sigma enter both the offset and the distance, which fakes a positive correlation. What to expect of them
 * alone is found by Monte Carlo: errors are added to log sigma and, through the distance, to the velocities, which are shuffled
 * before so that nothing else relates them to the offsets. fake-correlation is the mean of the mocks and
 * fake-correlation-scatter their standard deviation; null-probability tells how often a mock is as far from that mean as the
 * observed correlation is. Interpret this one; permutation-probability takes the errors to be unrelated.
 *
 * <p>Each galaxy's error of log sigma is that of its column, such as correction/run-offsets leaves it; there is no default where
 * the column has none. How the distance depends on log sigma is taken from the alpha of the calibration. Errors that all galaxies
 * of a run share are not included.
 */
@Component(
        id = "mg2-sigma",
        title = "Mg2-sigma relation against the flow",
        cite = {"1993ApJ...411..153B", "1999ApJ...512L..79H"},
        example = """
                mg2: mg2
                log-sigma: log-sigma
                permutations: 10000
                mocks: 1000
                """)
@Extension
public final class Mg2Sigma implements Diagnostic<Mg2Sigma.Inputs> {

    private static final int FEWEST_CLUSTERS = 4;
    private static final double PER_1000_KMS = 1000;

    /**
     * What the test looks at.
     *
     * @param survey with Mg2 and log sigma as corrected
     * @param distances measured from it, biases corrected
     * @param flow fitted to them, whose velocities are then taken
     */
    public record Inputs(Survey survey, DistanceSample distances, Optional<FlowFit> flow) {}

    /** Columns and numbers of draws. */
    public record Parameters(
            @Parameter(doc = "Quantity of the galaxies that is the Mg2 index, in mag", value = "mg2")
            String mg2,

            @Parameter(doc = "Quantity of the galaxies that is the log velocity dispersion", value = "log-sigma")
            String logSigma,

            @Parameter(
                    doc = "Standard error of log sigma of a galaxy whose column gives none",
                    unit = "dex",
                    min = 0,
                    max = 1)
            Optional<Double> logSigmaErrorDex,

            @Parameter(
                    doc = "Change of the log distance with log sigma; that of the calibration if not given, 0 for an "
                            + "indicator that does not use log sigma")
            Optional<Double> alpha,

            @Parameter(
                    doc = "Number of shuffles for the probability of the correlation",
                    value = "10000",
                    min = 100,
                    max = 10000000)
            int permutations,

            @Parameter(
                    doc = "Number of mocks for the correlation that errors of log sigma fake",
                    value = "1000",
                    min = 100,
                    max = 1000000)
            int mocks) {}

    private final Parameters parameters;

    @Inject
    Mg2Sigma(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Finding find(Inputs inputs, Draws draws) {
        if (inputs.distances().tracer() != DistanceSample.Tracer.GROUP) {
            throw new DataException("mg2-sigma: found distances of single galaxies, but those of clusters are needed");
        }
        FlowFit flow = inputs.flow()
                .orElseThrow(() -> new DataException("mg2-sigma: found no flow, but the velocities of its tracers are"
                        + " needed; put a flow above, or name one with in: {flow: …}"));
        Members members = Members.of(
                inputs.survey(),
                flow.tracers(),
                parameters.mg2(),
                parameters.logSigma(),
                parameters.logSigmaErrorDex());
        if (members.clusters() < FEWEST_CLUSTERS) {
            throw new InsufficientDataException("mg2-sigma: found " + members.clusters() + " clusters with "
                    + parameters.mg2() + ", " + parameters.logSigma() + " and a velocity, but at least "
                    + FEWEST_CLUSTERS + " are needed");
        }
        double[] logSigma = members.testedLogSigma();
        requireSpread(parameters.logSigma() + " of the galaxies", logSigma);
        requireSpread("velocities of the clusters", members.velocityKms());
        Line fit = Line.through(logSigma, members.mg2());
        if (!(fit.scatter() > 0)) {
            throw new InsufficientDataException("mg2-sigma: found " + parameters.mg2()
                    + " exactly on a line, but offsets need some scatter to be compared with");
        }
        int[] counts = members.counts();
        double[] offsets = members.testedMeans(fit.residuals(logSigma, members.mg2()), counts);
        double[] errors = Arrays.stream(counts)
                .mapToDouble(n -> fit.scatter() / Math.sqrt(n))
                .toArray();
        Line observed = Line.through(members.velocityKms(), offsets);
        FakeCorrelation fake = new FakeCorrelation(members, fit, alpha(inputs.distances()));
        Line[] mocks = fake.draw(parameters.mocks(), draws);
        return new Finding(
                "Mg2-sigma relation of " + members.tested().length + " galaxies in " + members.clusters() + " clusters",
                scalars(
                        members,
                        fit,
                        chi2(offsets, errors),
                        observed,
                        permuted(members, offsets, observed, draws),
                        mocks),
                Map.of("clusters", table(members, counts, offsets, errors)),
                notes(members, fake, mocks));
    }

    private static void requireSpread(String what, double[] values) {
        if (Arrays.stream(values).allMatch(value -> value == values[0])) {
            throw new InsufficientDataException(
                    "mg2-sigma: found " + values[0] + " for all " + what + ", but different values are needed");
        }
    }

    private double alpha(DistanceSample distances) {
        return parameters.alpha().orElseGet(() -> {
            Double derived = distances.calibration().derived().get("alpha");
            if (derived == null) {
                throw new DataException("mg2-sigma: found no alpha in the calibration ("
                        + distances.calibration().title()
                        + "), but the correlation that errors of log sigma fake depends on it; give alpha:");
            }
            return derived;
        });
    }

    private static double chi2(double[] offsets, double[] errors) {
        double chi2 = 0;
        for (int c = 0; c < offsets.length; c++) {
            chi2 += offsets[c] * offsets[c] / (errors[c] * errors[c]);
        }
        return chi2;
    }

    /** Returns how often shuffled velocities correlate with the offsets as strongly as observed. */
    private double permuted(Members members, double[] offsets, Line observed, Draws draws) {
        Draws shuffles = draws.stream("permutations");
        double[] velocity = centred(members.velocityKms());
        double[] offset = centred(offsets);
        double scale = Math.sqrt(product(velocity, velocity) * product(offset, offset));
        int asStrong = 0;
        for (int k = 0; k < parameters.permutations(); k++) {
            double[] shuffled = Shuffle.of(velocity, shuffles.replicate(k));
            if (reaches(product(shuffled, offset) / scale, observed.correlation(), 0)) {
                asStrong++;
            }
        }
        return (1.0 + asStrong) / (1 + parameters.permutations());
    }

    private static double[] centred(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Tells whether a correlation is as far from the centre as another one; the same order again must count. */
    private static boolean reaches(double correlation, double other, double centre) {
        return Math.abs(correlation - centre) >= Math.abs(other - centre) - 1e-12;
    }

    private static Map<String, Finding.Scalar> scalars(
            Members members, Line fit, double chi2, Line observed, double permuted, Line[] mocks) {
        int n = mocks.length;
        double correlation =
                mean(Arrays.stream(mocks).mapToDouble(Line::correlation).toArray());
        double scatter =
                deviation(Arrays.stream(mocks).mapToDouble(Line::correlation).toArray());
        double[] slopes = Arrays.stream(mocks).mapToDouble(Line::slope).toArray();
        long asFar = Arrays.stream(mocks)
                .filter(mock -> reaches(mock.correlation(), observed.correlation(), correlation))
                .count();
        int dof = members.clusters() - 1;
        Map<String, Finding.Scalar> scalars = new LinkedHashMap<>();
        scalars.put(
                "slope", Finding.Scalar.of(fit.slope(), fit.slopeError(), Unit.PER_DEX, "Slope of Mg2 with log sigma"));
        scalars.put(
                "intercept",
                Finding.Scalar.of(fit.intercept(), fit.interceptError(), Unit.MAG, "Mg2 at log sigma = 0"));
        scalars.put("scatter", Finding.Scalar.of(fit.scatter(), Unit.MAG, "Scatter of Mg2 about the line"));
        scalars.put("chi2", Finding.Scalar.of(chi2, Unit.NONE, "Chi-square of the clusters' offsets"));
        scalars.put("dof", Finding.Scalar.of(dof, Unit.NONE, "Its degrees of freedom"));
        scalars.put(
                "chi2-probability",
                Finding.Scalar.of(
                        ChiSquare.survival(chi2, dof),
                        Unit.NONE,
                        "Probability of as large a chi-square if one line holds"));
        scalars.put(
                "correlation",
                Finding.Scalar.of(observed.correlation(), Unit.NONE, "Pearson correlation of offsets with velocities"));
        scalars.put(
                "permutation-probability",
                Finding.Scalar.of(
                        permuted,
                        Unit.NONE,
                        "Probability of as strong a correlation, of either sign, if there is none"));
        scalars.put(
                "offset-per-1000-kms",
                Finding.Scalar.of(
                        observed.slope() * PER_1000_KMS,
                        observed.slopeError() * PER_1000_KMS,
                        Unit.MAG,
                        "Change of the offset over 1000 km/s of velocity"));
        scalars.put(
                "fake-correlation",
                Finding.Scalar.of(
                        correlation,
                        scatter / Math.sqrt(n),
                        Unit.NONE,
                        "Correlation expected of errors of log sigma alone, with its Monte Carlo error"));
        scalars.put(
                "fake-correlation-scatter",
                Finding.Scalar.of(scatter, Unit.NONE, "Standard deviation of the correlation in the mocks"));
        scalars.put(
                "fake-offset-per-1000-kms",
                Finding.Scalar.of(
                        mean(slopes) * PER_1000_KMS,
                        deviation(slopes) * PER_1000_KMS / Math.sqrt(n),
                        Unit.MAG,
                        "Change of the offset over 1000 km/s expected of errors of log sigma alone, with its Monte Carlo"
                                + " error"));
        scalars.put(
                "null-probability",
                Finding.Scalar.of(
                        (1.0 + asFar) / (1 + n),
                        Unit.NONE,
                        "Probability of a correlation as far from the expected one, if errors of log sigma are all there is"));
        return scalars;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.length - 1));
    }

    private static Finding.Columns table(Members members, int[] counts, double[] offsets, double[] errors) {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("id", new Finding.Texts(members.labels(), "Identifier in the catalogue"));
        columns.put(
                "galaxies",
                new Finding.Numbers(Arrays.stream(counts).asDoubleStream().toArray(), Unit.NONE, "Number of galaxies"));
        columns.put("offset", new Finding.Numbers(offsets, Unit.MAG, "Mean residual of Mg2"));
        columns.put("offset_error", new Finding.Numbers(errors, Unit.MAG, "Standard error of offset"));
        columns.put(
                "velocity", new Finding.Numbers(members.velocityKms(), Unit.KMS, "Peculiar velocity in the CMB frame"));
        return new Finding.Columns(columns);
    }

    private List<String> notes(Members members, FakeCorrelation fake, Line[] mocks) {
        double[] correlations =
                Arrays.stream(mocks).mapToDouble(Line::correlation).toArray();
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "errors of log sigma alone scatter the velocities by %.0f km/s and give a correlation of %.2f ± %.2f in a"
                        + " single sample",
                fake.velocityScatterKms(),
                mean(correlations),
                deviation(correlations)));
        if (fake.exceedsObserved()) {
            notes.add("these errors alone scatter more than observed: they are too large");
        }
        if (members.withoutVelocity() > 0) {
            notes.add(members.withoutVelocity() + " clusters left out, which the flow was not fitted to");
        }
        return notes;
    }
}
