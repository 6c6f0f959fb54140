package org.peculiar.plugin.indicator.typeiasupernova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Directions;
import org.peculiar.api.Figure;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Series;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Form;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.HostMassStep;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Parameters;
import org.peculiar.science.indicator.Redshifts;

class StandardisationFiguresTest {

    private static final Assumptions EINSTEIN_DE_SITTER =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 0);
    private static final double C_KMS = 299792.458;
    private static final double ALPHA = 0.14;
    private static final double BETA = 3.1;
    private static final double M = -19.3;

    private static final double[] Z = {0.02, 0.03, 0.04};
    private static final double[] M_B = {15.1, 16.0, 16.8};
    private static final double[] X1 = {0.5, -1.2, Double.NaN};
    private static final double[] C = {-0.05, 0.1, 0.02};
    private static final double[] MASS = {9.1, 10.4, 11};

    private static Table galaxies() {
        double[] tenth = {0.1, 0.1, 0.1};
        return Table.of("galaxies", new String[] {"a", "b", "c"})
                .with(Directions.ofDegrees(new double[] {0, 120, 240}, new double[3]))
                .with(Column.of(Quantity.REDSHIFT, Z))
                .with(Column.of(new Quantity("m-b", Unit.MAG), M_B, tenth))
                .with(Column.of(new Quantity("x1", Unit.NONE), X1, new double[] {0.2, 0.2, 0.2}))
                .with(Column.of(new Quantity("c", Unit.MAG), C, new double[] {0.03, 0.03, 0.03}))
                .with(Column.of(new Quantity("mu", Unit.MAG), new double[] {34, 35, 36}, tenth))
                .with(Column.of(new Quantity("log-host-mass", Unit.DEX), MASS));
    }

    private static Map<String, Figure> figures(Table galaxies, Form form, Optional<HostMassStep> step) {
        DataFiles none = new DataFiles() {
            @Override
            public Path file(Path path) {
                return path;
            }

            @Override
            public Path only(Path folder, String glob) {
                throw new UnsupportedOperationException();
            }
        };
        TypeIaSupernova indicator = new TypeIaSupernova(
                new Parameters(
                        form,
                        ALPHA,
                        BETA,
                        Optional.of(form == Form.MODULUS ? 0 : M),
                        Optional.of(0.12),
                        false,
                        step,
                        Optional.empty(),
                        2,
                        Optional.empty(),
                        1,
                        Redshifts.GROUP),
                EINSTEIN_DE_SITTER,
                none);
        Survey survey = Survey.of(RestFrame.CMB, galaxies);
        return indicator.figures(survey, indicator.measure(survey));
    }

    private static <T extends Series> T only(Class<T> kind, Figure figure, int panel) {
        return figure.panels().get(panel).series().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElseThrow();
    }

    /** µ(z) in an Einstein–de Sitter universe of H0 = 100 km/s/Mpc. */
    private static double modulus(double z) {
        return 25 + 5 * Math.log10(2 * C_KMS / 100 * (1 + z - Math.sqrt(1 + z)));
    }

    private static double mu(int i) {
        return M_B[i] + ALPHA * X1[i] - BETA * C[i] - M;
    }

    /** The third light curve has no stretch, so it has no place. */
    @Test
    void hubbleDiagramHasModuliAndTheirResiduals() {
        Figure figure = figures(galaxies(), Form.TRIPP, Optional.empty()).get("hubble");
        Series.Points moduli = only(Series.Points.class, figure, 0);
        Series.Points residuals = only(Series.Points.class, figure, 1);
        assertThat(moduli.x()).containsExactly(0.02, 0.03);
        assertThat(moduli.y()).containsExactly(new double[] {mu(0), mu(1)}, within(1e-9));
        assertThat(residuals.y())
                .containsExactly(new double[] {mu(0) - modulus(0.02), mu(1) - modulus(0.03)}, within(1e-6));
        // errors of magnitude, stretch and colour; the intrinsic scatter is in the band
        double error = Math.sqrt(0.01 + Math.pow(ALPHA * 0.2, 2) + Math.pow(BETA * 0.03, 2));
        assertThat(residuals.yError()).containsExactly(new double[] {error, error}, within(1e-9));
        Series.Line curve = only(Series.Line.class, figure, 0);
        assertThat(curve.y()[0]).isCloseTo(modulus(0.02), within(1e-6));
        assertThat(figure.caption()).startsWith("2 light curves");
    }

    /** 5/ln 10 σ_v/cz, in quadrature with the intrinsic scatter. */
    @Test
    void bandIsWhatScatterAndVelocitiesDo() {
        Figure figure = figures(galaxies(), Form.TRIPP, Optional.empty()).get("hubble");
        Series.Band band = only(Series.Band.class, figure, 1);
        assertThat(band.x()[0]).isCloseTo(0.02, within(1e-12));
        double motion = 5 / Math.log(10) * 250 / (C_KMS * 0.02);
        assertThat(band.high()[0]).isCloseTo(Math.sqrt(0.12 * 0.12 + motion * motion), within(1e-9));
        assertThat(band.low()[0]).isEqualTo(-band.high()[0]);
    }

    /** The heliocentric redshift dims what we see; the diagram is that of an observer at rest in the CMB frame. */
    @Test
    void moduliAreThoseOfTheCmbFrame() {
        double[] heliocentric = {0.021, 0.0295, 0.04};
        Table galaxies = galaxies().with(Column.of(Quantity.HELIOCENTRIC_REDSHIFT, heliocentric));
        Series.Points moduli = only(
                Series.Points.class,
                figures(galaxies, Form.TRIPP, Optional.empty()).get("hubble"),
                0);
        for (int i = 0; i < 2; i++) {
            double here = mu(i) - 5 * Math.log10(1 + heliocentric[i]) + 5 * Math.log10(1 + Z[i]);
            assertThat(moduli.y()[i]).isCloseTo(here, within(1e-9));
        }
    }

    @Test
    void eachTermIsShownByTheResidualsWithoutIt() {
        HostMassStep step = new HostMassStep(0.06, 10);
        Figure figure = figures(galaxies(), Form.TRIPP, Optional.of(step)).get("standardisation");
        assertThat(figure.panels()).hasSize(3);
        // raised by half a step in the massive host, and lowered in the other
        double a = M_B[0] + ALPHA * X1[0] - BETA * C[0] - 0.03 - M - modulus(0.02);
        double b = M_B[1] + ALPHA * X1[1] - BETA * C[1] + 0.03 - M - modulus(0.03);
        Series.Points stretch = only(Series.Points.class, figure, 0);
        assertThat(stretch.x()).containsExactly(0.5, -1.2);
        assertThat(stretch.y()).containsExactly(new double[] {a - ALPHA * 0.5, b + ALPHA * 1.2}, within(1e-6));
        Series.Points colour = only(Series.Points.class, figure, 1);
        assertThat(colour.x()).containsExactly(-0.05, 0.1);
        assertThat(colour.y()).containsExactly(new double[] {a - BETA * 0.05, b + BETA * 0.1}, within(1e-6));
        Series.Points mass = only(Series.Points.class, figure, 2);
        assertThat(mass.y()).containsExactly(new double[] {a + 0.03, b - 0.03}, within(1e-6));
        // the lines are what standardising takes off: slopes of -α and β, and the step
        Series.Line ofStretch = only(Series.Line.class, figure, 0);
        assertThat((ofStretch.y()[1] - ofStretch.y()[0])
                        / (ofStretch.x()[1] - ofStretch.x()[0]))
                .isCloseTo(-ALPHA, within(1e-12));
        Series.Line ofColour = only(Series.Line.class, figure, 1);
        assertThat((ofColour.y()[1] - ofColour.y()[0]) / (ofColour.x()[1] - ofColour.x()[0]))
                .isCloseTo(BETA, within(1e-12));
        Series.Line ofMass = only(Series.Line.class, figure, 2);
        assertThat(ofMass.x()).containsExactly(9.1, 10, 10, 10.4);
        assertThat(ofMass.y()).containsExactly(0.03, 0.03, -0.03, -0.03);
    }

    @Test
    void moduliNeedNoStandardisation() {
        Map<String, Figure> figures = figures(galaxies(), Form.MODULUS, Optional.empty());
        assertThat(figures).containsOnlyKeys("hubble");
        Series.Points moduli = only(Series.Points.class, figures.get("hubble"), 0);
        assertThat(Arrays.stream(moduli.y()).mapToLong(Math::round)).containsExactly(34L, 35L, 36L);
    }
}
