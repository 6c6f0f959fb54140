package org.peculiar.science.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Mode;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;

class LogDistanceRatiosTest {

    private static final Assumptions ASSUMPTIONS = new Assumptions(new CosmologyParameters("open", 0.3, 0), 250, 150);
    private static final Cosmology COSMOLOGY = Cosmology.of(ASSUMPTIONS.cosmology());

    private static DistanceSample sample(DistanceType type, double[] z, double[] distanceKms) {
        double[] lnDistance = new double[z.length];
        double[] lnError = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            lnDistance[i] = Math.log(distanceKms[i]);
            lnError[i] = 0.1 + 0.01 * i;
        }
        return DistanceSample.of(
                        Tracer.GROUP,
                        new String[] {"a", "b"},
                        new int[] {0, 1},
                        Directions.ofDegrees(new double[] {30, 200}, new double[] {10, -40}),
                        z,
                        lnDistance,
                        lnError,
                        new int[] {5, 5})
                .type(type)
                .calibration(new Calibration(
                        "test", List.of(), new double[0], new double[0][], Map.of(), 10, Map.of(), Optional.empty()))
                .build();
    }

    @ParameterizedTest
    @EnumSource(DistanceType.class)
    void comparesComovingDistancesWhateverTheirType(DistanceType type) {
        double[] z = {0.03, 0.08};
        double[] d = {COSMOLOGY.distanceKms(type, 0.028), COSMOLOGY.distanceKms(type, 0.085)};

        double[] lnRatio = LogDistanceRatios.of(sample(type, z, d), ASSUMPTIONS).lnRatio();

        assertThat(lnRatio[0])
                .isCloseTo(Math.log(COSMOLOGY.comovingKms(0.03) / COSMOLOGY.comovingKms(0.028)), within(1e-12));
        assertThat(lnRatio[1])
                .isCloseTo(Math.log(COSMOLOGY.comovingKms(0.08) / COSMOLOGY.comovingKms(0.085)), within(1e-12));
    }

    @Test
    void watkinsAndFeldmanExpandTheDistance() {
        // z_mod worked out by hand for Ωm = 0.3, ΩΛ = 0: q0 = 0.15, j0 = 0.3
        double z = 0.03;
        double zMod = z * (1 + 0.5 * 0.85 * z - (1 - 0.15 - 3 * 0.0225 + 0.3) * z * z / 6);
        DistanceSample sample = sample(DistanceType.COMOVING, new double[] {z, 0.08}, new double[] {8000, 25000});
        LogDistanceRatios ratios = LogDistanceRatios.of(sample, ASSUMPTIONS);

        TracerVelocities v = ratios.watkinsFeldman();

        double expected = 299792.458 * zMod / (1 + zMod) * Math.log(COSMOLOGY.comovingKms(z) / 8000);
        assertThat(v.velocityKms()[0]).isCloseTo(expected, within(1e-8));
        assertThat(v.distanceKms()[0]).isCloseTo(COSMOLOGY.comovingKms(z), within(1e-8));
        // an expansion of the distance, and 1 + q0 z less than the exact response, to the next order in z
        TracerVelocities rest = ratios.at(new GalacticVector(0, 0, 0));
        assertThat(v.responseKms()[0]).isCloseTo(COSMOLOGY.comovingKms(z), within(1e-3 * COSMOLOGY.comovingKms(z)));
        assertThat(rest.responseKms()[0] / v.responseKms()[0]).isCloseTo(1 + 0.15 * z, within(1e-3));
    }

    /** The Jacobian against central differences of the prediction, in an open universe. */
    @Test
    void linearisesAboutAFlow() {
        GalacticVector flow = new GalacticVector(300, -500, 200);
        double[] z = {0.03, 0.08};
        DistanceSample sample = sample(DistanceType.COMOVING, z, new double[] {8000, 25000});
        LogDistanceRatios ratios = LogDistanceRatios.of(sample, ASSUMPTIONS);

        TracerVelocities v = ratios.at(flow);

        for (int i = 0; i < z.length; i++) {
            GalacticVector n = new GalacticVector(
                    sample.directions().x()[i],
                    sample.directions().y()[i],
                    sample.directions().z()[i]);
            double along = flow.dot(n);
            double jacobian = (prediction(z[i], along + 1) - prediction(z[i], along - 1)) / 2;
            assertThat(v.responseKms()[i] * jacobian).isCloseTo(1, within(1e-8));
            assertThat(v.velocityKms()[i])
                    .isCloseTo(
                            along + (ratios.lnRatio()[i] - prediction(z[i], along)) / jacobian,
                            within(1e-7 * v.responseKms()[i]));
            assertThat(v.distanceKms()[i])
                    .isCloseTo(COSMOLOGY.comovingKms(PeculiarVelocity.zHubble(z[i], along)), within(1e-8));
            double scatter = sample.lnError()[i] * v.responseKms()[i];
            assertThat(v.varianceKms2()[i]).isCloseTo(scatter * scatter + 250 * 250 + 150 * 150, within(1e-6));
        }
    }

    private static double prediction(double z, double v) {
        return Math.log(COSMOLOGY.comovingKms(z) / COSMOLOGY.comovingKms(PeculiarVelocity.zHubble(z, v)));
    }

    /** METHODS 1.7: z_cmb = 0.03 and z_H = 0.028 give 583.2538 km/s, printed to 1e-4. */
    @Test
    void takesVelocitiesFromDistanceEstimates() {
        double[] z = {0.03, 0.08};
        double[] d = {COSMOLOGY.luminosityKms(0.028), COSMOLOGY.luminosityKms(0.085)};
        DistanceSample sample = sample(DistanceType.LUMINOSITY, z, d);

        TracerVelocities estimate = TracerVelocities.ofDistances(sample, ASSUMPTIONS, ErrorDistance.ESTIMATE);
        TracerVelocities redshift = TracerVelocities.ofDistances(sample, ASSUMPTIONS, ErrorDistance.REDSHIFT);

        assertThat(estimate.velocityKms()[0]).isCloseTo(583.2538, within(5e-5));
        assertThat(estimate.distanceKms()[0]).isCloseTo(COSMOLOGY.comovingKms(0.028), within(1e-8));
        assertThat(estimate.varianceKms2()[0])
                .isCloseTo(Math.pow(0.1 * COSMOLOGY.comovingKms(0.028), 2) + 250 * 250 + 150 * 150, within(1e-5));
        assertThat(redshift.velocityKms()).containsExactly(estimate.velocityKms());
        assertThat(redshift.varianceKms2()[0])
                .isCloseTo(Math.pow(0.1 * COSMOLOGY.comovingKms(0.03), 2) + 250 * 250 + 150 * 150, within(1e-5));
    }

    @Test
    void aSharedErrorOfDistanceSlowsTracersDown() {
        DistanceSample sample = sample(DistanceType.COMOVING, new double[] {0.03, 0.08}, new double[] {8000, 25000});
        TracerVelocities v = TracerVelocities.ofDistances(sample, ASSUMPTIONS, ErrorDistance.ESTIMATE);

        double[] column =
                v.shared(new Mode("slopes-1", new double[] {1, 0.5}, 0.02)).column();

        assertThat(column[0]).isCloseTo(-8000, within(1e-8));
        assertThat(column[1]).isCloseTo(-12500, within(1e-8));
    }

    @Test
    void refusesATracerThatAFlowLeavesNoDistance() {
        DistanceSample sample = sample(DistanceType.COMOVING, new double[] {0.001, 0.08}, new double[] {300, 25000});
        GalacticVector flow = GalacticVector.ofPolar(500, 30, 10);

        assertThatThrownBy(() -> LogDistanceRatios.of(sample, ASSUMPTIONS).at(flow))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("a: a flow of 500 km/s along its direction at cz 300 km/s");
    }

    @Test
    void refusesADistanceBeyondTheCosmologyNamingTheTracer() {
        DistanceSample sample =
                sample(DistanceType.ANGULAR_DIAMETER, new double[] {0.03, 0.08}, new double[] {8000, 9e5});

        assertThatThrownBy(() -> LogDistanceRatios.of(sample, ASSUMPTIONS))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("b: angular-diameter distance");
    }
}
