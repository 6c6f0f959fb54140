package org.peculiar.science.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.SmacTwin;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.BulkAmplitude;
import org.peculiar.science.statistics.LinearFit;

class EqualSplitTest {

    private static EqualSplit twin(SmacTwin twin, int parts) {
        return EqualSplit.ofErrorAlong(twin.directions, twin.distanceKms, twin.errorKms, parts, SmacTwin.TOWARDS);
    }

    // Independent program (numpy), equal errors along (260, −1): 24 inner and 32 outer clusters, 7010.21 km/s, errors
    // 264.208 and 270.171; the table has four decimals of a km/s.
    @Test
    void splitsTheTwin() {
        SmacTwin twin = new SmacTwin();
        EqualSplit split = twin(twin, 2);

        assertThat(split.count(0)).isEqualTo(24);
        assertThat(split.count(1)).isEqualTo(32);
        assertThat(split.boundariesKms()[0]).isCloseTo(7010.211440139396, within(1e-4));
        assertThat(split.errors()).containsExactly(new double[] {264.208358277994, 270.1710338891345}, within(1e-3));
        assertThat(Arrays.stream(split.part()).sum()).isEqualTo(32);
        assertShell(
                twin, split.rows(0), -173.50431276712123, -669.786539736896, -180.09260561160468, 8.431893971722813);
        assertShell(
                twin, split.rows(1), 69.31324404878066, -1026.7307723527163, 216.10244318328077, 16.185792334095872);
    }

    private static void assertShell(SmacTwin twin, int[] rows, double x, double y, double z, double chi2) {
        LinearFit fit = twin.fit(rows);
        assertThat(fit.parameters()).containsExactly(new double[] {x, y, z}, within(2e-3));
        assertThat(BulkAmplitude.of(GalacticVector.of(fit.parameters()), fit.covariance())
                        .chi2AtRest())
                .isCloseTo(chi2, within(1e-4));
    }

    @Test
    void noBoundaryOfThreeCanBeMovedForTheBetter() {
        SmacTwin twin = new SmacTwin();
        EqualSplit split = twin(twin, 3);

        double[] sorted = twin.distanceKms.clone();
        Arrays.sort(sorted);
        double best = deviation(split.errors());
        int first = split.count(0);
        int second = first + split.count(1);
        for (int shift = -1; shift <= 1; shift += 2) {
            assertThat(deviation(errors(twin, sorted, first + shift, second))).isGreaterThan(best);
            assertThat(deviation(errors(twin, sorted, first, second + shift))).isGreaterThan(best);
        }
        assertThat(errors(twin, sorted, first, second)).containsExactly(split.errors(), within(1e-8));
        assertThat(split.errors()[0]).isCloseTo(split.errors()[2], within(0.15 * split.errors()[0]));
    }

    private static double[] errors(SmacTwin twin, double[] sorted, int first, int second) {
        int[] cuts = {0, first, second, sorted.length};
        double[] errors = new double[3];
        for (int p = 0; p < 3; p++) {
            double from = sorted[cuts[p]];
            double to = sorted[cuts[p + 1] - 1];
            int[] rows = Arrays.stream(twin.without(-1))
                    .filter(i -> twin.distanceKms[i] >= from && twin.distanceKms[i] <= to)
                    .toArray();
            LinearFit fit = twin.fit(rows);
            errors[p] = BulkAmplitude.of(SmacTwin.TOWARDS, fit.covariance()).errorAlongFlow();
        }
        return errors;
    }

    private static double deviation(double[] errors) {
        double mean = Arrays.stream(errors).average().orElseThrow();
        return Arrays.stream(errors).map(e -> (e - mean) * (e - mean)).sum();
    }

    @Test
    void equalTraceIsAnotherSplit() {
        SmacTwin twin = new SmacTwin();
        EqualSplit split = EqualSplit.ofTrace(twin.directions, twin.distanceKms, twin.errorKms, 2);

        double[] sorted = twin.distanceKms.clone();
        Arrays.sort(sorted);
        LinearFit inner = twin.fit(split.rows(0));
        double[][] c = inner.covariance();
        assertThat(split.errors()[0]).isCloseTo(Math.sqrt(c[0][0] + c[1][1] + c[2][2]), within(1e-8));
        assertThat(split.errors()[0]).isCloseTo(split.errors()[1], within(0.1 * split.errors()[0]));
    }

    @Test
    void equalNumbersKeepTiesTogether() {
        double[] distance = {7, 1, 5, 5, 5, 2, 9, 8};
        EqualSplit half = EqualSplit.ofNumber(distance, 2);
        assertThat(half.boundariesKms()).containsExactly(6);
        assertThat(half.part()).containsExactly(1, 0, 0, 0, 0, 0, 1, 1);

        EqualSplit distinct = EqualSplit.ofNumber(new double[] {4, 3, 2, 1, 8, 7, 6, 5, 9}, 3);
        assertThat(distinct.boundariesKms()).containsExactly(3.5, 6.5);
        assertThat(distinct.rows(0)).containsExactly(1, 2, 3);
        assertThat(distinct.errors()).containsOnly(1 / Math.sqrt(3));
    }

    @Test
    void refusesShellsThatCannotMeasureAFlow() {
        SmacTwin twin = new SmacTwin();
        assertThatThrownBy(() -> twin(twin, 15))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "split: found 56 tracers, but no boundaries leave each of 15 shells enough of them; use fewer"
                                + " shells");
        double[] same = new double[56];
        Arrays.fill(same, 5000);
        assertThatThrownBy(() -> EqualSplit.ofTrace(twin.directions, same, twin.errorKms, 2))
                .isInstanceOf(InsufficientDataException.class);
        // in one plane: no flow across it
        double[] l = new double[20];
        double[] r = new double[20];
        double[] eps = new double[20];
        for (int i = 0; i < 20; i++) {
            l[i] = 18 * i;
            r[i] = 1000 * i;
            eps[i] = 300;
        }
        assertThatThrownBy(() -> EqualSplit.ofTrace(Directions.ofDegrees(l, new double[20]), r, eps, 2))
                .isInstanceOf(InsufficientDataException.class);
    }

    @Test
    void namesTheRowThatIsWrong() {
        Directions n = Directions.ofDegrees(new double[] {0, 90}, new double[2]);
        assertThatThrownBy(() -> EqualSplit.ofTrace(n, new double[] {1, 2}, new double[] {1, 0}, 2))
                .isInstanceOf(DataException.class)
                .hasMessage("row 1: its error is 0.0 km/s, but a split needs one that is positive");
        assertThatThrownBy(() -> EqualSplit.ofNumber(new double[] {1, Double.NaN}, 2))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("row 1: its distance is NaN km/s");
    }
}
