package org.peculiar.plugin.indicator.typeiasupernova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Covariance;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Form;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.HostMassStep;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.testkit.HostFiles;

class TypeIaSupernovaTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);
    private static final double PER_MAG = Math.log(10) / 5;
    private static final double ARCSEC = 1.0 / 3600;

    @TempDir
    private Path folder;

    private static Table table(double[] l, double[] b, double... z) {
        String[] labels = new String[z.length];
        Arrays.setAll(labels, i -> "sn" + i);
        return Table.of("galaxies", labels).with(Directions.ofDegrees(l, b)).with(Column.of(Quantity.REDSHIFT, z));
    }

    private static Column column(String name, Unit unit, double[] values, double... errors) {
        return errors.length == 0
                ? Column.of(new Quantity(name, unit), values)
                : Column.of(new Quantity(name, unit), values, errors);
    }

    private static double[] of(double... values) {
        return values;
    }

    private static Parameters parameters(Form form, double m, double scatter) {
        return new Parameters(
                form,
                0.14,
                3.1,
                Optional.of(m),
                Optional.of(scatter),
                false,
                Optional.empty(),
                Optional.empty(),
                2,
                Optional.empty(),
                1,
                Redshifts.GROUP);
    }

    private static Parameters with(Parameters p, boolean biasCorrection, Optional<HostMassStep> step) {
        return new Parameters(
                p.form(),
                p.alpha(),
                p.beta(),
                p.absoluteMagnitudeMag(),
                p.intrinsicScatterMag(),
                biasCorrection,
                step,
                p.covariance(),
                p.repeatsWithinArcsec(),
                p.tracers(),
                p.minMembers(),
                p.redshifts());
    }

    /** Everything fitted. */
    private static Parameters fitted(Form form) {
        return new Parameters(
                form,
                0.14,
                3.1,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                2,
                Optional.empty(),
                1,
                Redshifts.GROUP);
    }

    private static DistanceSample measure(Survey survey, Parameters parameters) {
        return new TypeIaSupernova(parameters, ASSUMPTIONS, new HostFiles()).measure(survey);
    }

    /** METHODS 3.6: m_B = 16.0, x1 = 0.5, c = −0.05, M = −19.3. */
    private static Table tripp() {
        return table(of(10), of(40), 0.03)
                .with(column("m-b", Unit.MAG, of(16.0), 0.05))
                .with(column("x1", Unit.NONE, of(0.5), 0.2))
                .with(column("c", Unit.MAG, of(-0.05), 0.03));
    }

    /** METHODS 3.6: mu = 35.525, that is 127.3503 Mpc; the comoving distance is less by 1 + z. */
    @Test
    void trippMagnitudeIsADistance() {
        DistanceSample sample = measure(Survey.of(RestFrame.CMB, tripp()), parameters(Form.TRIPP, -19.3, 0.1));
        assertThat(sample.type()).isEqualTo(DistanceType.COMOVING);
        assertThat(1.03 * Math.exp(sample.lnDistance()[0]) / 100).isCloseTo(127.3503, within(5e-5));
        assertThat(sample.calibration().parameters()).containsExactly("absolute-magnitude", "alpha", "beta");
        assertThat(sample.calibration().values()).containsExactly(-19.3, 0.14, 3.1);
    }

    /** METHODS 3.6: 0.15 mag are 6.9078 % of a distance; here 0.09 of the light curve and 0.12 intrinsic. */
    @Test
    void errorHoldsTheIntrinsicScatter() {
        Table table = table(of(10), of(40), 0.03).with(column("m-b-corr", Unit.MAG, of(16), 0.09));
        DistanceSample sample = measure(Survey.of(RestFrame.CMB, table), parameters(Form.STANDARDISED, -19.3, 0.12));
        assertThat(sample.lnError()[0]).isCloseTo(0.069078, within(5e-7));
        Table moduli = table(of(10), of(40), 0.03).with(column("mu", Unit.MAG, of(35.3), 0.09));
        DistanceSample same = measure(Survey.of(RestFrame.CMB, moduli), parameters(Form.MODULUS, 0, 0.12));
        assertThat(same.lnDistance()[0]).isCloseTo(sample.lnDistance()[0], within(1e-13));
        assertThat(same.lnError()[0]).isEqualTo(sample.lnError()[0]);
    }

    /** σ² = σ_m² + α² σ_x² + β² σ_c² + 2 α cov(m,x) − 2 β cov(m,c) − 2 αβ cov(x,c) (Guy et al. 2007), by hand. */
    @Test
    void errorsOfALightCurveAreCorrelated() {
        Table table = tripp().withCorrelation("m-b", "x1", of(-0.2))
                .withCorrelation("m-b", "c", of(0.8))
                .withCorrelation("x1", "c", of(0.1));
        double expected = 0.05 * 0.05
                + 0.14 * 0.14 * 0.2 * 0.2
                + 3.1 * 3.1 * 0.03 * 0.03
                + 2 * 0.14 * -0.2 * 0.05 * 0.2
                - 2 * 3.1 * 0.8 * 0.05 * 0.03
                - 2 * 0.14 * 3.1 * 0.1 * 0.2 * 0.03;
        DistanceSample sample = measure(Survey.of(RestFrame.CMB, table), parameters(Form.TRIPP, -19.3, 0));
        assertThat(sample.lnError()[0]).isCloseTo(PER_MAG * Math.sqrt(expected), within(1e-13));

        Table impossible = tripp().withCorrelation("m-b", "x1", of(-1)).withCorrelation("m-b", "c", of(1));
        assertThatThrownBy(() -> measure(
                        Survey.of(RestFrame.CMB, impossible.withCorrelation("x1", "c", of(1))),
                        parameters(Form.TRIPP, -19.3, 0)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("sn0: the correlations of its errors make the variance");
    }

    @Test
    void catalogueCorrectionsShiftTheModulus() {
        Table table = tripp().with(column("bias-correction", Unit.MAG, of(0.04)))
                .with(column("log-host-mass", Unit.DEX, of(10.5)));
        Survey survey = Survey.of(RestFrame.CMB, table);
        Parameters plain = parameters(Form.TRIPP, -19.3, 0.1);
        double before = measure(survey, plain).lnDistance()[0];
        double unbiased = measure(survey, with(plain, true, Optional.empty())).lnDistance()[0];
        assertThat(unbiased - before).isCloseTo(-0.04 * PER_MAG, within(1e-13));
        double massive = measure(survey, with(plain, false, Optional.of(new HostMassStep(0.06, 10))))
                .lnDistance()[0];
        assertThat(massive - before).isCloseTo(0.03 * PER_MAG, within(1e-13));
        double light = measure(survey, with(plain, false, Optional.of(new HostMassStep(0.06, 11))))
                .lnDistance()[0];
        assertThat(light - before).isCloseTo(-0.03 * PER_MAG, within(1e-13));
    }

    /** One host with two light curves of one supernova, 1 arcsec apart, and a second supernova 30 arcsec off. */
    @Test
    void scatterIsOncePerSupernovaAndMotionOncePerHost() {
        Table table = table(of(10, 10, 10), of(0, ARCSEC, 30 * ARCSEC), 0.03, 0.03, 0.03)
                .with(column("m-b-corr", Unit.MAG, of(16, 16.3, 16.2), 0.1, 0.2, 0.15));
        Survey survey = Survey.of(RestFrame.CMB, table, Table.of("groups", new String[] {"host"}), new int[3]);
        DistanceSample sample = measure(survey, parameters(Form.STANDARDISED, -19.3, 0.12));

        double first = (16 / 0.01 + 16.3 / 0.04) / (1 / 0.01 + 1 / 0.04);
        double firstVariance = 1 / (1 / 0.01 + 1 / 0.04) + 0.12 * 0.12;
        double secondVariance = 0.15 * 0.15 + 0.12 * 0.12;
        double mean = (first / firstVariance + 16.2 / secondVariance) / (1 / firstVariance + 1 / secondVariance);
        assertThat(sample.size()).isEqualTo(1);
        assertThat(sample.members()).containsExactly(3);
        assertThat(sample.lnError()[0])
                .isCloseTo(PER_MAG / Math.sqrt(1 / firstVariance + 1 / secondVariance), within(1e-14));
        assertThat(sample.lnDistance()[0]).isCloseTo(DistanceModulus.lnComovingKms(mean + 19.3, 0.03), within(1e-13));
        assertThat(sample.calibration().derived()).containsEntry("supernovae", 2.0);
    }

    /** Synthetic: 300 supernovae over the sky with 0.1 mag of errors, 0.12 of scatter, 250 km/s of noise, in a flow of 600 km/s. */
    @Test
    void scatterIsFittedAndAFlowFeignsNone() {
        int n = 300;
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        KeyedDraws draws = KeyedDraws.ofSeed(7);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] z = new double[n];
        double[] m = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            l[i] = 360 * draws.stream("l").uniform(i);
            b[i] = Math.toDegrees(Math.asin(2 * draws.stream("b").uniform(i) - 1));
            double rest = 0.01 + 0.03 * draws.stream("z").uniform(i);
            double v = 600 * Math.cos(Math.toRadians(b[i])) * Math.cos(Math.toRadians(l[i]))
                    + 250 * draws.stream("v").gaussian(i);
            z[i] = (1 + rest) * (1 + v / 299792.458) - 1;
            errors[i] = 0.1;
            m[i] = -19.3
                    + DistanceModulus.ofLnComovingKms(Math.log(cosmology.comovingKms(rest)), z[i])
                    + Math.hypot(0.1, 0.12) * draws.stream("m").gaussian(i);
        }
        Survey survey = Survey.of(RestFrame.CMB, table(l, b, z).with(column("m-b-corr", Unit.MAG, m, errors)));
        DistanceSample sample = measure(survey, fitted(Form.STANDARDISED));
        // the scatter of 300 values is known to 4 %, of the intrinsic part to 0.012 mag: two errors
        assertThat(sample.calibration().derived().get("intrinsic-scatter")).isCloseTo(0.12, within(0.024));
        assertThat(sample.calibration().values()[0]).isCloseTo(-19.3, within(0.03));
    }

    @Test
    void lightCurveThatLacksSomethingIsListed() {
        Table table = table(of(10, 50, 90, 130), of(0, 10, 20, 30), 0.03, 0.03, 0.03, 0.03)
                .with(column("m-b", Unit.MAG, of(16, Double.NaN, 16, 16), 0.1, 0.1, 0.1, 0.1))
                .with(column("x1", Unit.NONE, of(0, 0, 0, 0), 0.1, 0.1, Double.NaN, 0.1))
                .with(column("c", Unit.MAG, of(0, 0, 0, Double.NaN), 0.1, 0.1, 0.1, 0.1));
        DistanceSample sample = measure(Survey.of(RestFrame.CMB, table), parameters(Form.TRIPP, -19.3, 0.1));
        assertThat(sample.labels()).containsExactly("sn0");
        assertThat(sample.calibration().omitted().toString())
                .isEqualTo("{no m-b=[sn1], no error of x1=[sn2], no c=[sn3]}");
    }

    @Test
    void wrongColumnsAreNamed() {
        Survey survey = Survey.of(RestFrame.CMB, table(of(10), of(0), 0.03));
        assertThatThrownBy(() -> measure(survey, parameters(Form.STANDARDISED, -19.3, 0.1)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no column for m-b-corr; there are z");
        Survey bare = survey.withGalaxies(survey.galaxies().with(column("m-b-corr", Unit.MAG, of(16))));
        assertThatThrownBy(() -> measure(bare, parameters(Form.STANDARDISED, -19.3, 0.1)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: m-b-corr has no errors, but distances of supernovae need them");
    }

    /** Light curves of one supernova share its scatter; residuals of drawn ones are what was drawn, derivatives as stated. */
    @Test
    void relationDrawsWhatItPredicts() {
        Table table = table(of(10, 10, 100), of(0, ARCSEC, 30), 0.03, 0.03, 0.02)
                .with(column("m-b", Unit.MAG, of(16, 16.1, 15), 0.1, 0.2, 0.15))
                .with(column("x1", Unit.NONE, of(0.5, 0.4, -1), 0.1, 0.1, 0.1))
                .with(column("c", Unit.MAG, of(-0.05, -0.02, 0.1), 0.03, 0.03, 0.03));
        Survey survey =
                Survey.of(RestFrame.CMB, table, Table.of("groups", new String[] {"a", "b"}), new int[] {0, 0, 1});
        DistanceSample sample = measure(survey, parameters(Form.TRIPP, -19.3, 0.12));
        Relation relation = sample.calibration().relation().orElseThrow();
        double[] theta = {-19.2, 0.15, 3};
        double[] lnDistance = {9, 9, 8.6};
        Survey drawn = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(3));
        Relation.Residuals residuals = relation.residuals(drawn, theta, lnDistance);
        int[] supernova = {0, 0, 2};
        for (int i = 0; i < 3; i++) {
            double variance = residuals.variances()[i] - 0.12 * 0.12;
            double expected = 0.12 * KeyedDraws.ofSeed(3).stream("scatter").gaussian(supernova[i])
                    + Math.sqrt(variance) * KeyedDraws.ofSeed(3).stream("error").gaussian(i);
            assertThat(residuals.values()[i]).isCloseTo(expected, within(1e-12));
        }
        double step = 1e-4;
        for (int p = 0; p < 3; p++) {
            double[] moved = theta.clone();
            moved[p] += step;
            double[] values = relation.residuals(drawn, moved, lnDistance).values();
            for (int i = 0; i < 3; i++) {
                assertThat((values[i] - residuals.values()[i]) / step)
                        .isCloseTo(residuals.byParameter()[p][i], within(1e-9));
            }
        }
        double[] farther = Arrays.stream(lnDistance).map(x -> x + step).toArray();
        assertThat((relation.residuals(drawn, theta, farther).values()[2]
                                - residuals.values()[2])
                        / step)
                .isCloseTo(residuals.byLnDistance()[2], within(1e-9));
    }

    private static Parameters with(Parameters p, Covariance covariance) {
        return new Parameters(
                p.form(),
                p.alpha(),
                p.beta(),
                p.absoluteMagnitudeMag(),
                p.intrinsicScatterMag(),
                p.biasCorrection(),
                p.hostMassStep(),
                Optional.of(covariance),
                p.repeatsWithinArcsec(),
                p.tracers(),
                p.minMembers(),
                p.redshifts());
    }

    private Covariance covariance(boolean peculiarVelocities, String text) throws IOException {
        return new Covariance(
                new DataFile("covariance", Files.writeString(folder.resolve("all.cov"), text)), peculiarVelocities, 8);
    }

    private static Survey three() {
        return Survey.of(
                RestFrame.CMB,
                table(of(10, 100, 200), of(0, 30, -30), 0.03, 0.03, 0.03)
                        .with(column("m-b-corr", Unit.MAG, of(16, 16.3, 16.2), 0.1, 0.2, 0.15)));
    }

    /** One shared error of (0.03, 0.05, −0.02) mag beside the own ones: it is found, and the own ones stay. */
    @Test
    void whatLightCurvesShareIsASharedErrorOfDistances() throws IOException {
        double[] mode = {0.03, 0.05, -0.02};
        double[] own = {0.1, 0.2, 0.15};
        StringBuilder text = new StringBuilder("3\n");
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                text.append(mode[i] * mode[j] + (i == j ? own[i] * own[i] : 0)).append('\n');
            }
        }
        Parameters plain = parameters(Form.STANDARDISED, -19.3, 0.12);
        DistanceSample sample = measure(three(), with(plain, covariance(false, text.toString())));
        assertThat(sample.modes().get(0).name()).isEqualTo("covariance-1");
        // the file is read in single precision
        double sign = Math.signum(sample.modes().get(0).lnDistance()[0]);
        for (int i = 0; i < 3; i++) {
            assertThat(sign * sample.modes().get(0).lnDistance()[i]).isCloseTo(PER_MAG * mode[i], within(1e-6));
            assertThat(sample.lnError()[i]).isCloseTo(measure(three(), plain).lnError()[i], within(1e-6));
        }
    }

    @Test
    void covarianceWithPeculiarVelocitiesIsRefused() throws IOException {
        Parameters plain = parameters(Form.STANDARDISED, -19.3, 0.12);
        Covariance published = covariance(true, "1\n0.01\n");
        assertThatThrownBy(() -> measure(three(), with(plain, published)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("covariance: the covariances hold peculiar velocities");
        Covariance small = covariance(false, "1\n0.01\n");
        assertThatThrownBy(() -> measure(three(), with(plain, small)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("holds 1 rows, but the table has at least 2");
        Covariance cut = covariance(false, "2\n0.01\n0\n0\n");
        assertThatThrownBy(() -> measure(three(), with(plain, cut)))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith("all.cov: ends where row 2, column 2 is needed");
        Covariance skewed = covariance(false, "2\n0.01\n0\n0.005\n0.01\n");
        assertThatThrownBy(() -> measure(three(), with(plain, skewed)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("a covariance is symmetric");
    }
}
