package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Extinction;
import org.peculiar.api.Quantity;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.ExtinctionParameters.Band;
import org.peculiar.engine.plan.ExtinctionParameters.Coefficients;
import org.peculiar.engine.plan.ExtinctionParameters.Outside;

class ExtinctionParametersTest {

    private static final double TOLERANCE = 1e-14;

    private static Survey survey(String quantity, Unit unit, double... values) {
        String[] labels = new String[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = "PGC " + (i + 1);
        }
        return Survey.of(
                RestFrame.CMB,
                Table.of("galaxies", labels).with(Column.of(new Quantity(quantity, unit), values, values.clone())));
    }

    private static Extinction dust(ReddeningScale scale, double... reddening) {
        return new Extinction() {
            @Override
            public double[] reddening(Table galaxies) {
                return reddening;
            }

            @Override
            public ReddeningScale scale() {
                return scale;
            }
        };
    }

    private static Band band(String name) {
        return new Band(name, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Band band(String name, OptionalDouble coefficient, OptionalDouble response) {
        return new Band(name, boxed(coefficient), boxed(response), Optional.empty());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }

    private static ExtinctionParameters parameters(String quantity, Band band) {
        return new ExtinctionParameters(
                Map.of(quantity, band), Coefficients.SFD98, Optional.empty(), Outside.OMIT, Optional.empty());
    }

    private static double[] dereddened(
            ExtinctionParameters parameters, Survey survey, Extinction dust, String quantity) {
        return parameters.deredden(survey, dust, "extinction/toy").galaxies().values(quantity);
    }

    @Test
    void makesMagnitudesAndSurfaceBrightnessesBrighterByA() {
        Extinction dust = dust(ReddeningScale.SFD98, 0.1, 0);
        assertThat(dereddened(parameters("m", band("R")), survey("m", Unit.MAG, 15, 16), dust, "m"))
                .containsExactly(15 - 0.2673, 16);
        assertThat(dereddened(parameters("mu", band("R")), survey("mu", Unit.MAG_ARCSEC2, 20, 21), dust, "mu"))
                .containsExactly(20 - 0.2673, 21);
    }

    @Test
    void raisesALogSurfaceLuminosityByFourTenthsOfA() {
        double[] logIe = dereddened(
                parameters("log-ie", band("R")),
                survey("log-ie", Unit.DEX_LSUN_PC2, 2.5),
                dust(ReddeningScale.SFD98, 0.1),
                "log-ie");
        assertThat(logIe[0]).isCloseTo(2.5 + 0.4 * 0.2673, within(TOLERANCE));
    }

    @Test
    void keepsErrorsAndAllOtherColumns() {
        Survey before = survey("m", Unit.MAG, 15, 16);
        Survey with = before.withGalaxies(
                before.galaxies().with(Column.of(new Quantity("other", Unit.MAG), new double[] {1, 2})));
        Survey after = parameters("m", band("B")).deredden(with, dust(ReddeningScale.SFD98, 1, 1), "extinction/toy");
        assertThat(after.galaxies().column("m").errors().orElseThrow()).containsExactly(15, 16);
        assertThat(after.galaxies().values("other")).containsExactly(1, 2);
        assertThat(with.galaxies().values("m")).as("the survey before").containsExactly(15, 16);
    }

    /** Schlegel, Finkbeiner and Davis 1998, table 6; Schlafly and Finkbeiner 2011, table 6, R_V = 3.1. */
    @ParameterizedTest
    @CsvSource({
        "SFD98, B, 4.315",
        "SFD98, V, 3.315",
        "SFD98, R, 2.673",
        "SFD98, I, 1.940",
        "SFD98, ctio-R, 2.634",
        "SF11, B, 3.626",
        "SF11, V, 2.742",
        "SF11, R, 2.169",
        "SF11, I, 1.505",
        "SF11, ctio-R, 2.119"
    })
    void takesCoefficientsAsPublished(Coefficients table, String band, double expected) {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band(band)), table, Optional.empty(), Outside.OMIT, Optional.empty());
        assertThat(dereddened(parameters, survey("m", Unit.MAG, 0), dust(ReddeningScale.SFD98, 1), "m")[0])
                .isEqualTo(-expected);
    }

    @Test
    void takesACoefficientAndAResponseThatAreGiven() {
        Band band = band("B", OptionalDouble.of(4), OptionalDouble.of(0.25));
        assertThat(dereddened(
                        parameters("mb", band), survey("mb", Unit.MAG, 15), dust(ReddeningScale.SFD98, 0.1), "mb"))
                .containsExactly(15 - 0.25 * 4 * 0.1);
        Band unusual = band("J", OptionalDouble.of(0.9), OptionalDouble.empty());
        assertThat(dereddened(parameters("j", unusual), survey("j", Unit.MAG, 15), dust(ReddeningScale.SFD98, 1), "j"))
                .containsExactly(15 - 0.9);
        Band angle = band("R", OptionalDouble.empty(), OptionalDouble.of(0.1));
        assertThat(dereddened(
                        parameters("log-theta", angle),
                        survey("log-theta", Unit.DEX_ARCSEC, 1),
                        dust(ReddeningScale.SFD98, 1),
                        "log-theta"))
                .containsExactly(1 - 0.1 * 2.673);
    }

    /** METHODS 15: a standardised magnitude changes by −(R_B − β) δE, here −(4.1 − 3.09) · 0.02. */
    @Test
    void dustOfAStandardisedMagnitudeIsInItsColourToo() {
        Band band = new Band("B", Optional.of(4.1), Optional.empty(), Optional.of(3.09));
        Survey survey = survey("m-b-corr", Unit.MAG, 15);
        assertThat(dereddened(parameters("m-b-corr", band), survey, dust(ReddeningScale.SFD98, 0.02), "m-b-corr")[0])
                .isCloseTo(15 - 1.01 * 0.02, within(TOLERANCE));
        assertThat(parameters("m-b-corr", band)
                        .deredden(survey, dust(ReddeningScale.SFD98, 0.02), "extinction/toy")
                        .treatment("extinction of m-b-corr")
                        .orElseThrow()
                        .how())
                .isEqualTo("extinction/toy, A(B) = 4.100 E(B−V), less β = 3.09");
    }

    /** The same by parts: the peak magnitude and the colour of a light curve, then m − β c. */
    @Test
    void colourRespondsByTheDifferenceOfItsBands() {
        Map<String, Band> bands = new LinkedHashMap<>();
        bands.put("m-b", new Band("B", Optional.of(4.1), Optional.empty(), Optional.empty()));
        bands.put("c", band("B-V"));
        Survey survey = survey("m-b", Unit.MAG, 15);
        survey =
                survey.withGalaxies(survey.galaxies().with(Column.of(new Quantity("c", Unit.MAG), new double[] {0.1})));
        Survey after = new ExtinctionParameters(
                        bands, Coefficients.SFD98, Optional.empty(), Outside.OMIT, Optional.empty())
                .deredden(survey, dust(ReddeningScale.SFD98, 0.02), "extinction/toy");
        double m = after.galaxies().values("m-b")[0];
        double c = after.galaxies().values("c")[0];
        assertThat(c).isCloseTo(0.08, within(TOLERANCE));
        assertThat(m - 3.09 * c).isCloseTo(15 - 3.09 * 0.1 - 1.01 * 0.02, within(TOLERANCE));

        assertThat(dereddened(
                        parameters("c", band("ctio-R-I")),
                        survey("c", Unit.MAG, 0),
                        dust(ReddeningScale.SFD98, 1),
                        "c")[0])
                .isCloseTo(-(2.634 - 1.940), within(TOLERANCE));
    }

    @Test
    void refusesBetaWhereItMeansNothing() {
        assertThatThrownBy(() -> new Band("B", Optional.empty(), Optional.of(0.2), Optional.of(3.09)))
                .hasMessage("found response and beta, but each says what extinction does to the quantity; keep one");
        Band band = new Band("B", Optional.empty(), Optional.empty(), Optional.of(3.09));
        assertThatThrownBy(() -> dereddened(
                        parameters("mu", band),
                        survey("mu", Unit.MAG_ARCSEC2, 20),
                        dust(ReddeningScale.SFD98, 1),
                        "mu"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("only a magnitude in a band with a positive coefficient is standardised so");
    }

    @Test
    void refusesABandWithoutACoefficient() {
        assertThatThrownBy(() -> dereddened(
                        parameters("m", band("K")), survey("m", Unit.MAG, 15), dust(ReddeningScale.SFD98, 1), "m"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "bands.m: no coefficient for the band K; known: B, V, R, I, ctio-R and colours such as B-V, or give a coefficient");
    }

    @Test
    void asksForTheUnitOfAQuantityThatHasNone() {
        assertThatThrownBy(() -> dereddened(
                        parameters("mu-e", band("R")),
                        survey("mu-e", Unit.NONE, 20),
                        dust(ReddeningScale.SFD98, 1),
                        "mu-e"))
                .isInstanceOf(DataException.class)
                .hasMessage("mu-e has no unit, so that it is not known how it responds to extinction; give it one where"
                        + " the table is read, such as unit: mag/arcsec**2");
    }

    @Test
    void refusesAQuantityThatDustLeavesAlone() {
        assertThatThrownBy(() -> dereddened(
                        parameters("log-theta", band("R")),
                        survey("log-theta", Unit.DEX_ARCSEC, 1),
                        dust(ReddeningScale.SFD98, 1),
                        "log-theta"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "log-theta [dex(arcsec)] does not respond to extinction, but bands: names it; only magnitudes,"
                                + " surface brightnesses and log surface luminosities do, or give a response");
    }

    @Test
    void refusesAQuantityThatTheSurveyDoesNotHave() {
        assertThatThrownBy(() -> dereddened(
                        parameters("mu", band("R")), survey("m", Unit.MAG, 15), dust(ReddeningScale.SFD98, 1), "mu"))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: no column for mu; there are m");
    }

    @Test
    void refusesToRecalibrateTwice() {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band("R")), Coefficients.SF11, Optional.empty(), Outside.OMIT, Optional.empty());
        Survey survey = survey("m", Unit.MAG, 15);
        assertThatThrownBy(() -> dereddened(parameters, survey, dust(ReddeningScale.SFD98_RECALIBRATED, 1), "m"))
                .isInstanceOf(DataException.class)
                .hasMessage("extinction/toy: the reddening is SFD98 times 0.86, but the coefficients sf11 contain that"
                        + " factor already; use sfd98 coefficients, or the original reddening");
        assertThat(dereddened(parameters, survey, dust(ReddeningScale.SFD98, 1), "m"))
                .containsExactly(15 - 2.169);
        assertThat(dereddened(parameters("m", band("R")), survey, dust(ReddeningScale.SFD98_RECALIBRATED, 0.86), "m"))
                .containsExactly(15 - 2.673 * 0.86);
    }

    @Test
    void refusesToRecalibrateTwiceInWhatIsUndone() {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band("R")),
                Coefficients.SF11,
                Optional.of(dust(ReddeningScale.SFD98_RECALIBRATED, 1)),
                Outside.OMIT,
                Optional.empty());
        assertThatThrownBy(() -> dereddened(parameters, survey("m", Unit.MAG, 15), dust(ReddeningScale.SFD98, 1), "m"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("undo: the reddening is SFD98 times 0.86");
    }

    @Test
    void addsBackWhatTheCatalogueTookOff() {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band("R")),
                Coefficients.SFD98,
                Optional.of(dust(ReddeningScale.BURSTEIN_HEILES, 0.3, 0.1)),
                Outside.OMIT,
                Optional.empty());
        double[] m = dereddened(parameters, survey("m", Unit.MAG, 15, 16), dust(ReddeningScale.SFD98, 0.1, 0.1), "m");
        assertThat(m[0]).isCloseTo(15 + 2.673 * 0.2, within(TOLERANCE));
        assertThat(m[1]).isEqualTo(16);
    }

    @Test
    void leavesOutWhatTheMapDoesNotReach() {
        double[] m = dereddened(
                parameters("m", band("R")),
                survey("m", Unit.MAG, 15, 16),
                dust(ReddeningScale.SFD98, Double.NaN, 0),
                "m");
        assertThat(m).containsExactly(Double.NaN, 16);
    }

    @Test
    void countsWhatTheMapDoesNotReach() {
        Survey survey = parameters("m", band("R"))
                .deredden(
                        survey("m", Unit.MAG, 15, 16, Double.NaN),
                        dust(ReddeningScale.SFD98, Double.NaN, 0, Double.NaN),
                        "extinction/toy");
        assertThat(survey.treatments())
                .containsExactly(
                        new Treatment("extinction of m", "extinction/toy, A(R) = 2.673 E(B−V); not known for 1 of 3"));
    }

    @Test
    void takesNoneWhereTheMapDoesNotReach() {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band("R")), Coefficients.SFD98, Optional.empty(), Outside.ZERO, Optional.empty());
        assertThat(dereddened(
                        parameters, survey("m", Unit.MAG, 15, 16), dust(ReddeningScale.SFD98, Double.NaN, 1), "m"))
                .containsExactly(15, 16 - 2.673);
    }

    @Test
    void leavesOutWhatAnotherMapDoesNotReach() {
        ExtinctionParameters common = new ExtinctionParameters(
                Map.of("m", band("R")),
                Coefficients.SFD98,
                Optional.empty(),
                Outside.ZERO,
                Optional.of(dust(ReddeningScale.BURSTEIN_HEILES, 0.3, Double.NaN, 0.3)));
        assertThat(dereddened(
                        common, survey("m", Unit.MAG, 15, 16, 17), dust(ReddeningScale.SFD98, 1, 1, Double.NaN), "m"))
                .containsExactly(15 - 2.673, Double.NaN, 17);
    }

    @Test
    void namesTheFirstThatTheMapDoesNotReach() {
        ExtinctionParameters parameters = new ExtinctionParameters(
                Map.of("m", band("R")), Coefficients.SFD98, Optional.empty(), Outside.REFUSE, Optional.empty());
        Survey survey = survey("m", Unit.MAG, 15, 16, 17);
        assertThatThrownBy(() ->
                        dereddened(parameters, survey, dust(ReddeningScale.SFD98, 0, Double.NaN, Double.NaN), "m"))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "extinction/toy: no reddening for 2 of 3 galaxies, the first PGC 2, but outside: refuse needs it"
                                + " for all");
        assertThat(dereddened(parameters, survey, dust(ReddeningScale.SFD98, 0, 0, 0), "m"))
                .containsExactly(15, 16, 17);
    }

    @Test
    void refusesASecondExtinctionOfTheSameQuantity() {
        Survey once = parameters("m", band("R"))
                .deredden(survey("m", Unit.MAG, 15), dust(ReddeningScale.SFD98, 1), "extinction/first");
        assertThat(once.treatments())
                .containsExactly(new Treatment("extinction of m", "extinction/first, A(R) = 2.673 E(B−V)"));
        assertThatThrownBy(() ->
                        parameters("m", band("R")).deredden(once, dust(ReddeningScale.SFD98, 1), "extinction/second"))
                .isInstanceOf(DataException.class)
                .hasMessage("extinction of m (extinction/second, A(R) = 2.673 E(B−V)): the survey already had it"
                        + " (extinction/first, A(R) = 2.673 E(B−V)), but it must not be applied twice");
    }

    @Test
    void correctsSeveralQuantitiesAtOnce() {
        Survey survey = survey("m", Unit.MAG, 15);
        survey = survey.withGalaxies(survey.galaxies().with(Column.of(new Quantity("b", Unit.MAG), new double[] {16})));
        Map<String, Band> bands = new LinkedHashMap<>();
        bands.put("m", band("R"));
        bands.put("b", band("B"));
        Survey after = new ExtinctionParameters(
                        bands, Coefficients.SFD98, Optional.empty(), Outside.OMIT, Optional.empty())
                .deredden(survey, dust(ReddeningScale.SFD98, 1), "extinction/toy");
        assertThat(after.galaxies().values("m")).containsExactly(15 - 2.673);
        assertThat(after.galaxies().values("b")).containsExactly(16 - 4.315);
        assertThat(after.treatments())
                .extracting(Treatment::what)
                .containsExactly("extinction of m", "extinction of b");
    }
}
