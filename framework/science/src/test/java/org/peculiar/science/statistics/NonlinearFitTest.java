package org.peculiar.science.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.peculiar.api.InsufficientDataException;

class NonlinearFitTest {

    private static final double[] X = {0, 1, 2, 3, 5, 8};

    private static double[] decay(double[] p) {
        return Arrays.stream(X).map(x -> p[0] * Math.exp(-x / p[1])).toArray();
    }

    private static double[] filled(double value) {
        double[] all = new double[X.length];
        Arrays.fill(all, value);
        return all;
    }

    @Test
    void findsTheParametersOfExactValues() {
        NonlinearFit fit = NonlinearFit.of(
                List.of("amplitude", "scale"),
                NonlinearFitTest::decay,
                new double[] {1, 1},
                new double[] {1e-5, 1e-5},
                decay(new double[] {7, 3}),
                filled(0.01));
        assertThat(fit.parameters()).containsExactly(new double[] {7, 3}, within(1e-7));
        assertThat(fit.linear().chi2()).isLessThan(1e-12);
        assertThat(fit.linear().dof()).isEqualTo(4);
    }

    /** For a straight line it is the linear fit, covariance and all. */
    @Test
    void isTheLinearFitOfALinearModel() {
        double[] values = {1.1, 2.9, 5.2, 6.8, 11.1, 17.0};
        double[] variances = {0.1, 0.2, 0.1, 0.3, 0.1, 0.2};
        NonlinearFit fit = NonlinearFit.of(
                List.of("a", "b"),
                p -> Arrays.stream(X).map(x -> p[0] + p[1] * x).toArray(),
                new double[] {0, 0},
                new double[] {1e-3, 1e-3},
                values,
                variances);
        LinearFit linear =
                LinearModel.of(List.of("a", "b"), new double[][] {filled(1), X}).fit(values, variances);
        assertThat(fit.parameters()).containsExactly(linear.parameters(), within(1e-8));
        assertThat(fit.linear().covariance()[0]).containsExactly(linear.covariance()[0], within(1e-10));
        assertThat(fit.linear().chi2()).isCloseTo(linear.chi2(), within(1e-8));
    }

    @Test
    void namesWhatTheRowsCannotTellApart() {
        assertThatThrownBy(() -> NonlinearFit.of(
                        List.of("a", "b"),
                        p -> Arrays.stream(X).map(x -> (p[0] + p[1]) * x).toArray(),
                        new double[] {1, 1},
                        new double[] {1e-3, 1e-3},
                        X,
                        filled(1)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart a and b");
    }
}
