package org.peculiar.plugin.indicator.brightestclustergalaxy;

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
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.brightestclustergalaxy.BrightestClusterGalaxy.Parameters;
import org.peculiar.plugin.indicator.brightestclustergalaxy.GrowthCurves.Coefficients;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.Redshifts;

class BrightestClusterGalaxyTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);
    private static final Coefficients POSTMAN_LAUER = new Coefficients(-20.896, -4.397, 2.738);

    private static Parameters parameters(Optional<Double> zeroPoint, Optional<Double> scatter) {
        return new Parameters(zeroPoint, -4.397, 2.738, 10, scatter, Optional.empty(), 1, Redshifts.GROUP);
    }

    private static DistanceSample measure(Table galaxies, Parameters parameters) {
        return new BrightestClusterGalaxy(parameters, ASSUMPTIONS).measure(Survey.of(RestFrame.CMB, galaxies));
    }

    private static Table galaxies(double[] z, double[] magnitude, double[] alpha) {
        int n = z.length;
        String[] labels = new String[n];
        Arrays.setAll(labels, i -> "bcg" + i);
        double[] l = new double[n];
        Arrays.setAll(l, i -> 360.0 * i / n);
        return Table.of("galaxies", labels)
                .with(Directions.ofDegrees(l, new double[n]))
                .with(Column.of(Quantity.REDSHIFT, z))
                .with(Column.of(new Quantity("metric-magnitude", Unit.MAG), magnitude))
                .with(Column.of(new Quantity("alpha", Unit.NONE), alpha));
    }

    /** METHODS 3.7: M = −22.51271 at alpha = 0.57, and 0.244 mag are 15.72 % of a distance. */
    @Test
    void relationIsThatOfPostmanAndLauer() {
        assertThat(POSTMAN_LAUER.absoluteMagnitude(0.57)).isCloseTo(-22.51271, within(5e-6));
        DistanceSample sample = measure(
                galaxies(new double[] {0.03}, new double[] {13}, new double[] {0.57}),
                parameters(Optional.empty(), Optional.of(0.244)));
        assertThat(sample.lnError()[0]).isCloseTo(0.1572, within(5e-5));
    }

    /**
     * A galaxy with a pure power law of light, L = L(10 kpc/h) (r/10 kpc/h)^alpha, at a distance other than that of its redshift: the
     * aperture, which is metric at the redshift's distance, holds another part of it, and the iteration finds the distance.
     */
    @Test
    void apertureIsIterated() {
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        double z = 0.03;
        double alpha = 0.6;
        for (double factor : new double[] {0.7, 1, 1.4}) {
            double dm = factor * cosmology.comovingKms(z);
            double modulus = 25 + 5 * Math.log10(dm * (1 + z) / 100);
            // the angle is 10 kpc/h at the redshift's distance, and 10 kpc/h times factor in truth
            double m = POSTMAN_LAUER.absoluteMagnitude(alpha) + modulus - 2.5 * alpha * Math.log10(factor);
            DistanceSample sample = measure(
                    galaxies(new double[] {z}, new double[] {m}, new double[] {alpha}),
                    parameters(Optional.of(-20.896), Optional.of(0.244)));
            assertThat(Math.exp(sample.lnDistance()[0]) / dm).isCloseTo(1, within(1e-11));

            Table sameAsListed = galaxies(new double[] {z}, new double[] {m}, new double[] {alpha})
                    .with(Column.of(new Quantity("log-aperture", Unit.DEX_ARCSEC), new double[] {
                        Math.log10(0.1 / (cosmology.comovingKms(z) / (1 + z)) * 10 * 206264.80624709636 / 1)
                    }));
            DistanceSample listed = measure(sameAsListed, parameters(Optional.of(-20.896), Optional.of(0.244)));
            assertThat(listed.lnDistance()[0]).isCloseTo(sample.lnDistance()[0], within(1e-11));
        }
    }

    /** Galaxies of any alpha on the relation in pure Hubble flow come out at the distances of their redshifts. */
    @Test
    void distancesAreNormalisedToMeanHubbleFlow() {
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        double[] z = {0.02, 0.03, 0.04, 0.05};
        double[] alpha = {0.4, 0.5, 0.7, 0.9};
        double[] m = new double[4];
        Arrays.setAll(
                m,
                i -> POSTMAN_LAUER.absoluteMagnitude(alpha[i])
                        + 0.7
                        + 25
                        + 5 * Math.log10(cosmology.comovingKms(z[i]) * (1 + z[i]) / 100));
        DistanceSample sample = measure(galaxies(z, m, alpha), parameters(Optional.empty(), Optional.of(0.244)));
        for (int i = 0; i < 4; i++) {
            assertThat(Math.exp(sample.lnDistance()[i]) / cosmology.comovingKms(z[i]))
                    .isCloseTo(1, within(1e-9));
        }
        assertThat(sample.calibration().values()[0]).isCloseTo(-20.896 + 0.7, within(1e-9));
    }

    @Test
    void growthTooSteepForADistanceIsNamed() {
        assertThatThrownBy(() -> measure(
                        galaxies(new double[] {0.03}, new double[] {13}, new double[] {2.1}),
                        parameters(Optional.of(-20.896), Optional.of(0.244))))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("bcg0: its magnitude 13.0, alpha 2.1")
                .hasMessageContaining("alpha must be below 2");
    }
}
