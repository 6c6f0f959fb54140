package org.peculiar.plugin.indicator.tullyfisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Quantity;
import org.peculiar.api.Series;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.tullyfisher.TullyFisher.Band;
import org.peculiar.plugin.indicator.tullyfisher.TullyFisher.Parameters;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.testkit.SampleSurvey;

class EdgeOnTest {

    private static final Assumptions EINSTEIN_DE_SITTER =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 0);
    private static final double C_KMS = 299792.458;
    private static final double LINE_A = -21;
    private static final double LINE_B = -7.68;

    private static TullyFisher indicator(Form form, Tracers tracers, Band band, String... bands) {
        Map<String, Band> all = new LinkedHashMap<>();
        for (String name : bands) {
            all.put(name, band);
        }
        return new TullyFisher(
                new Parameters(form, all, 2.5, Weights.UNWEIGHTED, Optional.of(tracers), 2, Redshifts.GROUP),
                EINSTEIN_DE_SITTER);
    }

    private static TullyFisher fitted(Form form, Tracers tracers, String... bands) {
        return indicator(form, tracers, new Band(Optional.empty(), Optional.empty()), bands);
    }

    private static Figure.Plane panel(Figure figure, int number) {
        return (Figure.Plane) figure.panels().get(number);
    }

    private static Series.Points points(Figure figure, int panel) {
        return figure.panels().get(panel).series().stream()
                .filter(Series.Points.class::isInstance)
                .map(Series.Points.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** d_L = 2 c (1 + z − √(1 + z)) in an Einstein–de Sitter universe, and M = m − 25 − 5 log d_L/Mpc/h; the line is given. */
    @Test
    void showsGalaxiesAtTheirRedshiftsAndTheGivenLine() {
        Survey survey = SampleSurvey.standard().survey();
        double[] z = survey.galaxies().values("z");
        double[] m = survey.galaxies().values("magnitude");
        double[] w = survey.galaxies().values("log-width");
        // forward, and the same line the other way round
        Map<Form, Band> given = Map.of(
                Form.FORWARD, new Band(Optional.of(LINE_B), Optional.of(LINE_A)),
                Form.INVERSE, new Band(Optional.of(1 / LINE_B), Optional.of(-LINE_A / LINE_B)));
        given.forEach((form, band) -> {
            TullyFisher indicator = indicator(form, Tracers.GALAXIES, band, "magnitude");
            Figure figure = indicator.figures(survey, indicator.measure(survey)).get("edge-on");
            Series.Points relation = points(figure, 0);
            Series.Points residuals = points(figure, 1);
            assertThat(relation.x()).isEqualTo(w);
            for (int i = 0; i < z.length; i++) {
                double luminosityMpc = 2 * C_KMS / 100 * (1 + z[i] - Math.sqrt(1 + z[i]));
                double absolute = m[i] - 25 - 5 * Math.log10(luminosityMpc);
                assertThat(relation.y()[i]).isCloseTo(absolute, within(1e-6));
                assertThat(residuals.y()[i]).isCloseTo(absolute - LINE_A - LINE_B * (w[i] - 2.5), within(1e-6));
            }
            assertThat(panel(figure, 0).x().label()).isEqualTo("log W (km s⁻¹)");
            assertThat(panel(figure, 0).y().label()).isEqualTo("M − 5 log h (mag)");
            assertThat(panel(figure, 0).y().from())
                    .as("brighter up")
                    .isGreaterThan(panel(figure, 0).y().to());
            assertThat(panel(figure, 1).y().from())
                    .isGreaterThan(panel(figure, 1).y().to());
        });
    }

    /** What a group's distance is measured by is that the mean residual of its galaxies vanishes there, with the same slope. */
    @Test
    void groupsLieOnTheLineAtTheirDistances() {
        Survey survey = SampleSurvey.standard().survey();
        for (Form form : Form.values()) {
            TullyFisher indicator = fitted(form, Tracers.GROUPS, "magnitude");
            DistanceSample measured = indicator.measure(survey);
            Figure figure = indicator.figures(survey, measured).get("edge-on");
            double[] residuals = points(figure, 1).y();
            assertThat(residuals).hasSize(192);
            double squares = 0;
            for (int group = 0; group < 24; group++) {
                double mean = Arrays.stream(residuals, 8 * group, 8 * group + 8)
                        .average()
                        .orElseThrow();
                assertThat(mean).isCloseTo(0, within(1e-9));
                squares += Arrays.stream(residuals, 8 * group, 8 * group + 8)
                        .map(r -> r * r)
                        .sum();
            }
            // 192 galaxies less 24 intercepts and a slope; the inverse form's is of log W
            double perMagnitude =
                    form == Form.FORWARD ? 1 : Math.abs(measured.calibration().values()[0]);
            assertThat(perMagnitude * Math.sqrt(squares / 167))
                    .isCloseTo(measured.calibration().derived().get("scatter"), within(1e-9));
            assertThat(points(figure, 0).labels()[8])
                    .isEqualTo("G9 in " + survey.groups().labels()[1]);
        }
    }

    @Test
    void eachBandHasAFigureThatNamesIt() {
        Survey survey = SampleSurvey.standard()
                .with(
                        new Quantity("mag-i", Unit.MAG),
                        0.05,
                        galaxy -> galaxy.modulusMag()
                                - 21.5
                                - 8 * 0.13 * galaxy.nature("log-width")
                                + 0.2 * galaxy.nature("i"))
                .survey();
        TullyFisher indicator = fitted(Form.FORWARD, Tracers.GROUPS, "magnitude", "mag-i");
        Map<String, Figure> figures = indicator.figures(survey, indicator.measure(survey));
        assertThat(figures).containsOnlyKeys("edge-on-magnitude", "edge-on-mag-i");
        assertThat(panel(figures.get("edge-on-mag-i"), 0).y().label()).isEqualTo("M_{i} − 5 log h (mag)");
        // the bands' zero points are 0.5 mag apart
        double apart = points(figures.get("edge-on-mag-i"), 0).y()[0]
                - points(figures.get("edge-on-magnitude"), 0).y()[0];
        assertThat(apart)
                .isCloseTo(
                        survey.galaxies().values("mag-i")[0] - survey.galaxies().values("magnitude")[0], within(1e-9));
    }

    @Test
    void captionTellsTheLine() {
        Survey survey = SampleSurvey.standard().survey();
        TullyFisher indicator = indicator(
                Form.FORWARD, Tracers.GALAXIES, new Band(Optional.of(LINE_B), Optional.of(LINE_A)), "magnitude");
        assertThat(indicator
                        .figures(survey, indicator.measure(survey))
                        .get("edge-on")
                        .caption())
                .startsWith("The forward Tully-Fisher relation of 192 galaxies at the distances of their redshifts")
                .contains("M − 5 log h = −7.680 (log W − 2.5) − 21.000, by regression of M − 5 log h.");
        TullyFisher inverse = indicator(
                Form.INVERSE, Tracers.GALAXIES, new Band(Optional.of(-0.13), Optional.of(-2.75)), "magnitude");
        assertThat(inverse.figures(survey, inverse.measure(survey))
                        .get("edge-on")
                        .caption())
                .contains("log W − 2.5 = −0.1300 (M − 5 log h) − 2.750, by regression of log W");
    }
}
