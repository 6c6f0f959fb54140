package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.peculiar.api.Draws;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.SmacTwin;
import org.peculiar.science.flow.EqualSplit;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.Significance;

class ConsistencyTest {

    // Independent program (numpy): inner against outer half of the twin, 5.834552556127693; the table has four
    // decimals.
    @Test
    void comparesTheShellsOfTheTwin() {
        SmacTwin twin = new SmacTwin();
        EqualSplit split =
                EqualSplit.ofErrorAlong(twin.directions, twin.distanceKms, twin.errorKms, 2, SmacTwin.TOWARDS);
        LinearFit inner = twin.fit(split.rows(0));
        LinearFit outer = twin.fit(split.rows(1));
        double[][] estimates = {inner.parameters(), outer.parameters()};

        Significance test = Consistency.independent(estimates, new CovarianceMatrix[] {
            CovarianceMatrix.of(inner.covariance()), CovarianceMatrix.of(outer.covariance())
        });

        assertThat(test.chi2()).isCloseTo(5.834552556127693, within(2e-5));
        assertThat(test.dof()).isEqualTo(3);
    }

    // Σ (x − x̄)²/σ² about the weighted mean: 1, 2, 4 ± 1, 1, 2 have x̄ = (1 + 2 + 1)/2.25
    @Test
    void threeNumbersGiveTheChiSquareAboutTheirWeightedMean() {
        double mean = 4 / 2.25;
        double expected = Math.pow(1 - mean, 2) + Math.pow(2 - mean, 2) + Math.pow(4 - mean, 2) / 4;
        Significance test = Consistency.independent(
                new double[][] {{1}, {2}, {4}}, new CovarianceMatrix[] {number(1), number(1), number(4)});
        assertThat(test.chi2()).isCloseTo(expected, within(1e-12));
        assertThat(test.dof()).isEqualTo(2);
        assertThat(test.outside()).isZero();
    }

    // 1 and 2, each ± 1, share 0.75 of their variance: (2 − 1)²/0.5
    @Test
    void sharedErrorsMakeADifferenceMoreSignificant() {
        CovarianceMatrix joint = CovarianceMatrix.of(new double[][] {{1, 0.75}, {0.75, 1}});
        assertThat(Consistency.joint(new double[][] {{1}, {2}}, joint).chi2()).isCloseTo(2, within(1e-13));
    }

    @Test
    void pairedVariantsOfTheSameReplicatesAgreeAtTheirLevel() {
        int alarms = 0;
        for (int t = 0; t < 1000; t++) {
            Draws g = KeyedDraws.ofSeed(23).replicate(t);
            double[][][] rows = new double[3][30][];
            for (int r = 0; r < 30; r++) {
                for (int v = 0; v < 3; v++) {
                    rows[v][r] = variant(g.replicate(r), v);
                }
            }
            Draws data = g.stream("data");
            double[][] estimates = {variant(data, 0), variant(data, 1), variant(data, 2)};
            Significance test = Consistency.paired(
                    estimates,
                    new Replicates[] {Replicates.of(rows[0]), Replicates.of(rows[1]), Replicates.of(rows[2])});
            assertThat(test.dof()).isEqualTo(4);
            alarms += test.p().getAsDouble() < 0.05 ? 1 : 0;
        }
        assertThat(new Proportion(alarms, 1000).agreesWith(0.05, 4)).isTrue();
    }

    /** Two components, most of whose scatter all variants share. */
    private static double[] variant(Draws g, int v) {
        return new double[] {
            10 * g.gaussian(0) + g.gaussian(10 + v), 20 * g.gaussian(1) + g.gaussian(20 + v) + g.gaussian(10 + v)
        };
    }

    // A difference where there is no variance is not judged, but told.
    @Test
    void tellsWhatItCannotJudge() {
        CovarianceMatrix singular = CovarianceMatrix.of(new double[][] {{1, 0}, {0, 0}});
        Significance test = Consistency.independent(new double[][] {{0, 0}, {Math.sqrt(2), 1}}, new CovarianceMatrix[] {
            singular, singular
        });
        assertThat(test.chi2()).isCloseTo(1, within(1e-14));
        assertThat(test.dof()).isEqualTo(1);
        assertThat(test.outside()).isCloseTo(Math.sqrt(0.5), within(1e-14));
    }

    @Test
    void needsTwoEstimates() {
        assertThatThrownBy(() -> Consistency.independent(new double[][] {{1}}, new CovarianceMatrix[] {number(1)}))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("consistency: found 1 estimates, but at least 2 are needed");
    }

    private static CovarianceMatrix number(double variance) {
        return CovarianceMatrix.of(new double[][] {{variance}});
    }
}
