package org.peculiar.testkit;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/**
 * <em>Synthetic</em> radial velocities of a few objects, for tests of what works on velocities or on a flow fitted to them: small
 * enough to be worked out by an independent program. Immutable.
 */
public final class SampleVelocities {

    /** Scatter of velocities about a flow, in km/s. */
    private static final double THERMAL_DISPERSION_KMS = 250;

    private final String[] labels;
    private final int[] rowIds;
    private final Directions directions;
    private final double[] distanceKms;
    private final double[] velocityKms;
    private final double[] errorKms;

    private SampleVelocities(
            String[] labels,
            int[] rowIds,
            Directions directions,
            double[] distanceKms,
            double[] velocityKms,
            double[] errorKms) {
        this.labels = labels;
        this.rowIds = rowIds;
        this.directions = directions;
        this.distanceKms = distanceKms;
        this.velocityKms = velocityKms;
        this.errorKms = errorKms;
    }

    /**
     * Return velocities of objects named {@code t0}, {@code t1} and so on.
     *
     * @param distanceKms in km/s
     * @param velocityKms radial, in km/s
     * @param errorKms standard errors of the velocities, in km/s
     */
    public static SampleVelocities of(
            Directions directions, double[] distanceKms, double[] velocityKms, double[] errorKms) {
        int n = distanceKms.length;
        return new SampleVelocities(
                IntStream.range(0, n).mapToObj(i -> "t" + i).toArray(String[]::new),
                IntStream.range(0, n).toArray(),
                directions,
                distanceKms.clone(),
                velocityKms.clone(),
                errorKms.clone());
    }

    /** Takes l and b in degrees, distance, velocity and its error in km/s. */
    private static SampleVelocities ofRows(double[][] rows) {
        return of(
                Directions.ofDegrees(column(rows, 0), column(rows, 1)),
                column(rows, 2),
                column(rows, 3),
                column(rows, 4));
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    /**
     * Return velocities of the tracers of a sample of distances.
     *
     * @param velocityKms radial, in km/s
     */
    public static SampleVelocities of(DistanceSample sample, double[] velocityKms) {
        double[] distanceKms = Arrays.stream(sample.lnDistance()).map(Math::exp).toArray();
        double[] errorKms = new double[distanceKms.length];
        Arrays.setAll(errorKms, i -> sample.lnError()[i] * distanceKms[i]);
        return new SampleVelocities(
                sample.labels(), sample.rowIds(), sample.directions(), distanceKms, velocityKms.clone(), errorKms);
    }

    /** Return eight objects between 3600 and 9600 km/s. */
    public static SampleVelocities near() {
        return ofRows(new double[][] {
            {58.09, 87.96, 7045, 250, 320},
            {150.40, -13.40, 5100, -150, 330},
            {269.70, 26.50, 3900, 620, 300},
            {302.40, 21.60, 3600, 300, 290},
            {62.90, 43.70, 8900, -80, 470},
            {103.40, -33.10, 8800, -420, 450},
            {25.30, -75.90, 8400, 90, 600},
            {209.50, -36.50, 9600, 510, 750}
        });
    }

    /** Return six other objects between 5050 and 14000 km/s. */
    public static SampleVelocities far() {
        return ofRows(new double[][] {
            {240.30, -22.70, 10800, 700, 800},
            {312.00, 30.70, 14000, 100, 900},
            {142.20, -63.10, 5050, -60, 350},
            {168.60, 22.90, 5900, 210, 420},
            {1.90, -29.40, 5600, -200, 400},
            {345.60, -39.30, 13300, 50, 950}
        });
    }

    /** Return the objects with other velocities, in km/s. */
    public SampleVelocities withVelocities(double[] otherKms) {
        return new SampleVelocities(labels, rowIds, directions, distanceKms, otherKms.clone(), errorKms);
    }

    /** Return the distances in km/s. */
    public double[] distanceKms() {
        return distanceKms.clone();
    }

    /** Return the radial velocities in km/s. */
    public double[] velocityKms() {
        return velocityKms.clone();
    }

    /**
     * Return comoving distances, in a flat cosmology with Ωm 0.3, with which the objects have these velocities and errors as
     * Watkins and Feldman define them: {@code c z_mod/(1 + z_mod) ln(d_z/d)}.
     *
     * @see "Watkins and Feldman 2015, MNRAS 450, 1868"
     */
    public DistanceSample distances() {
        int n = labels.length;
        double[] z = new double[n];
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        int[] members = new int[n];
        Arrays.fill(members, 1);
        for (int i = 0; i < n; i++) {
            z[i] = Cosmology.FLAT_LCDM_03.redshiftOf(DistanceType.COMOVING, distanceKms[i]);
            // q0 = −0.55, j0 = 1
            double zMod = z[i] * (1 + 0.775 * z[i] - (1 + 0.55 - 3 * 0.3025 + 1) * z[i] * z[i] / 6);
            double response = SPEED_OF_LIGHT_KMS * zMod / (1 + zMod);
            lnDistance[i] = Math.log(distanceKms[i]) - velocityKms[i] / response;
            lnError[i] = errorKms[i] / response;
        }
        return DistanceSample.of(
                        DistanceSample.Tracer.GALAXY, labels, rowIds, directions, z, lnDistance, lnError, members)
                .type(DistanceType.COMOVING)
                .zeroPoint(DistanceSample.ZeroPoint.FITTED)
                .calibration(SampleDistances.calibration(n))
                .build();
    }

    /** Return a bulk flow with its weights, fitted by least squares; a scatter of 250 km/s adds to the errors. */
    public FlowFit bulkFlow() {
        List<String> names = List.of("vx", "vy", "vz");
        double[] error = new double[errorKms.length];
        double[] variance = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.hypot(THERMAL_DISPERSION_KMS, errorKms[i]);
            variance[i] = error[i] * error[i];
        }
        LinearFit fit = LinearModel.of(names, new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(velocityKms, variance);
        return new FlowFit(
                "synthetic flow",
                names,
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                new FlowFit.Tracers(labels, rowIds, directions, distanceKms, velocityKms, error, fit.predicted()),
                Optional.of(fit.weights()),
                Map.of());
    }

    /** Return the flow as one of a method that has no weights, such as a likelihood's. */
    public FlowFit bulkFlowWithoutWeights() {
        FlowFit fit = bulkFlow();
        return new FlowFit(
                fit.title(),
                fit.parameters(),
                fit.units(),
                fit.values(),
                fit.random(),
                fit.conditional(),
                fit.systematic(),
                fit.chi2(),
                fit.dof(),
                fit.tracers(),
                Optional.empty(),
                fit.quoted());
    }
}
