package org.peculiar.plugin.indicator.brightestclustergalaxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.Figure;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Series;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.brightestclustergalaxy.BrightestClusterGalaxy.Parameters;
import org.peculiar.science.indicator.Redshifts;

class LuminosityAlphaFigureTest {

    private static final Assumptions EINSTEIN_DE_SITTER =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 0);
    private static final double C_KMS = 299792.458;
    private static final double[] Z = {0.02, 0.03, 0.04, 0.05};
    private static final double[] MAGNITUDE = {12.1, 13.3, 13.4, 14.2};
    private static final double[] ALPHA = {0.5, 0.7, 0.4, 0.6};

    private static Table galaxies() {
        return Table.of("galaxies", new String[] {"a", "b", "c", "d"})
                .with(Directions.ofDegrees(new double[] {0, 90, 180, 270}, new double[4]))
                .with(Column.of(Quantity.REDSHIFT, Z))
                .with(Column.of(new Quantity("metric-magnitude", Unit.MAG), MAGNITUDE, new double[] {
                    0.05, 0.05, Double.NaN, 0.05
                }))
                .with(Column.of(new Quantity("alpha", Unit.NONE), ALPHA));
    }

    private static BrightestClusterGalaxy indicator() {
        return new BrightestClusterGalaxy(
                new Parameters(
                        Optional.of(-20.896),
                        -4.397,
                        2.738,
                        10,
                        Optional.of(0.244),
                        Optional.empty(),
                        1,
                        Redshifts.GROUP),
                EINSTEIN_DE_SITTER);
    }

    private static Figure figure(Survey survey) {
        BrightestClusterGalaxy indicator = indicator();
        return indicator.figures(survey, indicator.measure(survey)).get("luminosity-alpha");
    }

    private static Series.Points points(Figure figure, int panel) {
        return figure.panels().get(panel).series().stream()
                .filter(Series.Points.class::isInstance)
                .map(Series.Points.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Comoving distance in an Einstein–de Sitter universe, in Mpc/h. */
    private static double comovingMpc(double z) {
        return 2 * C_KMS / 100 * (1 - 1 / Math.sqrt(1 + z));
    }

    private static void assertShows(Figure figure, double[] absolute) {
        Series.Points relation = points(figure, 0);
        Series.Points residuals = points(figure, 1);
        assertThat(relation.x()).containsExactly(ALPHA, within(1e-9));
        for (int i = 0; i < Z.length; i++) {
            double expected = -20.896 - 4.397 * ALPHA[i] + 2.738 * ALPHA[i] * ALPHA[i];
            assertThat(relation.y()[i]).isCloseTo(absolute[i], within(1e-6));
            assertThat(residuals.y()[i]).isCloseTo(absolute[i] - expected, within(1e-6));
        }
    }

    /** Apertures are the metric ones at the distances of the redshifts, where galaxies are shown. */
    @Test
    void showsMetricMagnitudesAtTheDistancesOfRedshifts() {
        double[] absolute = new double[Z.length];
        Arrays.setAll(absolute, i -> MAGNITUDE[i] - 25 - 5 * Math.log10((1 + Z[i]) * comovingMpc(Z[i])));
        Figure figure = figure(Survey.of(RestFrame.CMB, galaxies()));
        assertShows(figure, absolute);
        Figure.Plane upper = (Figure.Plane) figure.panels().get(0);
        assertThat(upper.y().from()).as("brighter up").isGreaterThan(upper.y().to());
        assertThat(points(figure, 0).yError()).containsExactly(0.05, 0.05, 0, 0.05);
        Series.Line curve = (Series.Line) figure.panels().get(0).series().get(1);
        assertThat(curve.x()[0]).isEqualTo(0.4);
        assertThat(curve.y()[0]).isCloseTo(-20.896 - 4.397 * 0.4 + 2.738 * 0.16, within(1e-12));
        assertThat(figure.caption())
                .contains("M_{m} − 5 log h = −20.90 − 4.397 α + 2.738 α²")
                .contains("4 galaxies at the distances of their redshifts")
                .contains("0.244 mag");
    }

    /** An aperture of 15 arcsec is carried to 10 kpc/h along L ∝ r^α. */
    @Test
    void carriesMagnitudesToTheMetricRadius() {
        double[] log15 = new double[Z.length];
        Arrays.fill(log15, Math.log10(15));
        double[] absolute = new double[Z.length];
        Arrays.setAll(absolute, i -> {
            double kpc = 15 * Math.PI / 180 / 3600 * 1000 * comovingMpc(Z[i]) / (1 + Z[i]);
            return MAGNITUDE[i]
                    - 2.5 * ALPHA[i] * Math.log10(10 / kpc)
                    - 25
                    - 5 * Math.log10((1 + Z[i]) * comovingMpc(Z[i]));
        });
        Table galaxies = galaxies().with(Column.of(new Quantity("log-aperture", Unit.DEX_ARCSEC), log15));
        assertShows(figure(Survey.of(RestFrame.CMB, galaxies)), absolute);
    }

    /** The one galaxy of a cluster has the cluster's distance, at which it would have no residual. */
    @Test
    void clustersOfOneGalaxyAreNotAtTheirMeasuredDistances() {
        Table groups = Table.of("groups", new String[] {"A", "B", "C", "D"}).with(Column.of(Quantity.REDSHIFT, Z));
        Survey survey = Survey.of(RestFrame.CMB, galaxies(), groups, new int[] {0, 1, 2, 3});
        double[] residuals = points(figure(survey), 1).y();
        assertThat(residuals)
                .containsExactly(
                        points(figure(Survey.of(RestFrame.CMB, galaxies())), 1).y(), within(1e-9));
        assertThat(Arrays.stream(residuals).map(Math::abs).min().orElseThrow()).isGreaterThan(0.01);
    }
}
