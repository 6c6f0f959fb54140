package org.peculiar.plugin.diagnostic.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.plugin.diagnostic.window.SurveyWindow.Inputs;
import org.peculiar.plugin.diagnostic.window.SurveyWindow.Parameters;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.velocity.LinearEstimator;
import org.peculiar.testkit.HostFiles;
import org.peculiar.testkit.SampleTheory;
import org.peculiar.testkit.SampleVelocities;

/** The numbers behind the window are validated in science; here, what is told of them. */
class SurveyWindowTest {

    private static Finding find(FlowFit fit, double largestK) {
        return new SurveyWindow(new Parameters(SampleTheory.parameters(), largestK, 30), new HostFiles())
                .find(new Inputs(fit), KeyedDraws.ofSeed(1));
    }

    private static double value(Finding found, String scalar) {
        return found.scalars().get(scalar).value();
    }

    private static double[] numbers(Finding found, String table, String column) {
        return ((Finding.Numbers) found.tables().get(table).byName().get(column)).values();
    }

    @Test
    void tellsTheWindowFromLongWavesToItsPlateau() {
        Finding found = find(SampleVelocities.near().bulkFlow(), 2);
        double[] k = numbers(found, "window", "k");
        assertThat(k).hasSize(30).isSorted().startsWith(1e-3).endsWith(2);
        double[] trace = numbers(found, "window", "trace");
        // a uniform flow comes through whole; METHODS 9.2: δ/3 each
        assertThat(trace[0]).isCloseTo(1, within(0.02));
        for (int i = 0; i < k.length; i++) {
            double sum = numbers(found, "window", "w2_xx")[i]
                    + numbers(found, "window", "w2_yy")[i]
                    + numbers(found, "window", "w2_zz")[i];
            assertThat(trace[i]).isEqualTo(sum);
        }
        double[][] w = SampleVelocities.near().bulkFlow().weights().orElseThrow();
        double plateau = 0;
        for (double[] row : w) {
            for (double weight : row) {
                plateau += weight * weight / 3;
            }
        }
        assertThat(value(found, "plateau")).isCloseTo(plateau, within(1e-12));
        assertThat(found.figures()).containsOnlyKeys("window", "sky");
    }

    @Test
    void judgesTheFlowAgainstRestAndAgainstTheory() {
        Finding found = find(SampleVelocities.near().bulkFlow(), 2);
        assertThat(value(found, "p-rest")).isEqualTo(ChiSquare.survival(value(found, "chi2-rest"), 3));
        assertThat(value(found, "p-theory")).isEqualTo(ChiSquare.survival(value(found, "chi2-theory"), 3));
        // cosmic variance makes any flow less surprising
        assertThat(value(found, "chi2-theory")).isLessThan(value(found, "chi2-rest"));
        assertThat(value(found, "cosmic-most-probable"))
                .isCloseTo(Math.sqrt(2.0 / 3) * value(found, "cosmic-rms"), within(1e-9));
        assertThat(value(found, "depth"))
                .isCloseTo(
                        100
                                * LinearEstimator.of(SampleVelocities.near().bulkFlow())
                                        .depth(),
                        within(1e-9));
    }

    @Test
    void tellsHowTheSkyIsCovered() {
        Finding found = find(SampleVelocities.near().bulkFlow(), 2);
        double[] shares = Arrays.copyOf(numbers(found, "sky", "share"), 3);
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        assertThat(shares[0]).isGreaterThan(shares[2]);
        assertThat(value(found, "coverage")).isBetween(0.0, 1.0);
    }

    /** What velocities of a pure outflow would add is what the fit makes of them. */
    @Test
    void tellsWhatOutflowsWouldAdd() {
        SampleVelocities near = SampleVelocities.near();
        double[] distance = near.distanceKms();
        double[] constant = new double[distance.length];
        double[] expanding = new double[distance.length];
        for (int i = 0; i < distance.length; i++) {
            constant[i] = 100;
            expanding[i] = 0.01 * distance[i];
        }
        Finding found = find(near.bulkFlow(), 2);
        assertThat(value(found, "from-monopole"))
                .isCloseTo(speed(near.withVelocities(constant).bulkFlow()), within(1e-9));
        assertThat(value(found, "from-zero-point"))
                .isCloseTo(speed(near.withVelocities(expanding).bulkFlow()), within(1e-9));
    }

    private static double speed(FlowFit fit) {
        double[] v = fit.values();
        return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }

    @Test
    void saysThatTheWavenumbersEndTooEarlyForAScale() {
        Finding found = find(SampleVelocities.near().bulkFlow(), 0.011);
        assertThat(value(found, "scale-probed")).isNaN();
        assertThat(found.notes()).singleElement().asString().contains("raise largest-k");
    }

    @Test
    void refusesAFlowWithoutWeights() {
        assertThatThrownBy(() -> find(SampleVelocities.near().bulkFlowWithoutWeights(), 2))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the fit has no weights");
    }
}
