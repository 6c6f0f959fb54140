package org.peculiar.plugin.indicator.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Weights;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.random.KeyedDraws;

/** A prepared indicator measures what an unprepared one does, to the last bit. */
class StageTest {

    private static final FundamentalPlane INVERSE =
            Surveys.indicator(Surveys.parameters(Form.INVERSE), Surveys.EINSTEIN_DE_SITTER);

    private static void assertSameBits(DistanceSample one, DistanceSample other) {
        assertThat(one.labels()).isEqualTo(other.labels());
        assertThat(one.rowIds()).isEqualTo(other.rowIds());
        assertThat(one.members()).isEqualTo(other.members());
        assertThat(one.z()).isEqualTo(other.z());
        assertThat(one.directions().x()).isEqualTo(other.directions().x());
        assertThat(one.lnDistance()).isEqualTo(other.lnDistance());
        assertThat(one.lnError()).isEqualTo(other.lnError());
        assertThat(one.modes()).hasSameSizeAs(other.modes());
        for (int m = 0; m < one.modes().size(); m++) {
            assertThat(one.modes().get(m).lnDistance())
                    .isEqualTo(other.modes().get(m).lnDistance());
        }
        Calibration a = one.calibration();
        Calibration b = other.calibration();
        assertThat(a.values()).isEqualTo(b.values());
        assertThat(a.covariance()).isDeepEqualTo(b.covariance());
        assertThat(a.derived()).isEqualTo(b.derived());
        assertThat(a.used()).isEqualTo(b.used());
        assertThat(a.omitted()).isEqualTo(b.omitted());
    }

    private static Survey withRedshifts(Survey survey, double[] z) {
        Table groups = survey.groups();
        return survey.withGroups(groups.with(groups.column("z").withValues(z)));
    }

    /** Replicates as a Monte Carlo makes them: other dispersions, other redshifts, all else shared. */
    private static List<Survey> replicates(Survey survey, int count) {
        DistanceSample sample = INVERSE.measure(survey);
        double[] lnDistance = new double[survey.galaxies().size()];
        for (int i = 0; i < lnDistance.length; i++) {
            lnDistance[i] = sample.lnDistance()[survey.groupOf()[i]];
        }
        Relation.Simulation simulation = sample.calibration()
                .relation()
                .orElseThrow()
                .prepare(survey, sample.calibration().values());
        List<Survey> replicates = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            KeyedDraws draws = KeyedDraws.ofSeed(7).replicate(k);
            double[] z = survey.groups().values("z").clone();
            for (int g = 0; g < z.length; g++) {
                z[g] += 0.0005 * draws.stream("cz").gaussian(g);
            }
            replicates.add(withRedshifts(simulation.draw(lnDistance, draws), z));
        }
        return replicates;
    }

    private static Survey twinWithErrors() {
        double[] small = Surveys.filled(699, 0.01);
        return Surveys.withGalaxies(
                Surveys.smacTwin(),
                t -> t.with(Surveys.column("log-theta", Unit.DEX_ARCSEC, t.values("log-theta"), small))
                        .with(Surveys.column("mu-e", Unit.MAG_ARCSEC2, t.values("mu-e"), small))
                        .with(Surveys.column("log-sigma", Unit.DEX_KMS, t.values("log-sigma"), small)));
    }

    private static Survey changed(Survey survey, String quantity, UnaryOperator<double[]> change) {
        return Surveys.withGalaxies(survey, t -> {
            Column column = t.column(quantity);
            return t.with(column.withValues(change.apply(column.values().clone())));
        });
    }

    private static UnaryOperator<double[]> setting(int galaxy, double value) {
        return values -> {
            values[galaxy] = value;
            return values;
        };
    }

    @Test
    void replicatesHaveTheSameBits() {
        Survey twin = Surveys.smacTwin();
        Stage<Survey, DistanceSample> stage = INVERSE.prepare(twin);
        for (Survey replicate : replicates(twin, 200)) {
            assertSameBits(stage.apply(replicate), INVERSE.measure(replicate));
        }
    }

    @Test
    void orderDoesNotMatter() {
        Survey twin = Surveys.smacTwin();
        List<Survey> replicates = replicates(twin, 20);
        Stage<Survey, DistanceSample> forwards = INVERSE.prepare(twin);
        List<DistanceSample> first = replicates.stream().map(forwards::apply).toList();
        Stage<Survey, DistanceSample> backwards = INVERSE.prepare(replicates.get(3));
        for (int k = 19; k >= 0; k--) {
            assertSameBits(backwards.apply(replicates.get(k)), first.get(k));
        }
    }

    static List<UnaryOperator<Survey>> changes() {
        double[] errors = Surveys.filled(699, 0.04);
        return List.of(
                s -> changed(s, "log-theta", setting(3, 1.2)),
                s -> changed(s, "mu-e", setting(3, 20)),
                s -> changed(s, "mu-e", setting(3, Double.NaN)),
                s -> changed(s, "log-sigma", setting(3, Double.NaN)),
                s -> changed(s, "log-sigma", setting(600, Double.POSITIVE_INFINITY)),
                s -> Surveys.withGalaxies(
                        s, t -> t.with(Surveys.column("log-sigma", Unit.DEX_KMS, t.values("log-sigma"), errors))),
                s -> Surveys.withGalaxies(
                        s, t -> t.with(Surveys.column("log-theta", Unit.DEX_ARCSEC, t.values("log-theta"), errors))),
                s -> Surveys.withGalaxies(s, t -> t.withCorrelation("log-theta", "mu-e", Surveys.filled(699, 0.5))),
                s -> s.withGroups(s.groups().with(s.groups().directions().select(shifted(56)))),
                s -> Survey.of(RestFrame.CMB, s.galaxies(), s.groups(), moved(s.groupOf())),
                s -> withRedshifts(
                        s, setting(7, Double.NaN).apply(s.groups().values("z").clone())),
                s -> withRedshifts(
                        s, setting(7, -0.01).apply(s.groups().values("z").clone())),
                s -> s.select(shifted(699)),
                s -> s.select(Arrays.copyOf(shifted(699), 300)));
    }

    private static int[] shifted(int n) {
        int[] rows = new int[n];
        Arrays.setAll(rows, i -> (i + 1) % n);
        return rows;
    }

    private static int[] moved(int[] groupOf) {
        int[] other = groupOf.clone();
        other[0] = groupOf[698];
        other[5] = -1;
        return other;
    }

    /** Whatever is replaced, the stage notices; and afterwards it still knows the others. */
    @ParameterizedTest
    @MethodSource("changes")
    void noticesWhatIsNotShared(UnaryOperator<Survey> change) {
        Survey twin = twinWithErrors();
        List<Survey> replicates = replicates(twin, 3);
        Stage<Survey, DistanceSample> stage = INVERSE.prepare(twin);
        assertSameBits(stage.apply(replicates.get(0)), INVERSE.measure(replicates.get(0)));

        Survey other = change.apply(replicates.get(1));
        DistanceSample fresh = INVERSE.prepare(other).apply(other);
        assertSameBits(stage.apply(other), fresh);
        assertThat(fresh.lnDistance())
                .as("the change matters")
                .satisfiesAnyOf(
                        ln -> assertThat(ln)
                                .isNotEqualTo(INVERSE.measure(replicates.get(1)).lnDistance()),
                        ln -> assertThat(fresh.calibration().derived())
                                .isNotEqualTo(INVERSE.measure(replicates.get(1))
                                        .calibration()
                                        .derived()),
                        ln -> assertThat(fresh.directions().x())
                                .isNotEqualTo(INVERSE.measure(replicates.get(1))
                                        .directions()
                                        .x()));
        assertSameBits(stage.apply(replicates.get(2)), INVERSE.measure(replicates.get(2)));
    }

    /** A galaxy that is left out for lack of a dispersion comes back when a replicate gives it one. */
    @Test
    void takesInGalaxiesThatWereLeftOut() {
        Survey twin = Surveys.smacTwin();
        Survey lacking = changed(twin, "log-sigma", setting(3, Double.NaN));
        Stage<Survey, DistanceSample> stage = INVERSE.prepare(lacking);
        assertThat(stage.apply(lacking).calibration().used()).isEqualTo(698);
        assertThat(stage.apply(lacking).calibration().omitted())
                .containsEntry("no log-sigma", List.of(twin.galaxies().labels()[3]));
        assertSameBits(stage.apply(twin), INVERSE.measure(twin));
        assertThat(stage.apply(twin).calibration().used()).isEqualTo(699);
        assertThat(stage.apply(lacking).calibration().used()).isEqualTo(698);
    }

    /** Physical sizes, at the distances of the groups' redshifts or of a redshift that the catalogue gives. */
    @Test
    void knowsPhysicalSizes() {
        Survey twin = Surveys.smacTwin();
        double[] z = twin.groups().values("z");
        int[] groupOf = twin.groupOf();
        double[] logRe = new double[699];
        for (int i = 0; i < logRe.length; i++) {
            logRe[i] = twin.galaxies().values("log-theta")[i]
                    + Math.log10(Cosmology.EINSTEIN_DE_SITTER.angularDiameterKms(z[groupOf[i]]))
                    + 1
                    - Math.log10(206264.80624709636);
        }
        double[] cz = Arrays.stream(groupOf).mapToDouble(g -> 299792.458 * z[g]).toArray();
        Table galaxies = Table.of("galaxies", twin.galaxies().labels())
                .with(Surveys.column("log-re", Unit.DEX_KPC_H, logRe))
                .with(twin.galaxies().column("mu-e"))
                .with(twin.galaxies().column("log-sigma"));
        DistanceSample expected = INVERSE.measure(twin);
        for (Table table : List.of(galaxies, galaxies.with(Surveys.column("cz-radius", Unit.KMS, cz)))) {
            Survey survey = twin.withGalaxies(table);
            DistanceSample found = INVERSE.measure(survey);
            for (int g = 0; g < 56; g++) {
                assertThat(found.lnDistance()[g]).isCloseTo(expected.lnDistance()[g], within(1e-12));
            }
            Stage<Survey, DistanceSample> stage = INVERSE.prepare(survey);
            for (Survey replicate : replicates(survey, 5)) {
                assertSameBits(stage.apply(replicate), INVERSE.measure(replicate));
            }
        }
    }

    /** The sums about groups give what {@link PlaneFit} finds with its own; 1e-12 is rounding. */
    @Test
    void agreesWithTheGeneralFit() {
        for (Survey survey : replicates(Surveys.smacTwin(), 5)) {
            DistanceSample fast = INVERSE.measure(survey);
            DistanceSample general = RegressionDistances.of(
                            PlaneFit.Form.INVERSE,
                            Surveys.parameters(Form.INVERSE),
                            Cosmology.EINSTEIN_DE_SITTER.table(),
                            survey)
                    .measure();
            for (int g = 0; g < 56; g++) {
                assertThat(fast.lnDistance()[g]).isCloseTo(general.lnDistance()[g], within(1e-12));
                assertThat(fast.lnError()[g]).isCloseTo(general.lnError()[g], within(1e-12));
                for (int m = 0; m < 2; m++) {
                    assertThat(fast.modes().get(m).lnDistance()[g])
                            .isCloseTo(general.modes().get(m).lnDistance()[g], within(1e-12));
                }
            }
            Calibration a = fast.calibration();
            Calibration b = general.calibration();
            for (int i = 0; i < 3; i++) {
                assertThat(a.values()[i]).isCloseTo(b.values()[i], within(1e-12));
                for (int j = 0; j < 3; j++) {
                    assertThat(a.covariance()[i][j]).isCloseTo(b.covariance()[i][j], within(1e-12));
                }
            }
            assertThat(a.derived().keySet())
                    .containsExactlyElementsOf(b.derived().keySet());
            a.derived()
                    .forEach((name, value) ->
                            assertThat(value).as(name).isCloseTo(b.derived().get(name), within(1e-12)));
            assertThat(a.title()).isEqualTo(b.title());
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Form.class,
            names = {"INVERSE", "FORWARD", "ORTHOGONAL"})
    void everyRegressionCanBePrepared(Form form) {
        FundamentalPlane plane = Surveys.indicator(
                Surveys.with(form, Weights.UNWEIGHTED, Optional.of(3.0), false), Surveys.EINSTEIN_DE_SITTER);
        Survey twin = Surveys.smacTwin();
        Stage<Survey, DistanceSample> stage = plane.prepare(twin);
        for (Survey replicate : replicates(twin, 3)) {
            assertSameBits(stage.apply(replicate), plane.measure(replicate));
        }
    }

    /** A replicate that cannot be measured says why, and does not spoil the next. */
    @Test
    void refusesAsTheComponentDoes() {
        Survey twin = Surveys.smacTwin();
        Stage<Survey, DistanceSample> stage = INVERSE.prepare(twin);
        stage.apply(twin);
        Survey none = changed(twin, "log-sigma", values -> Surveys.filled(values.length, Double.NaN));
        assertThatThrownBy(() -> stage.apply(none))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("galaxies: found none of 699");
        Survey opposite = changed(
                twin,
                "log-sigma",
                values -> Arrays.stream(values).map(s -> 4 - s).toArray());
        assertThatThrownBy(() -> stage.apply(opposite)).hasMessageContaining("but distances need it to grow");
        assertSameBits(stage.apply(twin), INVERSE.measure(twin));
    }
}
