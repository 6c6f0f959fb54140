package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;

/** What every correction of a survey promises. A test of one extends it. */
public abstract class CorrectionContract extends ComponentContract<Correction, Survey> {

    /** Run the contract. */
    protected CorrectionContract() {
        super(Correction.class);
    }

    /** Return the survey that the correction is run on; the standard one unless overridden. */
    protected Survey survey() {
        return SampleSurvey.standard().survey();
    }

    @Override
    List<Survey> inputs() {
        Survey survey = survey();
        int[] most = IntStream.range(0, survey.galaxies().size())
                .filter(i -> i % 5 != 0)
                .toArray();
        return List.of(survey, survey.select(most));
    }

    @Override
    Object apply(Correction component, Survey input) {
        Corrected corrected = component.correct(input);
        return List.of(corrected.survey(), corrected.nuisance());
    }

    @Test
    void keepsAllRowsInTheirOrder() {
        for (Survey input : inputs()) {
            Survey corrected = build().correct(input).survey();
            assertThat(corrected.galaxies().rowIds())
                    .as("galaxies after %s", ref())
                    .isEqualTo(input.galaxies().rowIds());
            assertThat(corrected.groups().rowIds())
                    .as("groups after %s", ref())
                    .isEqualTo(input.groups().rowIds());
            assertThat(corrected.groupOf())
                    .as("groups of galaxies after %s", ref())
                    .isEqualTo(input.groupOf());
        }
    }

    @Test
    void notesWhatItDidAndRefusesToDoItTwice() {
        Correction correction = build();
        Survey once = correction.correct(survey()).survey();
        assertThat(once.treatments().size())
                .as("treatments after %s: a correction notes what it did with survey.treated(…)", ref())
                .isGreaterThan(survey().treatments().size());
        assertThatThrownBy(() -> correction.correct(once))
                .as("%s, applied twice", ref())
                .isInstanceOf(DataException.class)
                .hasMessageMatching("(?s).*(already|before|twice|once|both).*");
    }

    @Test
    void leavesMissingValuesMissing() {
        Correction correction = build();
        Survey survey = survey();
        Survey corrected = correction.correct(survey).survey();
        int galaxy = 7;
        for (String quantity : survey.galaxies().quantities()) {
            if (corrected.galaxies().has(quantity)
                    && differs(
                            survey.galaxies().column(quantity),
                            corrected.galaxies().column(quantity))) {
                double[] values = survey.galaxies().values(quantity).clone();
                values[galaxy] = Double.NaN;
                Survey lacking = survey.withGalaxies(survey.galaxies()
                        .with(survey.galaxies().column(quantity).withValues(values)));
                assertThat(correction.correct(lacking).survey().galaxies().values(quantity)[galaxy])
                        .as("%s: a %s that was missing", ref(), quantity)
                        .isNaN();
            }
        }
    }

    private static boolean differs(Column a, Column b) {
        return Content.of(a.values()).difference(Content.of(b.values())).isPresent();
    }

    @Test
    void doesNotCareForTheOrderOfGalaxies() {
        Survey survey = survey();
        int n = survey.galaxies().size();
        int[] order = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        assertSame(
                ref() + ", galaxies in another order",
                byLabel(build().correct(survey).survey().galaxies()),
                byLabel(build().correct(survey.select(order)).survey().galaxies()),
                1e-9,
                1e-9);
    }

    private static Map<String, Object> byLabel(Table galaxies) {
        Map<String, Object> byLabel = new TreeMap<>();
        for (int i = 0; i < galaxies.size(); i++) {
            Map<String, Double> row = new TreeMap<>();
            for (String quantity : galaxies.quantities()) {
                row.put(quantity, galaxies.values(quantity)[i]);
            }
            byLabel.put(galaxies.labels()[i], row);
        }
        return byLabel;
    }

    @Test
    void canDisplaceItsOwnUncertainty() {
        Corrected corrected = build().correct(survey());
        corrected.nuisance().ifPresent(nuisance -> {
            int n = nuisance.values().length;
            assertSame(
                    ref() + ": the survey, and its nuisance displaced by nothing",
                    corrected.survey(),
                    nuisance.displacement().displaced(new double[n]),
                    1e-12,
                    1e-12);
            for (int i = 0; i < n; i++) {
                assertThat(nuisance.covariance()[i][i])
                        .as("%s: variance of %s", ref(), nuisance.names().get(i))
                        .isNotNegative();
                for (int j = 0; j < i; j++) {
                    assertThat(nuisance.covariance()[i][j])
                            .as(
                                    "%s: covariance of %s and %s",
                                    ref(),
                                    nuisance.names().get(i),
                                    nuisance.names().get(j))
                            .isCloseTo(
                                    nuisance.covariance()[j][i],
                                    within(1e-9
                                            * Math.sqrt(nuisance.covariance()[i][i] * nuisance.covariance()[j][j])));
                }
            }
        });
    }
}
