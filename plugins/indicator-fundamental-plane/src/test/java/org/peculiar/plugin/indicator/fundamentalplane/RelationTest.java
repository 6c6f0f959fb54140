package org.peculiar.plugin.indicator.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.random.KeyedDraws;

class RelationTest {

    /** Mean and covariance of log Re, log sigma, log Ie in the J band: METHODS 15 on 3.3b. */
    private static final double[] J_BAND = {
        0.21938533, 2.21252567, 3.18120044, 0.05340283, 0.01121862, -0.04220109, 0.01258998, 0.00392213, 0.05895049
    };

    private static DistanceSample measure(Form form, Survey survey) {
        return Surveys.indicator(
                        Surveys.parameters(form),
                        form == Form.TRUNCATED_GAUSSIAN ? Surveys.FLAT : Surveys.EINSTEIN_DE_SITTER)
                .measure(survey);
    }

    private static Survey twinWithErrors() {
        return Surveys.withGalaxies(
                Surveys.smacTwin(),
                t -> t.with(Surveys.column(
                        "log-sigma", Unit.DEX_KMS, t.values("log-sigma"), Surveys.filled(t.size(), 0.03))));
    }

    /** The clusters' distances, for each galaxy. */
    private static double[] ofGalaxies(Survey survey, double[] ofGroups) {
        return Arrays.stream(survey.groupOf()).mapToDouble(g -> ofGroups[g]).toArray();
    }

    /** n galaxies with errors like those of 6dFGS between cz 3000 and 16,000 km/s; what they observe does not matter. */
    private static Survey fluxLimited(int n) {
        String[] labels = new String[n];
        double[] l = new double[n];
        double[] b = new double[n];
        double[] z = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = "g" + i;
            l[i] = (i * 137.508) % 360;
            b[i] = Math.toDegrees(Math.asin(1 - (2 * i + 1.0) / n));
            z[i] = 0.01 + 0.043 * Math.cbrt((i * 0.618034) % 1);
        }
        Table galaxies = Table.of("galaxies", labels)
                .with(Directions.ofDegrees(l, b))
                .with(Surveys.column("z", Unit.NONE, z))
                .with(Surveys.column("log-sigma", Unit.DEX_KMS, Surveys.filled(n, 2.2), Surveys.filled(n, 0.05)))
                .with(Surveys.column("log-re", Unit.DEX_KPC_H, new double[n], Surveys.filled(n, 0.05)))
                .with(Surveys.column("log-ie", Unit.DEX_LSUN_PC2, Surveys.filled(n, 3), Surveys.filled(n, 0.075)));
        return Survey.of(RestFrame.CMB, galaxies);
    }

    private static double[] lnComoving(Survey survey) {
        DistanceTable flat = Cosmology.FLAT_LCDM_03.table();
        return Arrays.stream(survey.galaxies().values("z"))
                .map(z -> Math.log(flat.comovingKms(z)))
                .toArray();
    }

    private static double[] plus(double[] x, double by) {
        return Arrays.stream(x).map(value -> value + by).toArray();
    }

    private static void assertDerivatives(Relation relation, Survey survey, double[] theta, double[] lnDistance) {
        Relation.Residuals at = relation.residuals(survey, theta, lnDistance);
        double step = 1e-5;
        double[] above =
                relation.residuals(survey, theta, plus(lnDistance, step)).values();
        double[] below =
                relation.residuals(survey, theta, plus(lnDistance, -step)).values();
        for (int i = 0; i < lnDistance.length; i++) {
            assertThat(at.byLnDistance()[i]).isCloseTo((above[i] - below[i]) / (2 * step), within(1e-7));
            assertThat(at.variances()[i]).isPositive();
        }
        for (int p = 0; p < theta.length; p++) {
            double small = 1e-6;
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[p] += small;
            down[p] -= small;
            above = relation.residuals(survey, up, lnDistance).values();
            below = relation.residuals(survey, down, lnDistance).values();
            for (int i = 0; i < lnDistance.length; i++) {
                double difference = (above[i] - below[i]) / (2 * small);
                assertThat(at.byParameter()[p][i]).isCloseTo(difference, within(1e-6 * (1 + Math.abs(difference))));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD", "ORTHOGONAL"})
    void regressionsStateTheirDerivatives(Form form) {
        Survey survey = twinWithErrors();
        DistanceSample sample = measure(form, survey);
        Calibration calibration = sample.calibration();
        Relation relation = calibration.relation().orElseThrow();

        assertThat(relation.parameters()).containsExactlyElementsOf(calibration.parameters());
        assertDerivatives(relation, survey, calibration.values(), ofGalaxies(survey, sample.lnDistance()));
    }

    /** Reduced χ² of the residuals at the fit: the intrinsic scatter is what the errors leave of the total. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD", "ORTHOGONAL"})
    void residualsHaveTheVarianceTheyState(Form form) {
        Survey survey = twinWithErrors();
        DistanceSample sample = measure(form, survey);
        Relation.Residuals residuals = sample.calibration()
                .relation()
                .orElseThrow()
                .residuals(survey, sample.calibration().values(), ofGalaxies(survey, sample.lnDistance()));

        double chi2 = 0;
        for (int i = 0; i < residuals.values().length; i++) {
            chi2 += residuals.values()[i] * residuals.values()[i] / residuals.variances()[i];
        }
        assertThat(chi2 / (699 - 56 - 2)).isCloseTo(1, within(1e-9));
    }

    /** Sixty mocks over the twin's geometry: slopes and distances return without bias, and with the errors stated. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD", "ORTHOGONAL"})
    void simulatedSurveysFitBack(Form form) {
        Survey survey = twinWithErrors();
        DistanceSample original = measure(form, survey);
        Calibration truth = original.calibration();
        Relation relation = truth.relation().orElseThrow();
        double[] lnDistance = ofGalaxies(survey, original.lnDistance());
        Draws draws = KeyedDraws.ofSeed(20);
        int mocks = 60;
        double[] bias = new double[2];
        double square = 0;
        double distances = 0;
        for (int k = 0; k < mocks; k++) {
            Survey mock = relation.simulate(survey, truth.values(), lnDistance, draws.replicate(k));
            DistanceSample found = measure(form, mock);
            for (int p = 0; p < 2; p++) {
                double error = Math.sqrt(found.calibration().covariance()[p][p]);
                double pull = (found.calibration().values()[p] - truth.values()[p]) / error;
                bias[p] += pull / mocks;
                square += pull * pull / (2 * mocks);
            }
            double mean = 0;
            for (int i = 0; i < 56; i++) {
                mean += found.members()[i] / 699.0 * (found.lnDistance()[i] - original.lnDistance()[i]);
            }
            for (int i = 0; i < 56; i++) {
                double pull = (found.lnDistance()[i] - original.lnDistance()[i] - mean) / found.lnError()[i];
                distances += pull * pull / (55 * mocks);
            }
        }
        assertThat(bias[0]).isCloseTo(0, within(3 / Math.sqrt(mocks)));
        assertThat(bias[1]).isCloseTo(0, within(3 / Math.sqrt(mocks)));
        // a variance from 120 values is known to 13 %
        assertThat(square).isCloseTo(1, within(0.4));
        assertThat(distances).isCloseTo(1, within(0.1));
    }

    /** Galaxies that are tracers have comoving distances; their mocks fall where these say, and fit back. */
    @Test
    void singleGalaxiesHaveComovingDistances() {
        Survey survey = Survey.of(
                RestFrame.CMB,
                twinWithErrors()
                        .galaxies()
                        .with(Surveys.column(
                                "z",
                                Unit.NONE,
                                ofGalaxies(
                                        Surveys.smacTwin(),
                                        Surveys.smacTwin().groups().values("z")))));
        DistanceSample sample = measure(Form.INVERSE, survey);
        Calibration truth = sample.calibration();
        Relation relation = truth.relation().orElseThrow();
        assertThat(sample.type()).isEqualTo(DistanceType.COMOVING);
        assertDerivatives(relation, survey, truth.values(), sample.lnDistance());

        double[] lnDistance = Arrays.stream(sample.z())
                .map(z -> Math.log(Cosmology.EINSTEIN_DE_SITTER.table().comovingKms(z)))
                .toArray();
        Survey mock = relation.simulate(survey, truth.values(), lnDistance, KeyedDraws.ofSeed(6));
        Calibration found = measure(Form.INVERSE, mock).calibration();
        for (int p = 0; p < 3; p++) {
            assertThat(found.values()[p]).isCloseTo(truth.values()[p], within(4 * Math.sqrt(found.covariance()[p][p])));
        }
    }

    @Test
    void drawsStayWithTheirGalaxies() {
        Survey survey = twinWithErrors();
        DistanceSample sample = measure(Form.INVERSE, survey);
        Relation relation = sample.calibration().relation().orElseThrow();
        double[] theta = sample.calibration().values();
        double[] lnDistance = ofGalaxies(survey, sample.lnDistance());
        int[] some = {500, 3, 77};
        double[] someDistances =
                Arrays.stream(some).mapToDouble(i -> lnDistance[i]).toArray();

        Table all = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(1))
                .galaxies();
        Table part = relation.simulate(survey.select(some), theta, someDistances, KeyedDraws.ofSeed(1))
                .galaxies();

        for (String quantity : new String[] {"log-theta", "mu-e", "log-sigma"}) {
            for (int i = 0; i < some.length; i++) {
                assertThat(part.values(quantity)[i]).isEqualTo(all.values(quantity)[some[i]]);
            }
        }
        assertThat(all.column("log-sigma").errors()).isPresent();
    }

    /** Given the others, nothing says what the observable of a galaxy should be that lacks one of them. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD"})
    void missingObservablesStayMissing(Form form) {
        Survey survey = twinWithErrors();
        String[] quantities = {"mu-e", "log-theta", "log-sigma"};
        for (int k = 0; k < quantities.length; k++) {
            survey = without(survey, quantities[k], 5 + k);
        }
        DistanceSample sample = measure(form, survey);
        Relation relation = sample.calibration().relation().orElseThrow();
        double[] theta = sample.calibration().values();
        double[] lnDistance = ofGalaxies(survey, sample.lnDistance());
        String drawn = form == Form.INVERSE ? "log-sigma" : "log-theta";

        assertThat(relation.residuals(survey, theta, lnDistance).values()[5]).isNaN();
        Table mock = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(1))
                .galaxies();
        for (int k = 0; k < quantities.length; k++) {
            assertThat(mock.values(quantities[k])[5 + k]).isNaN();
            assertThat(mock.values(drawn)[5 + k]).isNaN();
        }
        assertThat(Arrays.stream(mock.values(drawn)).filter(Double::isNaN)).hasSize(3);
    }

    private static Survey without(Survey survey, String quantity, int galaxy) {
        return Surveys.withGalaxies(survey, t -> {
            double[] values = t.values(quantity).clone();
            values[galaxy] = Double.NaN;
            return t.with(t.column(quantity).withValues(values));
        });
    }

    /** What the regression is conditional on stays as it is, and shared: a selection on it changes nothing. */
    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD"})
    void drawsOnlyWhatTheRegressionPredicts(Form form) {
        Survey survey = twinWithErrors();
        DistanceSample sample = measure(form, survey);
        double[] lnDistance = ofGalaxies(survey, sample.lnDistance());
        Relation.Simulation simulation = sample.calibration()
                .relation()
                .orElseThrow()
                .prepare(survey, sample.calibration().values());
        Table mock = simulation.draw(lnDistance, KeyedDraws.ofSeed(1)).galaxies();
        String drawn = form == Form.INVERSE ? "log-sigma" : "log-theta";

        for (String quantity : survey.galaxies().quantities()) {
            if (quantity.equals(drawn)) {
                assertThat(mock.values(quantity)).isNotEqualTo(survey.galaxies().values(quantity));
                assertThat(mock.column(quantity).errors())
                        .isEqualTo(survey.galaxies().column(quantity).errors());
            } else {
                assertThat(mock.column(quantity)).isSameAs(survey.galaxies().column(quantity));
            }
        }
        assertThat(mock.quantities())
                .containsExactlyElementsOf(survey.galaxies().quantities());
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD", "ORTHOGONAL"})
    void preparedSimulationsDrawTheSameBits(Form form) {
        Survey survey = twinWithErrors();
        DistanceSample sample = measure(form, survey);
        Relation relation = sample.calibration().relation().orElseThrow();
        double[] theta = sample.calibration().values();
        double[] near = ofGalaxies(survey, sample.lnDistance());
        double[] far = plus(near, 0.3);
        Relation.Simulation simulation = relation.prepare(survey, theta);
        Draws draws = KeyedDraws.ofSeed(9);

        for (int k : new int[] {3, 0, 3, 2, 1}) {
            double[] lnDistance = k % 2 == 0 ? near : far;
            Table prepared = simulation.draw(lnDistance, draws.replicate(k)).galaxies();
            Table plain = relation.simulate(survey, theta, lnDistance, draws.replicate(k))
                    .galaxies();
            for (String quantity : new String[] {"log-theta", "mu-e", "log-sigma"}) {
                assertThat(prepared.values(quantity)).isEqualTo(plain.values(quantity));
            }
        }
    }

    private static Relation truncated() {
        return new TruncatedRelation(
                Surveys.parameters(Form.TRUNCATED_GAUSSIAN).selection(), -0.95, true, Cosmology.FLAT_LCDM_03.table());
    }

    @Test
    void truncatedGaussianStatesItsDerivatives() {
        Survey survey = fluxLimited(50);
        double[] lnDistance = lnComoving(survey);
        Survey mock = truncated().simulate(survey, J_BAND, lnDistance, KeyedDraws.ofSeed(2));

        assertThat(truncated().parameters()).hasSize(9);
        assertDerivatives(truncated(), mock, J_BAND, plus(lnDistance, 0.1));
    }

    /** At true distances that are not those of the redshifts, residuals vanish on average there and nowhere else. */
    @Test
    void truncatedResidualsKnowTheTrueDistance() {
        int n = 4000;
        Survey survey = fluxLimited(n);
        double[] lnDistance = plus(lnComoving(survey), -0.1);
        Survey mock = truncated().simulate(survey, J_BAND, lnDistance, KeyedDraws.ofSeed(3));

        assertThat(meanPull(mock, lnDistance)).isCloseTo(0, within(4 / Math.sqrt(n)));
        assertThat(Math.abs(meanPull(mock, lnComoving(survey)))).isGreaterThan(10 / Math.sqrt(n));
    }

    private static double meanPull(Survey survey, double[] lnDistance) {
        Relation.Residuals residuals = truncated().residuals(survey, J_BAND, lnDistance);
        double sum = 0;
        for (int i = 0; i < lnDistance.length; i++) {
            sum += residuals.values()[i] / Math.sqrt(residuals.variances()[i]);
        }
        return sum / lnDistance.length;
    }

    /** Ten mocks of 1,500 galaxies: every parameter returns without bias, and with the errors stated. */
    @Test
    void simulatedTruncatedSurveysFitBack() {
        Survey survey = fluxLimited(1500);
        double[] lnDistance = lnComoving(survey);
        Draws draws = KeyedDraws.ofSeed(4);
        int mocks = 10;
        double[] bias = new double[9];
        double square = 0;
        double pulls = 0;
        for (int k = 0; k < mocks; k++) {
            Survey mock = truncated().simulate(survey, J_BAND, lnDistance, draws.replicate(k));
            DistanceSample found = measure(Form.TRUNCATED_GAUSSIAN, mock);
            Calibration calibration = found.calibration();
            assertThat(calibration.derived()).containsEntry("outside-selection", 0.0);
            for (int p = 0; p < 9; p++) {
                double pull = (calibration.values()[p] - J_BAND[p])
                        / Math.sqrt(calibration.covariance()[p][p]);
                bias[p] += pull / mocks;
                square += pull * pull / (9 * mocks);
            }
            for (int i = 0; i < found.size(); i++) {
                double pull = (found.lnDistance()[i] - lnDistance[i]) / found.lnError()[i];
                pulls += pull * pull / (found.size() * mocks);
            }
        }
        for (double b : bias) {
            assertThat(b).isCloseTo(0, within(3.5 / Math.sqrt(mocks)));
        }
        assertThat(square).isBetween(0.5, 1.6);
        assertThat(pulls).as("mean square of the pulls of ln d").isCloseTo(1, within(0.1));
    }

    @Test
    void refusesMocksThatTheSurveyCouldNotSee() {
        Survey survey = fluxLimited(50);
        double[] tooFar = plus(lnComoving(survey), 5);
        assertThatThrownBy(() -> truncated().simulate(survey, J_BAND, tooFar, KeyedDraws.ofSeed(5)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("passes the survey's selection");
    }
}
