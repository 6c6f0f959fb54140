package org.peculiar.plugin.indicator.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Parameters;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Weights;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.Tracers;

class RegressionTest {

    private static DistanceSample measure(Parameters parameters, Survey survey) {
        return Surveys.indicator(parameters, Surveys.EINSTEIN_DE_SITTER).measure(survey);
    }

    private static DistanceSample inverse(Survey survey) {
        return measure(Surveys.parameters(Form.INVERSE), survey);
    }

    private static double derived(DistanceSample sample, String name) {
        return sample.calibration().derived().get(name);
    }

    /** METHODS 3.3 and, for the errors of the differences, 15 on 3.3: all digits printed there. */
    @Test
    void measuresTinyTest() {
        DistanceSample sample = inverse(Surveys.tiny());

        Calibration calibration = sample.calibration();
        assertThat(calibration.parameters()).containsExactly("a", "b", "c");
        assertThat(calibration.values()[0]).isCloseTo(0.775887143, within(5e-10));
        assertThat(calibration.values()[1]).isCloseTo(-0.265042842, within(5e-10));
        assertThat(Math.sqrt(calibration.covariance()[0][0])).isCloseTo(0.049971803, within(5e-10));
        assertThat(Math.sqrt(calibration.covariance()[1][1])).isCloseTo(0.015257431, within(5e-10));
        assertThat(derived(sample, "scatter")).isCloseTo(0.013857201, within(5e-10));
        assertThat(derived(sample, "alpha")).isCloseTo(1.288847237, within(5e-10));
        assertThat(derived(sample, "beta")).isCloseTo(0.341599735, within(5e-10));
        assertThat(derived(sample, "distance-error")).isCloseTo(0.041123744, within(5e-10));
        double[] ln = sample.lnDistance();
        assertThat(ln[1] - ln[0]).isCloseTo(0.424545171, within(5e-10));
        assertThat(ln[2] - ln[0]).isCloseTo(0.731661789, within(5e-10));
        assertThat(errorOfDifference(sample, 1, 0)).isCloseTo(0.0276243, within(5e-8));
        assertThat(errorOfDifference(sample, 2, 0)).isCloseTo(0.0294990, within(5e-8));
        assertThat(Math.hypot(sample.lnError()[1], sample.lnError()[0])).isCloseTo(0.0260089, within(5e-8));
        assertThat(sample.modes()).extracting(Mode::name).containsExactly("slopes-1", "slopes-2");
        assertThat(sample.members()).containsExactly(5, 5, 5);
        assertThat(sample.labels()).containsExactly("A", "B", "C");
        assertThat(sample.tracer()).isEqualTo(DistanceSample.Tracer.GROUP);
        assertThat(sample.type()).isEqualTo(DistanceType.ANGULAR_DIAMETER);
        assertThat(sample.inference()).isEqualTo(DistanceSample.Inference.DISTANCE_ESTIMATE);
        assertThat(sample.zeroPoint()).isEqualTo(DistanceSample.ZeroPoint.RELATIVE);
        assertThat(calibration.used()).isEqualTo(15);
        assertThat(calibration.omitted()).isEmpty();
    }

    private static double errorOfDifference(DistanceSample sample, int i, int k) {
        double variance = Math.pow(sample.lnError()[i], 2) + Math.pow(sample.lnError()[k], 2);
        for (Mode mode : sample.modes()) {
            variance += Math.pow((mode.lnDistance()[i] - mode.lnDistance()[k]) * mode.sigma(), 2);
        }
        return Math.sqrt(variance);
    }

    /** METHODS 12 level 2: stage {@code fp} of pipeline_expected.json, relative 1e-6 (here 1e-10). */
    @Test
    void fitsSmacTwin() {
        DistanceSample sample = inverse(Surveys.smacTwin());

        Calibration calibration = sample.calibration();
        assertThat(calibration.values()[0]).isCloseTo(0.7236142983637007, within(1e-10));
        assertThat(calibration.values()[1]).isCloseTo(-0.23666184107787513, within(1e-10));
        assertThat(derived(sample, "alpha")).isCloseTo(1.3819516865010635, within(1e-10));
        assertThat(derived(sample, "beta")).isCloseTo(0.3270552304080162, within(1e-10));
        assertThat(derived(sample, "scatter")).isCloseTo(0.06442375324700884, within(1e-10));
        assertThat(derived(sample, "distance-error")).isCloseTo(0.20500033539515625, within(1e-10));
        assertThat(Math.sqrt(calibration.covariance()[0][0])).isCloseTo(0.01616668692804258, within(1e-10));
        assertThat(Math.sqrt(calibration.covariance()[1][1])).isCloseTo(0.005004935212239786, within(1e-10));
        assertThat(calibration.used()).isEqualTo(699);
        // log Re [kpc/h] = 1.383 log sigma + 0.326 mu - 9.066 made the twin
        double zeroPointError = Math.sqrt(calibration.covariance()[2][2]);
        assertThat(calibration.values()[2]).isCloseTo(9.066 / 1.383, within(4 * zeroPointError));
    }

    /** METHODS 12 level 2: the reference pipeline's distances before bias and zero point, and its cluster errors. */
    @Test
    void measuresSmacTwin() {
        DistanceSample sample = inverse(Surveys.smacTwin());

        List<String[]> expected = Surveys.csv("smac-twin-clusters.csv");
        assertThat(sample.labels()).containsExactly(Surveys.strings(expected, 0));
        double[] ln = Surveys.numbers(expected, 4);
        double[] error = Surveys.numbers(expected, 5);
        for (int i = 0; i < ln.length; i++) {
            assertThat(sample.lnDistance()[i]).isCloseTo(ln[i], within(1e-9));
            assertThat(sample.lnError()[i]).isCloseTo(error[i], within(1e-10));
        }
        // A194 and A260 of clusters_first5, whose d_A have the Malmquist factor exp(3.5 D²) and the zero point
        double ratio = Math.log(9538.248059430622 / 4836.886529789826)
                - 3.5 * (Math.pow(0.0724785636517158, 2) - Math.pow(0.04184551823479555, 2));
        assertThat(sample.lnDistance()[1] - sample.lnDistance()[0]).isCloseTo(ratio, within(1e-9));
    }

    /** METHODS 15 on 3.3: the slopes give the twin's clusters relative distance errors of 1.2 % at most. */
    @Test
    void slopeErrorsOfSmacTwinAreSmall() {
        DistanceSample sample = inverse(Surveys.smacTwin());

        double square = 0;
        for (Mode mode : sample.modes()) {
            square += Arrays.stream(mode.lnDistance()).map(x -> x * x).average().orElseThrow();
        }
        assertThat(Math.sqrt(square)).isBetween(0.003, 0.012);
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"FORWARD", "ORTHOGONAL"})
    void otherFormsMeasureTheSameClusters(Form form) {
        DistanceSample sample = measure(Surveys.parameters(form), Surveys.smacTwin());
        DistanceSample reference = inverse(Surveys.smacTwin());

        assertThat(sample.calibration().parameters()).containsExactly("alpha", "beta", "gamma");
        assertThat(sample.modes()).hasSize(2);
        for (int i = 0; i < sample.size(); i++) {
            assertThat(sample.lnDistance()[i])
                    .isCloseTo(reference.lnDistance()[i], within(3 * reference.lnError()[i]));
        }
    }

    /** A physical radius at the redshift distance is the same observation as the angle. */
    @Test
    void physicalRadiiGiveTheSameDistances() {
        Survey angles = Surveys.tiny();
        double kpcPerArcsec =
                Cosmology.EINSTEIN_DE_SITTER.table().angularDiameterKms(0.02) / 100 * 1000 / 206264.80624709636;
        double[] logRe = Arrays.stream(angles.galaxies().values("log-theta"))
                .map(x -> x + Math.log10(kpcPerArcsec))
                .toArray();
        Table plain = Table.of("galaxies", angles.galaxies().labels())
                .with(angles.galaxies().directions())
                .with(angles.galaxies().column("z"))
                .with(angles.galaxies().column("mu-e"))
                .with(angles.galaxies().column("log-sigma"));
        Survey radii = angles.withGalaxies(plain.with(Surveys.column("log-re", Unit.DEX_KPC_H, logRe)));
        double shift = Math.log10(Cosmology.EINSTEIN_DE_SITTER.table().angularDiameterKms(0.025)
                / Cosmology.EINSTEIN_DE_SITTER.table().angularDiameterKms(0.02));
        double[] elsewhere = Arrays.stream(logRe).map(x -> x + shift).toArray();
        Survey atOtherRedshift = angles.withGalaxies(plain.with(Surveys.column("log-re", Unit.DEX_KPC_H, elsewhere))
                .with(Surveys.column("cz-radius", Unit.KMS, Surveys.filled(15, 0.025 * 299792.458))));

        double[] expected = inverse(angles).lnDistance();
        assertThat(inverse(radii).lnDistance()).containsExactly(expected, within(1e-11));
        assertThat(inverse(atOtherRedshift).lnDistance()).containsExactly(expected, within(1e-11));
        assertThat(inverse(radii).calibration().values()[2])
                .isCloseTo(inverse(angles).calibration().values()[2], within(1e-10));
    }

    @Test
    void galaxiesCarryTheirResidualsAsDistances() {
        DistanceSample sample = measure(Surveys.with(Form.INVERSE, Tracers.GALAXIES, 2), Surveys.tiny());

        assertThat(sample.size()).isEqualTo(15);
        assertThat(sample.tracer()).isEqualTo(DistanceSample.Tracer.GALAXY);
        double[] theta = sample.calibration().values();
        assertThat(sample.type()).isEqualTo(DistanceType.COMOVING);
        double lnAtRedshift = Math.log(Cosmology.EINSTEIN_DE_SITTER.table().comovingKms(0.02));
        assertThat(Arrays.stream(sample.lnDistance()).average().orElseThrow()).isCloseTo(lnAtRedshift, within(1e-12));
        // at its measured distance every galaxy is on the plane
        double[] residuals = sample.calibration()
                .relation()
                .orElseThrow()
                .residuals(Surveys.tiny(), theta, sample.lnDistance())
                .values();
        assertThat(residuals).containsExactly(new double[15], within(1e-12));
        assertThat(sample.lnError()[3]).isEqualTo(derived(sample, "distance-error"), within(1e-12));
    }

    @Test
    void tracersDefaultToGroupsWhereOneSuits() {
        Survey survey = Surveys.tiny();
        Survey single = Survey.of(RestFrame.CMB, survey.galaxies());

        assertThat(inverse(survey).tracer()).isEqualTo(DistanceSample.Tracer.GROUP);
        assertThat(inverse(single).tracer()).isEqualTo(DistanceSample.Tracer.GALAXY);
    }

    @Test
    void groupsWithoutRedshiftOrPositionTakeTheMembers() {
        Survey survey = Surveys.tiny();
        Survey bare = Survey.of(
                RestFrame.CMB, survey.galaxies(), Table.of("groups", new String[] {"A", "B", "C"}), survey.groupOf());

        DistanceSample sample = inverse(bare);
        assertThat(sample.lnDistance()).containsExactly(inverse(survey).lnDistance(), within(1e-12));
        assertThat(sample.z()).containsExactly(new double[] {0.02, 0.02, 0.02}, within(1e-15));
        assertThat(sample.directions().latitudeDeg(1)).isCloseTo(-63, within(1e-9));
    }

    @Test
    void leavesOutAndCountsWhatCannotBeUsed() {
        Survey survey = Surveys.smacTwin();
        Table galaxies = survey.galaxies();
        double[] logSigma = galaxies.values("log-sigma").clone();
        double[] mu = galaxies.values("mu-e").clone();
        logSigma[0] = Double.NaN;
        mu[1] = Double.POSITIVE_INFINITY;
        int[] groupOf = survey.groupOf().clone();
        groupOf[2] = -1;
        // all but one of A347's six
        int first = -1;
        for (int i = 0; i < groupOf.length; i++) {
            if (survey.groups().labels()[Math.max(0, groupOf[i])].equals("A347")) {
                logSigma[i] = first >= 0 ? Double.NaN : logSigma[i];
                first = first >= 0 ? first : i;
            }
        }
        Survey holed = Survey.of(
                RestFrame.CMB,
                galaxies.with(galaxies.column("log-sigma").withValues(logSigma))
                        .with(galaxies.column("mu-e").withValues(mu)),
                survey.groups(),
                groupOf);

        DistanceSample sample = inverse(holed);

        assertThat(sample.size()).isEqualTo(55);
        assertThat(sample.labels()).doesNotContain("A347");
        assertThat(sample.calibration().used()).isEqualTo(690);
        assertThat(sample.calibration().omitted())
                .containsOnlyKeys(
                        "no log-sigma", "no mu-e", "in no group", "in a group with fewer than 2 usable members");
        assertThat(sample.calibration().omitted().get("no log-sigma"))
                .hasSize(6)
                .contains("0");
        assertThat(sample.calibration().omitted().get("no mu-e")).containsExactly("1");
        assertThat(sample.calibration().omitted().get("in no group")).containsExactly("2");
        assertThat(sample.calibration().omitted().get("in a group with fewer than 2 usable members"))
                .containsExactly(galaxies.labels()[first]);
    }

    @Test
    void refusesSurveyWithoutCompany() {
        int[] alone = {0, 5, 10};
        assertThatThrownBy(() -> measure(
                        Surveys.with(Form.INVERSE, Tracers.GROUPS, 2),
                        Surveys.tiny().select(alone)))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "galaxies: found none of 3 that has what the Fundamental Plane needs: 3 in a group with fewer"
                                + " than 2 usable members");
    }

    @Test
    void clipsOutliersAndListsThem() {
        Survey survey = Surveys.smacTwin();
        double[] logSigma = survey.galaxies().values("log-sigma").clone();
        logSigma[100] += 0.8;
        Survey wild =
                Surveys.withGalaxies(survey, t -> t.with(t.column("log-sigma").withValues(logSigma)));

        DistanceSample clipped = measure(Surveys.with(Form.INVERSE, Weights.UNWEIGHTED, Optional.of(3.0), false), wild);

        assertThat(clipped.calibration().omitted().get("clipped")).contains("100");
        assertThat(clipped.calibration().used()
                        + clipped.calibration().omitted().get("clipped").size())
                .isEqualTo(699);
        assertThat(derived(clipped, "scatter")).isLessThan(derived(inverse(wild), "scatter"));
        assertThat(inverse(wild).calibration().omitted()).isEmpty();
    }

    @Test
    void weightsNeedErrors() {
        Parameters weighted = Surveys.with(Form.INVERSE, Weights.ERRORS, Optional.empty(), false);
        assertThatThrownBy(() -> measure(weighted, Surveys.tiny()))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: log-theta has no errors, but weights: errors needs them");
        Parameters corrected = Surveys.with(Form.INVERSE, Weights.UNWEIGHTED, Optional.empty(), true);
        assertThatThrownBy(() -> measure(corrected, Surveys.tiny()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("errors-in-variables needs them");
    }

    private static Survey withErrors(Survey survey, double logTheta, double mu, double logSigma) {
        int n = survey.galaxies().size();
        return Surveys.withGalaxies(
                survey,
                t -> t.with(Surveys.column(
                                "log-theta", Unit.DEX_ARCSEC, t.values("log-theta"), Surveys.filled(n, logTheta)))
                        .with(Surveys.column("mu-e", Unit.MAG_ARCSEC2, t.values("mu-e"), Surveys.filled(n, mu)))
                        .with(Surveys.column(
                                "log-sigma", Unit.DEX_KMS, t.values("log-sigma"), Surveys.filled(n, logSigma))));
    }

    /** Errors along the degenerate direction, as growth curves give them, hardly matter: METHODS 3.1. */
    @Test
    void errorsOfSizeAndBrightnessCancel() {
        Survey survey = withErrors(Surveys.smacTwin(), 0.04, 0.12, 0.03);

        DistanceSample weighted = measure(Surveys.with(Form.INVERSE, Weights.ERRORS, Optional.empty(), false), survey);
        DistanceSample corrected =
                measure(Surveys.with(Form.INVERSE, Weights.UNWEIGHTED, Optional.empty(), true), survey);

        assertThat(derived(weighted, "reduced-chi-square")).isCloseTo(1, within(1e-9));
        // equal errors weigh alike
        assertThat(derived(weighted, "scatter")).isCloseTo(0.06442375324700884, within(1e-9));
        double a = weighted.calibration().values()[0];
        double b = weighted.calibration().values()[1];
        double errors = a * a * 0.04 * 0.04 + b * b * 0.12 * 0.12 + 2 * 0.95 * a * b * 0.04 * 0.12 + 0.03 * 0.03;
        assertThat(derived(weighted, "intrinsic-scatter"))
                .isCloseTo(Math.sqrt(Math.pow(0.06442375324700884, 2) - errors), within(1e-8));
        assertThat(derived(corrected, "errors-in-variables-factor")).isEqualTo(1);
        assertThat(derived(corrected, "alpha")).isCloseTo(1.382, within(0.02));
    }

    @Test
    void orderOfGalaxiesDoesNotMatter() {
        Survey survey = Surveys.smacTwin();
        int[] reversed = new int[699];
        Arrays.setAll(reversed, i -> 698 - i);

        assertThat(inverse(survey.select(reversed)).lnDistance())
                .containsExactly(inverse(survey).lnDistance(), within(1e-11));
    }

    @Test
    void namesWhatTheTableLacks() {
        Survey survey = Surveys.tiny();
        Table none = Table.of("galaxies", survey.galaxies().labels());
        assertThatThrownBy(() -> inverse(survey.withGalaxies(none)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no column for log-sigma; there are none");
        Table noSize = none.with(survey.galaxies().column("log-sigma"));
        assertThatThrownBy(() -> inverse(survey.withGalaxies(noSize)))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: found neither log-theta nor log-re, but the Fundamental Plane needs one of them;"
                        + " there are log-sigma");
        Table wrong = noSize.with(Surveys.column("log-theta", Unit.DEX_KPC_H, new double[15]));
        assertThatThrownBy(() -> inverse(survey.withGalaxies(wrong)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("log-theta is needed in dex(arcsec)");
        assertThatThrownBy(() -> inverse(survey.withFrame(RestFrame.HELIOCENTRIC)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("heliocentric");
        Survey negative = withErrors(survey, -0.01, 0.1, 0.03);
        assertThatThrownBy(() -> inverse(negative))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: g0: the error of log-theta was -0.01, but must not be negative");
        Survey odd = Surveys.withGalaxies(survey, t -> t.withCorrelation("log-theta", "mu-e", Surveys.filled(15, 1.2)));
        assertThatThrownBy(() -> inverse(odd))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "galaxies: g0: the correlation of the errors of log-theta and mu-e was 1.2, but must be within"
                                + " [-1, 1]");
    }

    @Test
    void refusesPlaneThatMeasuresNothing() {
        Survey survey = Surveys.withGalaxies(Surveys.tiny(), t -> {
            double[] upsideDown =
                    Arrays.stream(t.values("log-sigma")).map(x -> 4.6 - x).toArray();
            return t.with(t.column("log-sigma").withValues(upsideDown));
        });
        assertThatThrownBy(() -> inverse(survey))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("distances need it to grow");
    }
}
