package org.peculiar.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;

/**
 * <em>Synthetic</em> distances for tests of flows and of what comes before them: tracers over the whole sky that take part in a
 * known bulk flow. The same numbers each time; immutable.
 *
 * @param flow bulk flow of all tracers, in km/s
 * @param noise errors of ln d in units of their standard errors are drawn with this standard deviation; 0 for exact distances
 * @param type of the distances
 */
public record SampleDistances(GalacticVector flow, double noise, DistanceType type) {

    private static final int TRACERS = 60;
    private static final double NEAREST_KMS = 2500;
    private static final double FARTHEST_KMS = 12000;
    private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

    private static final Cosmology COSMOLOGY = Cosmology.of(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7));

    /** Return exact comoving distances of tracers at rest. */
    public static SampleDistances atRest() {
        return new SampleDistances(new GalacticVector(0, 0, 0), 0, DistanceType.COMOVING);
    }

    /** Return the sample with a flow. */
    public SampleDistances flowing(double x, double y, double z) {
        return new SampleDistances(new GalacticVector(x, y, z), noise, type);
    }

    /** Return the sample with normal errors of ln d, the size of their standard errors. */
    public SampleDistances noisy() {
        return new SampleDistances(flow, 1, type);
    }

    /** Return the sample with distances of another type. */
    public SampleDistances of(DistanceType other) {
        return new SampleDistances(flow, noise, other);
    }

    /** Return the distances; their zero point is set, they are estimates, and have had no treatment. */
    public DistanceSample sample() {
        double[] l = new double[TRACERS];
        double[] b = new double[TRACERS];
        String[] labels = new String[TRACERS];
        for (int i = 0; i < TRACERS; i++) {
            l[i] = Math.toDegrees(i * GOLDEN) % 360;
            b[i] = Math.toDegrees(Math.asin(1 - (2 * i + 1) / (double) TRACERS));
            labels[i] = "T" + (i + 1);
        }
        Directions directions = Directions.ofDegrees(l, b);
        double[] z = new double[TRACERS];
        double[] lnDistance = new double[TRACERS];
        double[] lnError = new double[TRACERS];
        int[] rowIds = new int[TRACERS];
        int[] members = new int[TRACERS];
        Arrays.fill(members, 1);
        for (int i = 0; i < TRACERS; i++) {
            double comoving = NEAREST_KMS + (FARTHEST_KMS - NEAREST_KMS) * (i * 7 % TRACERS) / (TRACERS - 1);
            double hubble = COSMOLOGY.table().redshiftOfComoving(comoving);
            double velocity = flow.x() * directions.x()[i]
                    + flow.y() * directions.y()[i]
                    + flow.z() * directions.z()[i];
            z[i] = PeculiarVelocity.zCmb(hubble, velocity);
            lnError[i] = 0.05 + 0.01 * (i % 5);
            lnDistance[i] = Math.log(COSMOLOGY.table().distanceKms(type, hubble))
                    + noise * lnError[i] * KeyedDraws.ofSeed(2).gaussian(i);
            rowIds[i] = i;
        }
        return DistanceSample.of(
                        DistanceSample.Tracer.GALAXY, labels, rowIds, directions, z, lnDistance, lnError, members)
                .type(type)
                .zeroPoint(DistanceSample.ZeroPoint.FITTED)
                .calibration(calibration(TRACERS))
                .build();
    }

    static Calibration calibration(int used) {
        return new Calibration(
                "synthetic distances",
                List.of(),
                new double[0],
                new double[0][],
                Map.of(),
                used,
                Map.of(),
                Optional.empty());
    }
}
