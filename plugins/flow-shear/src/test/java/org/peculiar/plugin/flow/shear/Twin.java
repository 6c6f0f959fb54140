package org.peculiar.plugin.flow.shear;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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

/** The 56 clusters of the SMAC-like twin survey, synthetic: the project's reference data, with Malmquist correction and zero point. */
final class Twin {

    static final Assumptions SMAC = new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);

    private static final List<String[]> ROWS = rows();

    private Twin() {}

    private static List<String[]> rows() {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Twin.class.getResourceAsStream("twin_distances.csv"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(int place) {
        return ROWS.stream().mapToDouble(row -> Double.parseDouble(row[place])).toArray();
    }

    static Directions directions() {
        return Directions.ofDegrees(numbers(1), numbers(2));
    }

    private static DistanceSample sample(DistanceType type, double[] z, double[] lnDistance) {
        int n = ROWS.size();
        return DistanceSample.of(
                        Tracer.GROUP,
                        ROWS.stream().map(row -> row[0]).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions(),
                        z,
                        lnDistance,
                        numbers(6),
                        new int[n])
                .type(type)
                .calibration(new Calibration(
                        "reference",
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        699,
                        Map.of(),
                        Optional.empty()))
                .build()
                .withZeroPoint(ZeroPoint.FITTED);
    }

    /** As measured. */
    static DistanceSample distances() {
        return sample(DistanceType.ANGULAR_DIAMETER, numbers(3), numbers(7));
    }

    /** At the distances of the twin's redshifts, moving as a velocity field has it; with errors of ln d in standard deviations. */
    static DistanceSample moving(ToDoubleFunction<GalacticVector> radialKms, double[] errors) {
        double[] zHubble = numbers(3);
        double[] sigma = numbers(6);
        Directions n = directions();
        double[] z = new double[zHubble.length];
        double[] lnDistance = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double r = Cosmology.EINSTEIN_DE_SITTER.comovingKms(zHubble[i]);
            GalacticVector place = new GalacticVector(n.x()[i], n.y()[i], n.z()[i]).times(r);
            z[i] = PeculiarVelocity.zCmb(zHubble[i], radialKms.applyAsDouble(place));
            lnDistance[i] = Math.log(r) + sigma[i] * errors[i];
        }
        return sample(DistanceType.COMOVING, z, lnDistance);
    }

    static DistanceSample moving(ToDoubleFunction<GalacticVector> radialKms) {
        double[] none = new double[ROWS.size()];
        Arrays.fill(none, 0);
        return moving(radialKms, none);
    }
}
