package org.peculiar.plugin.indicator.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Survey;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;

class EdgeOnTest {

    private static Figure figure(Survey survey, DistanceSample measured) {
        return Surveys.indicator(Surveys.parameters(Form.INVERSE), Surveys.EINSTEIN_DE_SITTER)
                .figures(survey, measured)
                .get("edge-on");
    }

    private static Series.Points points(Figure figure, int panel) {
        return (Series.Points) figure.panels().get(panel).series().get(0);
    }

    /** At the distances measured, each group's mean residual from the plane is nought: it is what the distance was measured by. */
    @Test
    void groupsLieOnThePlaneAtTheirDistances() {
        Survey survey = Surveys.tiny();
        DistanceSample measured = Surveys.indicator(Surveys.parameters(Form.INVERSE), Surveys.EINSTEIN_DE_SITTER)
                .measure(survey);
        Figure figure = figure(survey, measured);
        Series.Points residuals = points(figure, 1);
        assertThat(residuals.y()).hasSize(15);
        for (int group = 0; group < 3; group++) {
            double mean = Arrays.stream(residuals.y(), 5 * group, 5 * group + 5)
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(0, within(1e-9));
        }
        assertThat(Arrays.stream(residuals.y()).map(Math::abs).max().orElseThrow())
                .isBetween(0.005, 0.1);
        assertThat(residuals.labels()[5]).endsWith(" in B");
    }

    /** METHODS 3.3 prints α, β and the scatter in log σ; γ follows. The residual in log R_e is α times that in log σ. */
    @Test
    void showsRadiiAgainstThePlane() {
        Survey survey = Surveys.tiny();
        DistanceSample measured = Surveys.indicator(Surveys.parameters(Form.INVERSE), Surveys.EINSTEIN_DE_SITTER)
                .measure(survey);
        Figure figure = figure(survey, measured);
        Series.Points plane = points(figure, 0);
        Series.Points residuals = points(figure, 1);
        double[] logSigma = survey.galaxies().values("log-sigma");
        double[] mu = survey.galaxies().values("mu-e");
        for (int i = 0; i < 15; i++) {
            double difference = plane.x()[i] - plane.x()[0];
            assertThat(difference)
                    .isCloseTo(1.288847237 * (logSigma[i] - logSigma[0]) + 0.341599735 * (mu[i] - mu[0]), within(1e-8));
            assertThat(plane.y()[i] - plane.x()[i]).isCloseTo(residuals.y()[i], within(1e-12));
        }
        double squares = Arrays.stream(residuals.y()).map(r -> r * r).sum();
        // 15 galaxies less 3 intercepts and 2 slopes
        assertThat(Math.sqrt(squares / 10) / 1.288847237).isCloseTo(0.013857201, within(1e-8));
        Figure.Plane upper = (Figure.Plane) figure.panels().get(0);
        assertThat(upper.x().label()).matches("1\\.29 log σ \\+ 0\\.342 ⟨µ⟩_\\{e} − \\d+\\.\\d\\d");
    }
}
