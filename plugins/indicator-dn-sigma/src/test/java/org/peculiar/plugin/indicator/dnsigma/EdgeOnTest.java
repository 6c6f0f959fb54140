package org.peculiar.plugin.indicator.dnsigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Quantity;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.dnsigma.DnSigma.Parameters;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.testkit.SampleSurvey;

class EdgeOnTest {

    private static final Assumptions EINSTEIN_DE_SITTER =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 0);

    private static DnSigma indicator(Weights weights) {
        return new DnSigma(
                new Parameters(
                        Form.INVERSE,
                        20,
                        Optional.empty(),
                        Optional.empty(),
                        weights,
                        Optional.of(Tracers.GROUPS),
                        2,
                        Redshifts.GROUP),
                EINSTEIN_DE_SITTER);
    }

    /** The standard sample with diameters of 10 kpc/h σ/200 km/s in the mean, and their angles listed. */
    private static Survey survey() {
        return SampleSurvey.standard()
                .with(
                        new Quantity("log-dn", Unit.DEX_ARCSEC),
                        0.01,
                        galaxy -> 1
                                + 1.2 * 0.11 * galaxy.nature("log-sigma")
                                + 0.05 * galaxy.nature("dn")
                                + Math.log10(206264.80624709636 / 10 / galaxy.angularDiameterKms()))
                .survey();
    }

    private static Series.Points points(Figure figure, int panel, Symbol symbol) {
        return figure.panels().get(panel).series().stream()
                .filter(Series.Points.class::isInstance)
                .map(Series.Points.class::cast)
                .filter(points -> points.symbol() == symbol)
                .findFirst()
                .orElseThrow();
    }

    /** D_n in kpc/h is the angle at the distance measured, 10 kpc/h to the km/s; the line is the calibration's. */
    @Test
    void showsDiametersAtTheDistancesOfGroups() {
        Survey survey = survey();
        DnSigma indicator = indicator(Weights.UNWEIGHTED);
        DistanceSample measured = indicator.measure(survey);
        Figure figure = indicator.figures(survey, measured).get("edge-on");
        double slope = measured.calibration().values()[0];
        double zeroPoint = measured.calibration().values()[1];
        double[] angle = survey.galaxies().values("log-dn");
        double[] sigma = survey.galaxies().values("log-sigma");
        Series.Points relation = points(figure, 0, Symbol.FILLED_CIRCLE);
        Series.Points residuals = points(figure, 1, Symbol.FILLED_CIRCLE);
        assertThat(relation.x()).isEqualTo(sigma);
        for (int i = 0; i < angle.length; i++) {
            double kpc = 10 * Math.exp(measured.lnDistance()[i / 8]) * Math.pow(10, angle[i]) * Math.PI / 180 / 3600;
            assertThat(relation.y()[i]).isCloseTo(Math.log10(kpc), within(1e-9));
            // log σ = slope log D_n + zero point
            assertThat(residuals.y()[i]).isCloseTo(Math.log10(kpc) - (sigma[i] - zeroPoint) / slope, within(1e-9));
        }
        Figure.Plane upper = (Figure.Plane) figure.panels().get(0);
        assertThat(upper.x().label()).isEqualTo("log σ (km s⁻¹)");
        assertThat(upper.y().label()).isEqualTo("log D_{n} (h⁻¹ kpc)");
        assertThat(upper.y().from()).as("the renderer's choice").isNaN();
        Figure.Plane lower = (Figure.Plane) figure.panels().get(1);
        assertThat(lower.y().label()).isEqualTo("Residual (dex)");
    }

    /** With weights: errors a galaxy without an error is left out, but its group has a distance: it is seen, and not counted. */
    @Test
    void galaxyThatWasLeftOutIsAnOpenCircle() {
        Survey survey = survey();
        Column sigma = survey.galaxies().column("log-sigma");
        double[] errors = sigma.errors().orElseThrow().clone();
        errors[3] = Double.NaN;
        Survey lacking =
                survey.withGalaxies(survey.galaxies().with(Column.of(sigma.quantity(), sigma.values(), errors)));
        DnSigma indicator = indicator(Weights.ERRORS);
        Figure figure = indicator.figures(lacking, indicator.measure(lacking)).get("edge-on");
        assertThat(points(figure, 0, Symbol.OPEN_CIRCLE).x()).containsExactly(sigma.values()[3]);
        assertThat(points(figure, 1, Symbol.OPEN_CIRCLE).labels())
                .containsExactly("G4 in " + survey.groups().labels()[0]);
        assertThat(points(figure, 0, Symbol.FILLED_CIRCLE).x()).hasSize(191);
        assertThat(figure.caption()).contains("191 galaxies").endsWith("Open circles, 1, were not used for the fit.");
    }

    @Test
    void galaxyWithoutADiameterIsNotShown() {
        Survey survey = survey();
        Column diameters = survey.galaxies().column("log-dn");
        double[] values = diameters.values().clone();
        values[3] = Double.NaN;
        Survey lacking = survey.withGalaxies(survey.galaxies().with(diameters.withValues(values)));
        DnSigma indicator = indicator(Weights.UNWEIGHTED);
        Figure figure = indicator.figures(lacking, indicator.measure(lacking)).get("edge-on");
        Series.Points relation = points(figure, 0, Symbol.FILLED_CIRCLE);
        assertThat(relation.x()).hasSize(191);
        assertThat(List.of(relation.labels())).noneMatch(label -> label.startsWith("G4 "));
        assertThat(Arrays.stream(relation.y())).allMatch(Double::isFinite);
    }
}
