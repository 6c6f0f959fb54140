package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RelationTest {

    private static final double[] OBSERVED = {1.5, 2.5, 4.0};

    private static final Survey SURVEY =
            Survey.of(RestFrame.CMB, Table.of("galaxies", new String[] {"one", "two", "three"}));

    /** Residuals {@code y − a ln d − b} whose variances depend on a. */
    private static final Relation LINE = new Relation() {

        @Override
        public String[] parameters() {
            return new String[] {"a", "b"};
        }

        @Override
        public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
            double[] values = new double[3];
            double[] variances = new double[3];
            double[] byLnDistance = new double[3];
            double[][] byParameter = new double[2][3];
            for (int i = 0; i < 3; i++) {
                values[i] = OBSERVED[i] - theta[0] * lnDistance[i] - theta[1];
                variances[i] = 0.04 + 0.01 * theta[0] * theta[0];
                byLnDistance[i] = -theta[0];
                byParameter[0][i] = -lnDistance[i];
                byParameter[1][i] = -1;
            }
            return new Residuals(values, variances, byLnDistance, byParameter);
        }

        @Override
        public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
            return survey;
        }
    };

    @Test
    void takesResidualsForNormalWithTheVariancesOfThePointThatItWasPreparedAt() {
        double[] lnDistance = {1, 2, 3};
        Relation.Likelihood likelihood = LINE.likelihood(SURVEY, new double[] {1, 0.5}, lnDistance);
        double[] theta = {1.2, 0.1};
        Relation.LogLikelihoods at = likelihood.at(theta, lnDistance);
        double variance = 0.05;
        double residual = 2.5 - 1.2 * 2 - 0.1;
        assertThat(at.values()[1])
                .isCloseTo(
                        -0.5 * residual * residual / variance - 0.5 * Math.log(2 * Math.PI * variance), within(1e-12));

        double step = 1e-6;
        double[] more = {1 + step, 2 + step, 3 + step};
        double[] less = {1 - step, 2 - step, 3 - step};
        for (int i = 0; i < 3; i++) {
            assertThat(at.byLnDistance()[i])
                    .isCloseTo(
                            (likelihood.at(theta, more).values()[i]
                                            - likelihood.at(theta, less).values()[i])
                                    / (2 * step),
                            within(1e-6));
            assertThat(at.byParameter()[0][i])
                    .isCloseTo(
                            (likelihood.at(new double[] {1.2 + step, 0.1}, lnDistance)
                                                    .values()[i]
                                            - likelihood.at(new double[] {1.2 - step, 0.1}, lnDistance)
                                                    .values()[i])
                                    / (2 * step),
                            within(1e-6));
        }
    }

    @Test
    void hasNoLikelihoodWithoutADistance() {
        Relation.LogLikelihoods at = LINE.likelihood(SURVEY, new double[] {1, 0}, new double[] {1, 2, 3})
                .at(new double[] {1, 0}, new double[] {1, Double.NaN, 3});
        assertThat(at.values()[1]).isNaN();
        assertThat(at.values()[2]).isFinite();
    }
}
