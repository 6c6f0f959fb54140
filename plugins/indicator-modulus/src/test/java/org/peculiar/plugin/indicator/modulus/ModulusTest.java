package org.peculiar.plugin.indicator.modulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.science.random.KeyedDraws;

class ModulusTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);
    private static final Quantity MU = new Quantity("mu", Unit.MAG);
    private static final double[] L = {10, 100, 200, 300};
    private static final double[] B = {40, -30, 20, -60};

    private static Survey survey(double[] z, double[] mu, double[] error) {
        int n = z.length;
        String[] labels = new String[n];
        Arrays.setAll(labels, i -> "g" + i);
        return Survey.of(
                RestFrame.CMB,
                Table.of("galaxies", labels)
                        .with(Directions.ofDegrees(Arrays.copyOf(L, n), Arrays.copyOf(B, n)))
                        .with(Column.of(Quantity.REDSHIFT, z))
                        .with(Column.of(MU, mu, error)));
    }

    private static Survey grouped(Survey survey, int... groupOf) {
        String[] labels = new String[Arrays.stream(groupOf).max().orElseThrow() + 1];
        Arrays.setAll(labels, g -> "group " + g);
        return Survey.of(survey.frame(), survey.galaxies(), Table.of("groups", labels), groupOf);
    }

    private static Modulus modulus(Tracers tracers, Optional<Double> hubbleConstant) {
        return new Modulus(
                new Modulus.Parameters(Optional.of(tracers), 1, Redshifts.GROUP, hubbleConstant), ASSUMPTIONS);
    }

    /**
     * METHODS 3.6: a modulus of 35.525 is 127.3503 Mpc, and 0.15 mag are 6.9078 % of it. With H0 = 75 km/s/Mpc that is H0 d_L =
     * 9551.27 km/s, and d_M less by 1 + z.
     */
    @Test
    void modulusBecomesComovingDistance() {
        DistanceSample sample = modulus(Tracers.GALAXIES, Optional.of(75.0))
                .measure(survey(new double[] {0.03}, new double[] {35.525}, new double[] {0.15}));
        assertThat(sample.type()).isEqualTo(DistanceType.COMOVING);
        assertThat(1.03 * Math.exp(sample.lnDistance()[0]) / 75).isCloseTo(127.3503, within(5e-5));
        assertThat(sample.lnError()[0]).isCloseTo(0.069078, within(5e-7));
        assertThat(sample.calibration().covariance()[0][0]).isZero();
    }

    @Test
    void heliocentricRedshiftIsWhatDimsLight() {
        Survey survey = survey(new double[] {0.03}, new double[] {35.525}, new double[] {0.15});
        Survey known = survey.withGalaxies(
                survey.galaxies().with(Column.of(Quantity.HELIOCENTRIC_REDSHIFT, new double[] {0.029})));
        Modulus modulus = modulus(Tracers.GALAXIES, Optional.of(75.0));
        assertThat(modulus.measure(known).lnDistance()[0]
                        - modulus.measure(survey).lnDistance()[0])
                .isCloseTo(Math.log(1.03 / 1.029), within(1e-14));
    }

    /** Two members, 0.1 and 0.2 mag: the mean is a fifth of the way from the first to the second, ± 0.1/√1.25. */
    @Test
    void membersOfAGroupAreAveraged() {
        Survey survey = grouped(
                survey(new double[] {0.02, 0.02, 0.03}, new double[] {34, 34.5, 35.5}, new double[] {0.1, 0.2, 0.3}),
                0,
                0,
                1);
        DistanceSample sample = modulus(Tracers.GROUPS, Optional.of(100.0)).measure(survey);
        double perMag = Math.log(10) / 5;
        assertThat(sample.tracer()).isEqualTo(DistanceSample.Tracer.GROUP);
        assertThat(sample.members()).containsExactly(2, 1);
        assertThat(sample.lnDistance()[0])
                .isCloseTo(perMag * (34.1 - 25) + Math.log(100) - Math.log(1.02), within(1e-13));
        assertThat(sample.lnError()[0]).isCloseTo(perMag * 0.1 / Math.sqrt(1.25), within(1e-14));
    }

    /** Moduli of pure Hubble flow on any scale come out at the distances of their redshifts. */
    @Test
    void distancesAreNormalisedToMeanHubbleFlow() {
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        double[] z = {0.01, 0.02, 0.03, 0.05};
        double[] mu = Arrays.stream(z)
                .map(x -> 5 * Math.log10((1 + x) * cosmology.comovingKms(x) / 74) + 25)
                .toArray();
        DistanceSample sample =
                modulus(Tracers.GALAXIES, Optional.empty()).measure(survey(z, mu, new double[] {0.1, 0.2, 0.3, 0.4}));
        for (int i = 0; i < z.length; i++) {
            assertThat(Math.exp(sample.lnDistance()[i]) / cosmology.comovingKms(z[i]))
                    .isCloseTo(1, within(1e-9));
        }
        assertThat(sample.calibration().values()[0]).isCloseTo(5 * Math.log10(100 / 74.0), within(1e-9));
        assertThat(sample.zeroPoint()).isEqualTo(DistanceSample.ZeroPoint.RELATIVE);
    }

    @Test
    void galaxyWithoutModulusOrErrorIsLeftOutAndListed() {
        DistanceSample sample = modulus(Tracers.GALAXIES, Optional.empty())
                .measure(survey(
                        new double[] {0.01, 0.02, 0.03, Double.NaN},
                        new double[] {33, Double.NaN, 35, 36},
                        new double[] {0.1, 0.1, Double.NaN, 0.1}));
        assertThat(sample.labels()).containsExactly("g0");
        assertThat(sample.calibration().omitted().toString())
                .isEqualTo("{no mu=[g1], no error of mu=[g2], no redshift=[g3]}");
        assertThatThrownBy(() -> modulus(Tracers.GALAXIES, Optional.empty())
                        .measure(survey(new double[] {0.01}, new double[] {Double.NaN}, new double[] {0.1})))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("galaxies: found none of 1 that has what the catalogue of moduli needs: 1 no mu");
    }

    @Test
    void modulusWithoutErrorsIsRefused() {
        Survey survey = survey(new double[] {0.01}, new double[] {33}, new double[] {0.1});
        Survey bare = survey.withGalaxies(survey.galaxies().with(Column.of(MU, new double[] {33})));
        assertThatThrownBy(() -> modulus(Tracers.GALAXIES, Optional.empty()).measure(bare))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: mu has no errors, but distance moduli need them");
    }

    /** Drawn moduli scatter about the true ones by their errors, and residuals at the true distances are those errors. */
    @Test
    void relationDrawsWhatItPredicts() {
        double[] z = {0.01, 0.02, 0.03, 0.05};
        double[] error = {0.1, 0.2, 0.3, 0.4};
        Survey survey = survey(z, new double[] {33, 34, Double.NaN, 36}, error);
        DistanceSample sample = modulus(Tracers.GALAXIES, Optional.empty()).measure(survey);
        Relation relation = sample.calibration().relation().orElseThrow();
        double[] theta = {-0.5};
        double[] lnDistance = {8, 8.7, 9, 9.6};
        Survey drawn = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(1));
        Relation.Residuals residuals = relation.residuals(drawn, theta, lnDistance);
        for (int i : new int[] {0, 1, 3}) {
            double noise = KeyedDraws.ofSeed(1).stream("error").gaussian(i);
            assertThat(residuals.values()[i]).isCloseTo(error[i] * noise, within(1e-12));
            assertThat(residuals.variances()[i]).isEqualTo(error[i] * error[i]);
        }
        assertThat(residuals.values()[2]).isNaN();
        double[] farther = Arrays.stream(lnDistance).map(x -> x + 0.1).toArray();
        assertThat(relation.residuals(drawn, theta, farther).values()[0]
                        - residuals.values()[0])
                .isCloseTo(0.1 * residuals.byLnDistance()[0], within(1e-12));
        assertThat(relation.residuals(drawn, new double[] {-0.4}, lnDistance).values()[0]
                        - residuals.values()[0])
                .isCloseTo(0.1 * residuals.byParameter()[0][0], within(1e-12));
    }
}
