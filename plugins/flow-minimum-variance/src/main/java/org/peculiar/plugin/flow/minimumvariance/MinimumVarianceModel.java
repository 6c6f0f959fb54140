package org.peculiar.plugin.flow.minimumvariance;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Mode;
import org.peculiar.api.Parameter;
import org.peculiar.api.Stage;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.WeighedVelocities;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.SharedError;
import org.peculiar.science.statistics.Significance;
import org.peculiar.science.velocity.ExpectedFlow;
import org.peculiar.science.velocity.FlowMoments;
import org.peculiar.science.velocity.IdealContinuum;
import org.peculiar.science.velocity.IdealPoints;
import org.peculiar.science.velocity.IdealSurvey;
import org.peculiar.science.velocity.MinimumVariance;
import org.peculiar.science.velocity.MinimumVariance.Blindness;
import org.peculiar.science.velocity.Positions;
import org.peculiar.science.velocity.RadialProfile;
import org.peculiar.science.velocity.TheoryParameters;
import org.peculiar.science.velocity.VelocityCovariance;
import org.pf4j.Extension;

/**
 * Estimates the moments of a flow in an ideal volume, with the weights whose estimate differs least from what a perfect survey
 * of that volume would find.
 *
 * <p>Least squares gives the flow of wherever the tracers happen to be precise. Here the weights minimise the mean square
 * difference from the moments of an ideal survey, under the velocity correlations of a power spectrum (theory) and the tracers'
 * errors, and give back a flow that has only these moments exactly. With ideal: gaussian that survey is a ball of the density
 * exp(-r^2/2R^2) (Watkins, Feldman and Hudson 2009), for the bulk flow alone, with the shear or with the octupoles (Feldman et
 * al. 2010). With ideal: peery it is even in distance up to R, whose flow is the mean velocity of the whole ball if the flow has
 * no curl (Peery et al. 2018). With ideal: table it is what a table holds, columns l and b or ra and dec in degrees, and distance
 * in Mpc/h or z. A bulk flow has the continuous limit of such a survey unless points are asked for.
 *
 * <p>The covariance of the result is that of the errors alone, as for every flow; thermal-dispersion of the assumptions is
 * sigma-star. What linear theory adds, the cosmic variance, is quoted as cosmic-sqrt-trace-kms, and total-sqrt-trace-kms is that
 * of both; theory-chi2 and theory-probability judge the flow by both. Diagnostics have the whole matrix from the weights.
 * Chi-square and degrees of freedom are of the tracers about the fitted moments with theory and errors together.
 * ideal-correlation-x, -y and -z tell how well the tracers see the ideal volume: 1 is perfectly; below 0.5 the title says so.
 *
 * <p>independent-of-h0 makes the weights blind to an error of the distance scale, by the distances or, as some codes have it, by
 * the redshifts. Distances of unknown scale need marginalise: [zero-point], which does the same to their zero point exactly; where
 * a step has fitted the zero point, that propagates its error instead. Other shared errors of the distances are marginalised by
 * their names.
 */
@Component(
        id = "minimum-variance",
        title = "Minimum-variance moments",
        cite = {"2009MNRAS.392..743W", "2010MNRAS.407.2328F", "2018MNRAS.481.1368P"},
        example = """
                ideal: gaussian
                radius: 50 Mpc/h
                theory: {spectrum: eisenstein-hu-1998, omega-m: 0.315, sigma8: 0.811}
                """)
@Extension
public final class MinimumVarianceModel implements FlowModel {

    private static final String WHAT = "minimum variance";

    /** Points of an ideal survey that must have some. */
    private static final int MANY = 10_000;

    /** Below this, the tracers see little of the ideal volume. */
    private static final double LITTLE = 0.5;

    /** Whose moments are estimated. */
    public enum Ideal {
        /** A ball with the density exp(-r^2/2R^2). */
        GAUSSIAN,
        /** Even in distance between the two radii: the mean velocity of a ball. */
        PEERY,
        /** The points of a table. */
        TABLE
    }

    /** What the weights are to be blind to. */
    public enum Independence {
        /** Nothing. */
        NONE,
        /** Velocities that grow with distance, as an error of H0 makes. */
        DISTANCE,
        /** Velocities that grow with redshift, a simpler form of the same. */
        REDSHIFT
    }

    /** How to estimate. */
    public record Parameters(
            @Parameter(
                    doc = "Moments to estimate together: bulk flow; with shear; with shear and octupoles",
                    value = "bulk")
            FlowMoments moments,

            @Parameter(doc = "Survey whose moments are estimated", value = "gaussian")
            Ideal ideal,

            @Parameter(
                    doc = "R of the gaussian survey, or outer radius of the peery one",
                    unit = "Mpc/h",
                    value = "50 Mpc/h",
                    cite = "2009MNRAS.392..743W")
            double radiusMpcH,

            @Parameter(doc = "Inner radius of the peery survey", unit = "Mpc/h", value = "0 Mpc/h", min = 0)
            double innerRadiusMpcH,

            @Parameter(
                    doc = "Points of the ideal survey; without it a continuum, or 10,000 for more than a bulk flow",
                    min = 1,
                    max = 1e7)
            Optional<Integer> points,

            @Parameter(doc = "For ideal: table, the table of its points")
            Optional<DataFile> table,

            @Parameter(
                    doc = "What of the distance scale the weights are to be blind to",
                    value = "none",
                    cite = "2018MNRAS.481.1368P")
            Independence independentOfH0,

            @Parameter(
                    doc = "Shared errors to marginalise: zero-point, and those that the distances have, by name",
                    value = "[]")
            List<String> marginalise,

            @Parameter(doc = "Velocities to weigh", value = "log-ratio", cite = "2015MNRAS.450.1868W")
            WeighedVelocities.Form velocities,

            @Parameter(doc = "Velocities that linear theory expects", value = "{}")
            TheoryParameters theory) {

        public Parameters {
            marginalise = List.copyOf(marginalise);
            if (new TreeSet<>(marginalise).size() < marginalise.size()) {
                throw new IllegalArgumentException("marginalise: found " + marginalise + ", but each name only once");
            }
            if (!(radiusMpcH > innerRadiusMpcH)) {
                throw new IllegalArgumentException("radius: found " + radiusMpcH + " Mpc/h and the inner radius "
                        + innerRadiusMpcH + ", but it must be the larger");
            }
            if ((ideal == Ideal.TABLE) != table.isPresent()) {
                throw new IllegalArgumentException(
                        table.isPresent()
                                ? "table: found one for an ideal survey by formula; write ideal: table"
                                : "table: found none, but ideal: table needs one");
            }
            if (moments != FlowMoments.BULK && ideal == Ideal.PEERY) {
                throw new IllegalArgumentException(
                        "moments: found more than a bulk flow for ideal: peery, but it is defined for that only");
            }
            if (moments != FlowMoments.BULK && independentOfH0 != Independence.NONE) {
                throw new IllegalArgumentException(
                        "independent-of-h0: found it with the shear, whose trace is an error of H0; leave it out");
            }
        }
    }

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final DataFiles files;
    private final IdealSurvey ideal;

    @Inject
    MinimumVarianceModel(Parameters parameters, Assumptions assumptions, DataFiles files) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        this.files = files;
        ideal = ideal();
    }

    private IdealSurvey ideal() {
        if (parameters.table().isPresent()) {
            return IdealPoints.of(PointTable.read(
                    files.file(parameters.table().get().path()),
                    Cosmology.of(assumptions.cosmology()).table()));
        }
        RadialProfile profile = parameters.ideal() == Ideal.GAUSSIAN
                ? RadialProfile.gaussian(parameters.radiusMpcH())
                : RadialProfile.evenInDistance(parameters.innerRadiusMpcH(), parameters.radiusMpcH());
        if (parameters.points().isEmpty() && parameters.moments() == FlowMoments.BULK) {
            return IdealContinuum.of(profile);
        }
        return IdealPoints.spread(profile, parameters.points().orElse(MANY));
    }

    private WeighedVelocities weighed(Inputs inputs) {
        return WeighedVelocities.of(inputs.distances(), assumptions, parameters.velocities());
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        WeighedVelocities weighed = weighed(inputs);
        TracerVelocities given = weighed.given();
        VelocityCovariance theory = theory(given);
        MinimumVariance estimate = estimate(given, theory);
        double[] velocity = velocities(weighed, estimate);
        double[] moments = estimate.moments(velocity);
        FlowMoments which = parameters.moments();
        double[][] random = random(given, estimate);
        Map<String, Double> quoted = quoted(given, estimate, theory, moments, random);
        return new FlowFit(
                title(quoted),
                which.names(),
                which.units(),
                moments,
                random,
                Optional.empty(),
                Map.of(),
                chi2(estimate, velocity, moments),
                dof(given),
                weighed.tracers(velocity, estimate.predicted(moments)),
                Optional.of(estimate.weights()),
                quoted);
    }

    @Override
    public Stage<Inputs, FlowEstimate> prepare(Inputs like) {
        return new Prepared();
    }

    /** Weights serve as long as redshifts, directions and errors are the same: distances may be redrawn. */
    private final class Prepared implements Stage<Inputs, FlowEstimate> {

        private DistanceSample last;
        private MinimumVariance estimate;

        @Override
        public FlowEstimate apply(Inputs inputs) {
            DistanceSample distances = inputs.distances();
            WeighedVelocities weighed = weighed(inputs);
            TracerVelocities given = weighed.given();
            if (last == null || !sameWeights(last, distances)) {
                estimate = estimate(given, theory(given));
                last = distances;
            }
            double[] velocity = velocities(weighed, estimate);
            double[] moments = estimate.moments(velocity);
            return new FlowEstimate(
                    moments, random(given, estimate), chi2(estimate, velocity, moments), dof(given), given.depthKms());
        }

        private boolean sameWeights(DistanceSample a, DistanceSample b) {
            return parameters.velocities() != WeighedVelocities.Form.DISTANCE_ESTIMATE
                    && a.z() == b.z()
                    && a.directions() == b.directions()
                    && a.lnError() == b.lnError()
                    && a.zeroPoint() == b.zeroPoint()
                    && a.modes().equals(b.modes());
        }
    }

    private VelocityCovariance theory(TracerVelocities velocities) {
        return parameters.theory().covariance(files, MinimumVariance.reach(positions(velocities), ideal));
    }

    private static Positions positions(TracerVelocities velocities) {
        return Positions.ofKms(velocities.sample().directions(), velocities.distanceKms());
    }

    private boolean asked() {
        return parameters.marginalise().contains(TracerVelocities.ZERO_POINT);
    }

    private MinimumVariance estimate(TracerVelocities velocities, VelocityCovariance theory) {
        return MinimumVariance.of(
                parameters.moments(),
                positions(velocities),
                velocities.varianceKms2(),
                shared(velocities),
                blind(velocities),
                ideal,
                theory);
    }

    private List<Blindness> blind(TracerVelocities velocities) {
        List<Blindness> blind = new ArrayList<>();
        if (velocities.sample().zeroPoint() != ZeroPoint.FITTED) {
            if (!asked()) {
                FlowScope.requireZeroPoint(WHAT, velocities.sample(), ", or marginalise: [zero-point]");
            }
            blind.add(new Blindness(TracerVelocities.ZERO_POINT, velocities.responseKms()));
        } else if (parameters.independentOfH0() == Independence.DISTANCE) {
            blind.add(new Blindness("H0", velocities.distanceKms()));
        } else if (parameters.independentOfH0() == Independence.REDSHIFT) {
            blind.add(new Blindness("H0", velocities.sample().z()));
        }
        return blind;
    }

    /** The modes of the distances that were asked for, without the zero point. */
    private List<SharedError> shared(TracerVelocities velocities) {
        List<SharedError> shared = new ArrayList<>();
        for (String name : parameters.marginalise()) {
            if (!name.equals(TracerVelocities.ZERO_POINT)) {
                List<Mode> modes = velocities.sample().modes();
                List<Mode> named = modes.stream()
                        .filter(mode -> mode.name().equals(name) || mode.name().matches("\\Q" + name + "\\E-\\d+"))
                        .toList();
                if (named.isEmpty()) {
                    TreeSet<String> known = new TreeSet<>(List.of(TracerVelocities.ZERO_POINT));
                    modes.forEach(mode -> known.add(mode.name()));
                    throw new DataException(WHAT + ": marginalise: found " + name
                            + ", but the shared errors of the distances are " + String.join(", ", known));
                }
                named.forEach(mode -> shared.add(velocities.shared(mode)));
            }
        }
        return shared;
    }

    /** The covariance from errors, with that of a fitted zero point where it was asked for. */
    private double[][] random(TracerVelocities velocities, MinimumVariance estimate) {
        double[][] random = Arrays.stream(estimate.noise()).map(double[]::clone).toArray(double[][]::new);
        if (asked() && velocities.sample().zeroPoint() == ZeroPoint.FITTED) {
            for (Mode mode : velocities.sample().modes()) {
                if (mode.name().equals(TracerVelocities.ZERO_POINT) && Double.isFinite(mode.sigma())) {
                    // it came from the same tracers: weighing it down would count them twice
                    double[] response = estimate.moments(velocities.shared(mode).column());
                    for (int i = 0; i < response.length; i++) {
                        for (int j = 0; j < response.length; j++) {
                            random[i][j] += mode.sigma() * mode.sigma() * response[i] * response[j];
                        }
                    }
                }
            }
        }
        return random;
    }

    private static double[] velocities(WeighedVelocities weighed, MinimumVariance estimate) {
        return weighed.velocitiesKms(velocity -> estimate.predicted(estimate.moments(velocity)));
    }

    private static double chi2(MinimumVariance estimate, double[] velocity, double[] moments) {
        double[] residual = velocity.clone();
        double[] predicted = estimate.predicted(moments);
        for (int i = 0; i < residual.length; i++) {
            residual[i] -= predicted[i];
        }
        return estimate.chi2(residual);
    }

    private int dof(TracerVelocities velocities) {
        return velocities.size()
                - parameters.moments().count()
                - blind(velocities).size();
    }

    private Map<String, Double> quoted(
            TracerVelocities velocities,
            MinimumVariance estimate,
            VelocityCovariance theory,
            double[] moments,
            double[][] random) {
        ExpectedFlow expected =
                new ExpectedFlow(CovarianceMatrix.of(block(estimate.cosmic())), CovarianceMatrix.of(block(random)));
        Significance judged = expected.of(new GalacticVector(moments[0], moments[1], moments[2]));
        double idealVariance = ideal.variance(theory.velocities());
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", velocities.depthKms());
        quoted.put("cosmic-sqrt-trace-kms", expected.rmsKms());
        quoted.put("total-sqrt-trace-kms", Math.sqrt(expected.total().trace()));
        quoted.put("expected-speed-kms", expected.speed().mostProbableKms());
        quoted.put("ideal-expected-speed-kms", Math.sqrt(2 * idealVariance));
        quoted.put("theory-chi2", judged.chi2());
        judged.p().ifPresent(p -> quoted.put("theory-probability", p));
        for (int j = 0; j < 3; j++) {
            quoted.put(
                    "ideal-correlation-" + "xyz".charAt(j),
                    estimate.idealCovariance()[j] / Math.sqrt(idealVariance * estimate.cosmic()[j][j]));
        }
        quoted.put("theory-missed-fraction", theory.velocities().missedFraction());
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }

    private static double[][] block(double[][] covariance) {
        double[][] block = new double[3][];
        for (int i = 0; i < 3; i++) {
            block[i] = Arrays.copyOf(covariance[i], 3);
        }
        return block;
    }

    private String title(Map<String, Double> quoted) {
        double least = Math.min(
                quoted.get("ideal-correlation-x"),
                Math.min(quoted.get("ideal-correlation-y"), quoted.get("ideal-correlation-z")));
        String radius =
                BigDecimal.valueOf(parameters.radiusMpcH()).stripTrailingZeros().toPlainString();
        String volume;
        switch (parameters.ideal()) {
            case GAUSSIAN:
                volume = "Gaussian ball of " + radius + " Mpc/h";
                break;
            case PEERY:
                volume = "ball of " + radius + " Mpc/h";
                break;
            default:
                volume = "given points";
                break;
        }
        String warning = least < LITTLE
                ? String.format(Locale.ROOT, "; the tracers see little of it along an axis (correlation %.2f)", least)
                : "";
        return "minimum variance, " + volume + warning;
    }
}
