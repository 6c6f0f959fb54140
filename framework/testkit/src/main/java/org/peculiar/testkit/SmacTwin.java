package org.peculiar.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;

/**
 * Distances of 56 clusters for tests of flows and of biases, in a <em>synthetic</em> twin of the SMAC survey: its sky, its
 * redshifts and its errors, with Fundamental Plane distances that a pipeline of its own (numpy, sharing no code with this
 * project) measured and corrected. Where {@link SampleDistances} is smooth and known, this is as uneven as a real survey.
 *
 * <p>{@link #distances} gives what that pipeline found, {@link #moving} the same clusters in a velocity field of the test's.
 */
public final class SmacTwin {

    /** How far the reference pipeline had come with the distances. */
    public enum Stage {
        /** Measured: relative, without Malmquist correction. */
        MEASURED(5, ZeroPoint.RELATIVE),
        /** Corrected for homogeneous Malmquist bias; zero point fitted together with a flow. */
        CORRECTED(7, ZeroPoint.FITTED),
        /** Zero point fitted together with a flow, without Malmquist correction. */
        WITHOUT_MALMQUIST(8, ZeroPoint.FITTED),
        /** Corrected for homogeneous Malmquist bias; zero point from the monopole alone. */
        WITH_MONOPOLE_ZERO_POINT(9, ZeroPoint.FITTED);

        private final int column;
        private final ZeroPoint zeroPoint;

        Stage(int column, ZeroPoint zeroPoint) {
            this.column = column;
            this.zeroPoint = zeroPoint;
        }
    }

    /** What the reference pipeline assumed: Einstein-de Sitter, a thermal dispersion of 250 km/s and errors of cz of 150 km/s. */
    public static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);

    private static final List<String[]> ROWS = rows();

    private SmacTwin() {}

    private static List<String[]> rows() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SmacTwin.class.getResourceAsStream("smac_twin.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(int column) {
        return ROWS.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    /** Return the number of clusters. */
    public static int size() {
        return ROWS.size();
    }

    /** Return where the clusters are. */
    public static Directions directions() {
        return Directions.ofDegrees(numbers(1), numbers(2));
    }

    /** Return their redshifts in the CMB frame. */
    public static double[] z() {
        return numbers(3);
    }

    /** Return the standard errors of ln d. */
    public static double[] lnError() {
        return numbers(6);
    }

    /** Return ln of the angular-diameter distances in km/s. */
    public static double[] lnDistance(Stage stage) {
        return numbers(stage.column);
    }

    /** Return the distances that the reference pipeline ended with. */
    public static DistanceSample distances() {
        return distances(Stage.CORRECTED);
    }

    /** Return the distances of a stage of the reference pipeline. */
    public static DistanceSample distances(Stage stage) {
        return sample(DistanceType.ANGULAR_DIAMETER, z(), lnDistance(stage))
                .zeroPoint(stage.zeroPoint)
                .build();
    }

    /** Return the comoving distances of the clusters' redshifts, and redshifts as if these moved with a velocity field. */
    public static DistanceSample moving(ToDoubleFunction<GalacticVector> radialKms) {
        return moving(radialKms, new double[size()]);
    }

    /**
     * Return comoving distances of the clusters, and redshifts as if these moved with a velocity field.
     *
     * @param radialKms radial velocity in km/s at a place, whose coordinates are in km/s
     * @param errors of ln d, in units of their standard errors, on the distances of the redshifts that the clusters have at rest
     */
    public static DistanceSample moving(ToDoubleFunction<GalacticVector> radialKms, double[] errors) {
        double[] zHubble = z();
        double[] sigma = lnError();
        Directions n = directions();
        double[] z = new double[zHubble.length];
        double[] lnDistance = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double r = Cosmology.EINSTEIN_DE_SITTER.comovingKms(zHubble[i]);
            GalacticVector place = new GalacticVector(n.x()[i], n.y()[i], n.z()[i]).times(r);
            z[i] = PeculiarVelocity.zCmb(zHubble[i], radialKms.applyAsDouble(place));
            lnDistance[i] = Math.log(r) + sigma[i] * errors[i];
        }
        return sample(DistanceType.COMOVING, z, lnDistance)
                .zeroPoint(ZeroPoint.FITTED)
                .build();
    }

    /**
     * Begin a sample of the clusters with other redshifts and distances, and the errors of theirs.
     *
     * @param z in the CMB frame
     * @param lnDistance ln of distances in km/s
     */
    public static DistanceSample.Builder sample(DistanceType type, double[] z, double[] lnDistance) {
        return DistanceSample.of(
                        Tracer.GROUP,
                        ROWS.stream().map(row -> row[0]).toArray(String[]::new),
                        IntStream.range(0, size()).toArray(),
                        directions(),
                        z,
                        lnDistance,
                        lnError(),
                        ROWS.stream().mapToInt(row -> Integer.parseInt(row[4])).toArray())
                .type(type)
                .calibration(new Calibration(
                        "reference",
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        699,
                        Map.of(),
                        Optional.empty()));
    }
}
