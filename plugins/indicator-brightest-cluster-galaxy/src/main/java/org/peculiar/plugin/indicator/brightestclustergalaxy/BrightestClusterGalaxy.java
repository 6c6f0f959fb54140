package org.peculiar.plugin.indicator.brightestclustergalaxy;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.brightestclustergalaxy.GrowthCurves.Coefficients;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.RelationFigure;
import org.peculiar.science.indicator.RelationFigure.Variable;
import org.peculiar.science.indicator.ShownGalaxies;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Measures brightest cluster galaxies with the L-alpha relation: the luminosity within a metric radius, 10 kpc/h, given
 * alpha = d ln L/d ln r there.
 *
 * <p>The galaxies need metric-magnitude [mag] within a circular aperture and alpha (a pure number) at its edge. The aperture is log-aperture
 * [dex(arcsec)], its radius; where the survey has no such quantity, it is the metric one at the distance of the tracer's
 * redshift. alpha-gradient, d alpha/d log r, is taken to be 0 unless the survey has it. Extinction and K-correction come
 * before. Galaxies that lack something are left out and listed by reason.
 *
 * <p>M = zero-point + linear alpha + quadratic alpha^2 within the metric radius. The metric radius is an angle that depends on the distance, so
 * that magnitude and alpha are carried there along the galaxy's own growth of light, m - 2.5 (alpha u + gradient u^2/2) with u the log of the
 * ratio of radii, and the distance is iterated. The luminosity that is inferred thus grows as d^(2 - alpha) only, and an error s in magnitudes is one
 * of 0.4 ln 10 s/(2 - alpha) in ln d.
 *
 * <p>The defaults are those of Postman and Lauer (1995), in Cousins R. Their zero point belongs to H0 = 80 km/s/Mpc, as the metric
 * radius of 10 kpc/h does not; unless one is given, on the scale of Mpc/h, distances are normalised to mean Hubble flow, and their zero point
 * is for a later step in any case. The scatter, unless given, is that of the galaxies' magnitudes at the distances of their redshifts.
 * Distances are comoving, from d_L = (1 + z) d_M and d_A = d_M/(1 + z) with the heliocentric redshift z-hel where the survey has it, else
 * that of the CMB frame.
 */
@Component(
        id = "brightest-cluster-galaxy",
        title = "L-alpha relation of brightest cluster galaxies",
        cite = {"1994ApJ...425..418L", "1995ApJ...440...28P", "2014MNRAS.442.1117D"},
        example = """
                linear: -4.397
                quadratic: 2.738
                scatter: 0.244 mag
                """)
@Extension
public final class BrightestClusterGalaxy implements DistanceIndicator {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(
                    doc =
                            "Absolute magnitude at alpha = 0, with distances in Mpc/h; unless given, distances are normalised to"
                                    + " mean Hubble flow",
                    unit = "mag")
            Optional<Double> zeroPointMag,

            @Parameter(doc = "Coefficient of alpha, in mag", value = "-4.397", cite = "1995ApJ...440...28P")
            double linear,

            @Parameter(doc = "Coefficient of alpha², in mag", value = "2.738", cite = "1995ApJ...440...28P")
            double quadratic,

            @Parameter(
                    doc = "Metric radius that magnitudes are within",
                    unit = "kpc/h",
                    value = "10 kpc/h",
                    min = 0.1,
                    cite = "1994ApJ...425..418L")
            double radius,

            @Parameter(
                    doc = "Scatter of magnitudes about the relation; unless given, it is that found",
                    unit = "mag",
                    min = 0)
            Optional<Double> scatterMag,

            @Parameter(doc = "What has a distance; unless given, groups where the survey has such, else galaxies")
            Optional<Tracers> tracers,

            @Parameter(doc = "Galaxies that a group needs", value = "1", min = 1)
            int minMembers,

            @Parameter(doc = "Whose redshift a galaxy in a group has, when galaxies are tracers", value = "group")
            Redshifts redshifts) {}

    private static final int MOST_ROUNDS = 100;
    private static final double CONVERGED = 1e-12;

    /** A scatter below this is rounding: galaxies without any count alike. */
    private static final double LEAST_ERROR_MAG = 1e-6;

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final DistanceTable distances;

    @Inject
    BrightestClusterGalaxy(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public DistanceSample measure(Survey survey) {
        GrowthCurves curves = new GrowthCurves(survey, parameters.radius(), distances);
        TracerMembers tracers = TracerMembers.of(
                survey,
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts()),
                "L-alpha relation",
                curves::lack);
        Solution solution = new Solution(curves, tracers);
        return tracers.distances(DistanceType.COMOVING, solution.lnDistance, solution.lnError)
                .calibration(solution.calibration())
                .build();
    }

    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        GrowthCurves curves = new GrowthCurves(survey, parameters.radius(), distances);
        ShownGalaxies galaxies = ShownGalaxies.of(survey, measured, distances);
        double[] alpha = new double[galaxies.z().length];
        double[] magnitude = new double[alpha.length];
        double[] error = new double[alpha.length];
        for (int i = 0; i < alpha.length; i++) {
            alpha[i] = curves.alpha(i, galaxies.lnDistance()[i], galaxies.z()[i]);
            magnitude[i] = curves.absoluteMagnitude(i, galaxies.lnDistance()[i], galaxies.z()[i]);
            error[i] = curves.errorMag(i);
        }
        Calibration fit = measured.calibration();
        Coefficients coefficients = new Coefficients(fit.values()[0], fit.values()[1], fit.values()[2]);
        RelationFigure relation = RelationFigure.of(
                        galaxies,
                        Variable.of(Figure.Axis.of("α = d ln L/d ln r"), alpha),
                        new Variable(Figure.Axis.of("M_{m} − 5 log h", Unit.MAG), magnitude, error),
                        Unit.MAG,
                        coefficients::absoluteMagnitude)
                .brighterUp();
        String caption = String.format(
                        Locale.ROOT,
                        "The L-α relation of %,d galaxies %s: absolute magnitudes within %s kpc/h against the logarithmic slope of"
                                + " their light there, M_{m} − 5 log h = %.2f %+.3f α %+.3f α², and the residuals. The scatter is %.3f mag.",
                        relation.size(),
                        galaxies.places(),
                        BigDecimal.valueOf(parameters.radius())
                                .stripTrailingZeros()
                                .toPlainString(),
                        coefficients.zeroPoint(),
                        coefficients.linear(),
                        coefficients.quadratic(),
                        fit.derived().get("scatter"))
                .replace("= -", "= −")
                .replace(" -", " − ")
                .replace(" +", " + ");
        return Map.of("luminosity-alpha", relation.figure("L-α relation", caption));
    }

    /** Distances of the tracers, and the zero point that goes with them. */
    private final class Solution {

        private final GrowthCurves curves;
        private final TracerMembers tracers;
        private final double[] z;
        private final double[] lnHubble;
        private final double scatterMag;
        private double[] lnDistance;
        private double[] lnError;
        private double zeroPoint;

        Solution(GrowthCurves curves, TracerMembers tracers) {
            this.curves = curves;
            this.tracers = tracers;
            z = tracers.toGalaxies(tracers.z());
            lnHubble = tracers.lnHubble(DistanceType.COMOVING, distances);
            double[] residuals = residuals();
            double mean = Arrays.stream(residuals).average().orElseThrow();
            scatterMag = parameters.scatterMag().orElseGet(() -> scatter(residuals, mean));
            zeroPoint = parameters.zeroPointMag().orElse(mean);
            solve();
            if (parameters.zeroPointMag().isEmpty()) {
                normalise();
            }
        }

        private Coefficients coefficients() {
            return new Coefficients(zeroPoint, parameters.linear(), parameters.quadratic());
        }

        /** By how many mag galaxies are fainter at the distances of their redshifts than a zero point of 0 expects. */
        private double[] residuals() {
            double[] lnOfGalaxies = tracers.toGalaxies(lnHubble);
            double[] residuals = new double[z.length];
            Arrays.setAll(residuals, i -> curves.residual(tracers.rows()[i], lnOfGalaxies[i], z[i], coefficients()));
            return residuals;
        }

        /** The scatter that errors do not explain. */
        private double scatter(double[] residuals, double mean) {
            double squares = 0;
            double errors = 0;
            for (int i = 0; i < residuals.length; i++) {
                double error = curves.errorMag(tracers.rows()[i]);
                squares += (residuals[i] - mean) * (residuals[i] - mean);
                errors += error * error;
            }
            int n = residuals.length;
            return Math.sqrt(Math.max(0, squares / Math.max(1, n - 1) - errors / n));
        }

        private void solve() {
            double[] start = tracers.toGalaxies(lnHubble);
            double[] ofGalaxies = new double[start.length];
            double[] weights = new double[start.length];
            for (int i = 0; i < start.length; i++) {
                int row = tracers.rows()[i];
                ofGalaxies[i] = curves.lnDistance(row, start[i], z[i], coefficients());
                double steepness = curves.slope(row, ofGalaxies[i], z[i], coefficients());
                double error = Math.max(LEAST_ERROR_MAG, Math.hypot(scatterMag, curves.errorMag(row)));
                weights[i] = steepness * steepness / (error * error);
            }
            lnDistance = tracers.means(ofGalaxies, weights);
            lnError = tracers.sums(weights);
            Arrays.setAll(lnError, t -> 1 / Math.sqrt(lnError[t]));
        }

        /** Shifts the zero point until distances are in mean Hubble flow; those of steeper growth answer more. */
        private void normalise() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                double excess = tracers.meanLnRatio(lnDistance, lnError, lnHubble, assumptions);
                if (Math.abs(excess) < CONVERGED) {
                    return;
                }
                // magnitudes per ln d, for a typical alpha of 0.5
                zeroPoint += excess * 2.5 * 1.5 / Math.log(10);
                solve();
            }
            throw new DataException("L-alpha relation: found no zero point for which the " + lnDistance.length
                    + " distances are in mean Hubble flow; look for wild magnitudes");
        }

        Calibration calibration() {
            int n = z.length;
            double squares = Arrays.stream(lnError).map(e -> e * e).sum();
            Map<String, Double> derived = new LinkedHashMap<>();
            derived.put("scatter", scatterMag);
            derived.put("distance-error", Math.sqrt(squares / lnError.length));
            boolean fitted = parameters.zeroPointMag().isEmpty();
            LuminosityRelation relation = new LuminosityRelation(
                    parameters.radius(),
                    scatterMag,
                    tracers.byGroup() || parameters.redshifts() == Redshifts.GROUP,
                    distances);
            return new Calibration(
                    "L-alpha relation",
                    Arrays.asList(relation.parameters()),
                    new double[] {zeroPoint, parameters.linear(), parameters.quadratic()},
                    new double[][] {{fitted ? scatterMag * scatterMag / n : 0, 0, 0}, new double[3], new double[3]},
                    derived,
                    n,
                    tracers.omitted(),
                    Optional.of(relation));
        }
    }
}
