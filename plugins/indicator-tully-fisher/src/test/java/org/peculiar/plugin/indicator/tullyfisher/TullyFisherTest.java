package org.peculiar.plugin.indicator.tullyfisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.tullyfisher.TullyFisher.Band;
import org.peculiar.plugin.indicator.tullyfisher.TullyFisher.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.science.random.KeyedDraws;

class TullyFisherTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);

    /** A given line of a form. */
    private static Parameters given(Form form, double slope, double zeroPoint) {
        return new Parameters(
                form,
                Map.of("magnitude", new Band(Optional.of(slope), Optional.of(zeroPoint))),
                2.5,
                Weights.UNWEIGHTED,
                Optional.of(Tracers.GALAXIES),
                1,
                Redshifts.GALAXY);
    }

    private static Parameters fitted(Form form, Weights weights, String... bands) {
        Map<String, Band> none = new LinkedHashMap<>();
        for (String band : bands) {
            none.put(band, new Band(Optional.empty(), Optional.empty()));
        }
        return new Parameters(form, none, 2.5, weights, Optional.of(Tracers.GROUPS), 2, Redshifts.GROUP);
    }

    private static DistanceSample measure(Survey survey, Parameters parameters) {
        return new TullyFisher(parameters, ASSUMPTIONS).measure(survey);
    }

    private static Table table(int n) {
        String[] labels = new String[n];
        Arrays.setAll(labels, i -> "g" + i);
        double[] l = new double[n];
        Arrays.setAll(l, i -> 360.0 * i / n);
        return Table.of("galaxies", labels).with(Directions.ofDegrees(l, new double[n]));
    }

    private static Column column(String name, Unit unit, double... values) {
        return Column.of(new Quantity(name, unit), values);
    }

    /** METHODS 3.5: A = −21.00, B = −7.68, log W = 2.6, m = 14.2 is mu = 35.968, 156.1709 Mpc/h; d_M is less by 1 + z. */
    @Test
    void widthAndMagnitudeAreADistance() {
        // a second galaxy, for a scatter: the distance of the first does not depend on it
        Survey survey = Survey.of(
                RestFrame.CMB,
                table(3).with(Column.of(Quantity.REDSHIFT, new double[] {0.04, 0.04, 0.04}))
                        .with(column("log-width", Unit.DEX_KMS, 2.6, 2.5, 2.7))
                        .with(column("magnitude", Unit.MAG, 14.2, 15.3, 13.1)));
        DistanceSample forward = measure(survey, given(Form.FORWARD, -7.68, -21));
        assertThat(forward.type()).isEqualTo(DistanceType.COMOVING);
        assertThat(1.04 * Math.exp(forward.lnDistance()[0]) / 100).isCloseTo(156.1709, within(5e-5));
        // the same line, the other way round
        DistanceSample inverse = measure(survey, given(Form.INVERSE, -1 / 7.68, -21 / 7.68));
        assertThat(inverse.lnDistance()[0]).isCloseTo(forward.lnDistance()[0], within(1e-12));
        assertThat(forward.modes()).as("a given slope has no error").isEmpty();
    }

    /** METHODS 3.5: 0.35 mag are 16.12 % of a distance. Two galaxies 0.35/√2 on either side of the line have that scatter. */
    @Test
    void scatterIsTheErrorOfADistance() {
        double off = 0.35 / Math.sqrt(2);
        Survey survey = Survey.of(
                RestFrame.CMB,
                table(2).with(Column.of(Quantity.REDSHIFT, new double[] {0.04, 0.04}))
                        .with(column("log-width", Unit.DEX_KMS, 2.5, 2.5))
                        .with(column("magnitude", Unit.MAG, 15 + off, 15 - off)));
        DistanceSample sample = measure(survey, given(Form.FORWARD, -7.68, -21));
        assertThat(sample.lnError()[0]).isCloseTo(0.1612, within(5e-5));
        assertThat(sample.calibration().derived().get("scatter")).isCloseTo(0.35, within(1e-12));
    }

    private static final double SLOPE = -7.68;

    /** Synthetic: 30 clusters of 12, on a line with a scatter of 0.3 mag in one band and correlated 0.3 mag in another. */
    private static Survey clusters(boolean widthsFromMagnitudes) {
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        KeyedDraws draws = KeyedDraws.ofSeed(5);
        int groups = 30;
        int n = groups * 12;
        int[] groupOf = new int[n];
        double[] z = new double[groups];
        double[] w = new double[n];
        double[] m = new double[n];
        double[] k = new double[n];
        double[] em = new double[n];
        double[] ew = new double[n];
        for (int i = 0; i < n; i++) {
            int g = i / 12;
            groupOf[i] = g;
            z[g] = 0.015 + 0.001 * g;
            double modulus = DistanceModulus.ofLnComovingKms(Math.log(trueDistance(cosmology, g)), z[g]);
            double common = 0.25 * draws.stream("common").gaussian(i);
            double own = Math.sqrt(0.09 - 0.0625) * draws.stream("own").gaussian(i);
            double x = draws.stream("x").gaussian(i);
            if (widthsFromMagnitudes) {
                double absolute = -21 + x;
                w[i] = 2.5 + (absolute + 21 + common + own) / SLOPE;
                m[i] = absolute + modulus;
                k[i] = m[i] - 0.5 + 0.166 * draws.stream("k").gaussian(i);
            } else {
                w[i] = 2.5 + 0.13 * x;
                m[i] = -21 + SLOPE * (w[i] - 2.5) + common + own + modulus;
                k[i] = -22
                        - 8.5 * (w[i] - 2.5)
                        + common
                        + Math.sqrt(0.09 - 0.0625) * draws.stream("k").gaussian(i)
                        + modulus;
            }
            em[i] = 0.05;
            ew[i] = 0.01;
        }
        Table galaxies = table(n).with(Column.of(new Quantity("log-width", Unit.DEX_KMS), w, ew))
                .with(Column.of(new Quantity("magnitude", Unit.MAG), m, em))
                .with(Column.of(new Quantity("magnitude-k", Unit.MAG), k, em));
        String[] labels = new String[groups];
        Arrays.setAll(labels, g -> "c" + g);
        return Survey.of(
                RestFrame.CMB, galaxies, Table.of("groups", labels).with(Column.of(Quantity.REDSHIFT, z)), groupOf);
    }

    /** Every other cluster is 10 % farther than its redshift says. */
    private static double trueDistance(Cosmology cosmology, int group) {
        return cosmology.comovingKms(0.015 + 0.001 * group) * (group % 2 == 0 ? 1 : 1.1);
    }

    private static double meanOffset(DistanceSample sample) {
        Cosmology cosmology = Cosmology.of(ASSUMPTIONS.cosmology());
        double sum = 0;
        for (int g = 0; g < sample.size(); g++) {
            sum += (g % 2 == 0 ? -2 : 2)
                    * (sample.lnDistance()[g] - Math.log(cosmology.comovingKms(sample.z()[g])))
                    / sample.size();
        }
        return sum;
    }

    /** Distances differ by 10 % as they should: ln 1.1 within three errors, for each form on the data that it is right for. */
    @Test
    void clustersAreWhereTheyAre() {
        double error = 2 * 0.3 * DistanceModulus.LN_DISTANCE_PER_MAG / Math.sqrt(360);
        for (Weights weights : Weights.values()) {
            DistanceSample forward = measure(clusters(false), fitted(Form.FORWARD, weights, "magnitude"));
            assertThat(meanOffset(forward)).isCloseTo(Math.log(1.1), within(3 * error));
            assertThat(forward.calibration().values()[0]).isCloseTo(SLOPE, within(3 * 0.3 / 0.13 / Math.sqrt(330)));
            assertThat(forward.calibration().derived().get("scatter")).isCloseTo(0.3, within(0.036));
            DistanceSample inverse = measure(clusters(true), fitted(Form.INVERSE, weights, "magnitude"));
            assertThat(meanOffset(inverse)).isCloseTo(Math.log(1.1), within(3 * error));
            assertThat(inverse.calibration().values()[0])
                    .isCloseTo(1 / SLOPE, within(3 * 0.3 / -SLOPE / Math.sqrt(330)));
        }
    }

    /** Two bands that share 0.25 of their 0.30 mag: the mean has √(0.25² + 0.166²/2) = 0.2765 mag, not 0.3/√2. */
    @Test
    void bandsShareTheErrorOfTheWidth() {
        DistanceSample one = measure(clusters(false), fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude"));
        DistanceSample two =
                measure(clusters(false), fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude", "magnitude-k"));
        double scatter = two.calibration().derived().get("distance-error") / DistanceModulus.LN_DISTANCE_PER_MAG;
        // the scatter of 330 values is known to 4 %: two errors
        assertThat(scatter).isCloseTo(0.2765, within(0.022));
        assertThat(two.lnError()[0]).isLessThan(one.lnError()[0]);
        assertThat(meanOffset(two)).isCloseTo(Math.log(1.1), within(3 * 0.0135));
        assertThat(two.modes()).extracting(mode -> mode.name()).containsExactly("slopes-1", "slopes-2");
        assertThat(two.calibration().parameters())
                .containsExactly(
                        "slope-magnitude", "zero-point-magnitude", "slope-magnitude-k", "zero-point-magnitude-k");
    }

    /** A galaxy without one of its bands has the distance of the other, with that one's error. */
    @Test
    void oneBandIsEnough() {
        Survey survey = clusters(false);
        double[] k = survey.galaxies().values("magnitude-k").clone();
        Arrays.fill(k, 0, 12, Double.NaN);
        Survey holed = survey.withGalaxies(
                survey.galaxies().with(survey.galaxies().column("magnitude-k").withValues(k)));
        DistanceSample sample = measure(holed, fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude", "magnitude-k"));
        assertThat(sample.members()[0]).isEqualTo(12);
        assertThat(sample.lnError()[0]).isGreaterThan(sample.lnError()[1]);
    }

    /** Of two bands, in each form: drawn galaxies have residuals as large as the relation says, and derivatives are as stated. */
    @Test
    void relationOfBandsDrawsWhatItPredicts() {
        for (Form form : Form.values()) {
            Survey survey = clusters(form == Form.INVERSE);
            DistanceSample sample = measure(survey, fitted(form, Weights.UNWEIGHTED, "magnitude", "magnitude-k"));
            Relation relation = sample.calibration().relation().orElseThrow();
            double[] theta = sample.calibration().values();
            double[] lnDistance = new double[360];
            Arrays.setAll(lnDistance, i -> sample.lnDistance()[survey.groupOf()[i]]);
            Survey drawn = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(8));
            Relation.Residuals at = relation.residuals(drawn, theta, lnDistance);
            double chi2 = 0;
            for (int i = 0; i < 360; i++) {
                chi2 += at.values()[i] * at.values()[i] / at.variances()[i] / 360;
            }
            assertThat(chi2).isCloseTo(1, within(4 * Math.sqrt(2.0 / 360)));
            double step = 1e-5;
            for (int p = 0; p < theta.length; p++) {
                double[] moved = theta.clone();
                moved[p] += step;
                assertThat((relation.residuals(drawn, moved, lnDistance).values()[7] - at.values()[7]) / step)
                        .isCloseTo(at.byParameter()[p][7], within(1e-6));
            }
            double[] farther = Arrays.stream(lnDistance).map(ln -> ln + step).toArray();
            assertThat((relation.residuals(drawn, theta, farther).values()[7] - at.values()[7]) / step)
                    .isCloseTo(at.byLnDistance()[7], within(1e-6));
            // what was drawn measures the distances that it was drawn at, to three errors of the mean of 15 clusters
            // each
            assertThat(meanOffset(measure(drawn, fitted(form, Weights.UNWEIGHTED, "magnitude", "magnitude-k"))))
                    .isCloseTo(meanOffset(sample), within(3 * 2 * sample.lnError()[0] / Math.sqrt(30)));
        }
    }

    @Test
    void whatCannotBeIsRefused() {
        Survey survey = clusters(false);
        assertThatThrownBy(() -> measure(survey, fitted(Form.FORWARD, Weights.ERRORS, "magnitude", "magnitude-k")))
                .hasMessageContaining("found weights: errors with 2 bands");
        assertThatThrownBy(() -> measure(
                        survey.withGalaxies(survey.galaxies()
                                .with(survey.galaxies()
                                        .column("magnitude-k")
                                        .withValues(survey.galaxies().values("magnitude")))),
                        fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude", "magnitude-k")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("such as when one is given twice");
        double[] upside = survey.galaxies().values("magnitude").clone();
        Arrays.setAll(upside, i -> -upside[i]);
        assertThatThrownBy(() -> measure(
                        survey.withGalaxies(survey.galaxies()
                                .with(survey.galaxies().column("magnitude").withValues(upside))),
                        fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("but it must be negative");
        assertThatThrownBy(() ->
                        measure(survey.select(new int[] {0, 1}), fitted(Form.FORWARD, Weights.UNWEIGHTED, "magnitude")))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "Tully-Fisher relation: found 2 galaxies in 1 group, but a slope and an intercept each need at"
                                + " least 3");
    }
}
