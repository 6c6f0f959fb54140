package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.Figure;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.PeculiarException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.random.KeyedDraws;

/**
 * What every distance indicator promises. A test of an indicator extends it:
 *
 * <pre>{@code
 * class TullyFisherContractTest extends IndicatorContract {}
 * }</pre>
 *
 * <p>The indicator is run on {@link #sample}. One that observes what the standard sample does not have adds it there.
 */
public abstract class IndicatorContract extends ComponentContract<DistanceIndicator, Survey> {

    private static final double ROUNDING = 1e-9;

    /** What some indicators can do, and say so; the others are held to not doing it. */
    public enum Capability {
        /** Offers its relation, for mocks and for fits together with a flow. */
        RELATION
    }

    /** Run the contract. */
    protected IndicatorContract() {
        super(DistanceIndicator.class);
    }

    /** Return the survey that the indicator is run on; the standard one unless overridden. */
    protected SampleSurvey sample() {
        return SampleSurvey.standard();
    }

    /** Return what the indicator can do beyond measuring; nothing unless overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    List<Survey> inputs() {
        Survey survey = sample().survey();
        Survey other = sample().farther(3, 1.1).survey();
        Table mixed = survey.galaxies();
        boolean take = true;
        for (String quantity : survey.galaxies().quantities()) {
            // every second column is another one, the rest are the very same: as in replicates of a Monte Carlo
            mixed = take ? mixed.with(other.galaxies().column(quantity)) : mixed;
            take = !take;
        }
        int[] most = IntStream.range(0, survey.galaxies().size())
                .filter(i -> i % 5 != 0)
                .toArray();
        return List.of(survey, survey.withGalaxies(mixed), survey.select(most));
    }

    @Override
    Object apply(DistanceIndicator component, Survey input) {
        return component.measure(input);
    }

    @Override
    Stage<Survey, ?> prepare(DistanceIndicator component, Survey like) {
        return component.prepare(like);
    }

    @Test
    void leavesTheZeroPointToALaterStep() {
        assertThat(build().measure(sample().survey()).zeroPoint())
                .as(
                        "zero point of %s: an indicator applies the relation only; unless it is calibrated absolutely, its"
                                + " distances are RELATIVE",
                        ref())
                .isEqualTo(ZeroPoint.RELATIVE);
    }

    @Test
    void countsEveryGalaxy() {
        Survey survey = sample().survey();
        DistanceSample measured = build().measure(survey);
        int omitted = measured.calibration().omitted().values().stream()
                .mapToInt(List::size)
                .sum();
        assertThat(Arrays.stream(measured.members()).sum() + omitted)
                .as(
                        "members of the tracers of %s, and galaxies listed by the calibration as omitted, of %s galaxies:"
                                + " each must be one or the other",
                        ref(), survey.galaxies().size())
                .isEqualTo(survey.galaxies().size());
    }

    @Test
    void doesNotCareForTheOrderOfGalaxies() {
        Survey survey = sample().survey();
        int n = survey.galaxies().size();
        // 71 has no factor in common with the number of galaxies, so each comes once
        int[] order = IntStream.range(0, n).map(i -> i * 71 % n).toArray();
        assertThat(Arrays.stream(order).distinct().count()).isEqualTo(n);
        assertSameDistances(
                ref() + ", galaxies in another order", build().measure(survey), build().measure(survey.select(order)));
    }

    @Test
    void leavesOutAGalaxyThatLacksAnObservable() {
        Survey survey = sample().survey();
        DistanceIndicator indicator = build();
        DistanceSample complete = indicator.measure(survey);
        int galaxy = 11;
        int[] others = IntStream.range(0, survey.galaxies().size())
                .filter(i -> i != galaxy)
                .toArray();
        DistanceSample without = indicator.measure(survey.select(others));
        boolean matters = false;
        for (String quantity : observables(survey)) {
            DistanceSample lacking = indicator.measure(missing(survey, quantity, galaxy));
            if (differs(complete, lacking)) {
                matters = true;
                assertSameDistances(
                        ref() + ", a galaxy without " + quantity + ", and without the galaxy altogether",
                        without,
                        lacking);
            }
        }
        assertThat(matters)
                .as(
                        "some observable of %s in the sample survey; override sample() and add what the indicator"
                                + " observes",
                        ref())
                .isTrue();
    }

    @Test
    void saysThatNothingCanBeMeasured() {
        Survey survey = sample().survey();
        DistanceIndicator indicator = build();
        for (String quantity : needed(indicator, survey)) {
            Survey none = withColumn(survey, survey.galaxies().column(quantity).withValues(nothing(survey)));
            assertThatThrownBy(() -> indicator.measure(none))
                    .as("%s, where no galaxy has %s", ref(), quantity)
                    .isInstanceOf(InsufficientDataException.class);
        }
    }

    @Test
    void namesTheObservableThatIsMissing() {
        Survey survey = sample().survey();
        DistanceIndicator indicator = build();
        assertThat(needed(indicator, survey))
                .as("observables that %s needs of the sample survey; override sample() and add them", ref())
                .isNotEmpty();
        for (String quantity : needed(indicator, survey)) {
            assertThatThrownBy(() -> indicator.measure(without(survey, quantity)))
                    .as("%s, where the table lacks %s", ref(), quantity)
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(quantity);
        }
    }

    @Test
    void refusesAnObservableInAnotherUnit() {
        Survey survey = sample().survey();
        DistanceIndicator indicator = build();
        for (String quantity : needed(indicator, survey)) {
            Column column = survey.galaxies().column(quantity);
            Quantity wrong = new Quantity(quantity, column.quantity().unit() == Unit.KMS ? Unit.MAG : Unit.KMS);
            assertThatThrownBy(() -> indicator.measure(withColumn(survey, Column.of(wrong, column.values()))))
                    .as("%s, where %s is in %s", ref(), quantity, wrong.unit().symbol())
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining(quantity);
        }
    }

    @Test
    void refusesHeliocentricRedshifts() {
        Survey survey = sample().survey().withFrame(RestFrame.HELIOCENTRIC);
        assertThatThrownBy(() -> build().measure(survey))
                .as("%s, given heliocentric redshifts", ref())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("CMB");
    }

    @Test
    void measuresWhatIsFartherAsFarther() {
        DistanceIndicator indicator = build();
        int cluster = 5;
        DistanceSample near = indicator.measure(sample().survey());
        DistanceSample far = indicator.measure(sample().farther(cluster, 1.1).survey());
        Set<String> moved = members(cluster);
        double raised = mean(far, near, moved, true);
        double others = mean(far, near, moved, false);
        assertThat(raised - others)
                .as(
                        "%s: what ln d of a cluster rises by, above the others, when it is moved 10 %% farther: 0.095 or so"
                                + " is due",
                        ref())
                .isCloseTo(Math.log(1.1), within(0.35 * Math.log(1.1)));
    }

    private Set<String> members(int cluster) {
        Survey survey = sample().survey();
        Set<String> labels = new HashSet<>(Set.of(survey.groups().labels()[cluster]));
        for (int i = 0; i < survey.galaxies().size(); i++) {
            if (survey.groupOf()[i] == cluster) {
                labels.add(survey.galaxies().labels()[i]);
            }
        }
        return labels;
    }

    private static double mean(DistanceSample far, DistanceSample near, Set<String> moved, boolean ofMoved) {
        Map<String, Double> before = byLabel(near);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < far.size(); i++) {
            Double known = before.get(far.labels()[i]);
            if (known != null && moved.contains(far.labels()[i]) == ofMoved) {
                sum += far.lnDistance()[i] - known;
                count++;
            }
        }
        assertThat(count).as("tracers that were measured both times").isPositive();
        return sum / count;
    }

    /** Also where a galaxy lacks something, where nothing has an error, and of one cluster, if these can be measured. */
    @Test
    void showsItsRelationWhateverTheSurvey() {
        Survey survey = sample().survey();
        DistanceIndicator indicator = build();
        List<Survey> surveys = new ArrayList<>(List.of(survey, withoutErrors(survey)));
        surveys.add(survey.select(IntStream.range(0, survey.galaxies().size())
                .filter(i -> survey.groupOf()[i] == 0)
                .toArray()));
        observables(survey).forEach(quantity -> surveys.add(missing(survey, quantity, 11)));
        int drawn = 0;
        for (Survey each : surveys) {
            DistanceSample measured;
            try {
                measured = indicator.measure(each);
            } catch (DataException e) {
                continue;
            }
            Map<String, Figure> figures = indicator.figures(each, measured);
            Figures.assertPresentable(ref(), figures);
            assertSameBits(ref() + ": figures of the same distances", figures, indicator.figures(each, measured));
            drawn++;
        }
        assertThat(drawn).as("surveys that %s measured", ref()).isPositive();
    }

    private static Survey withoutErrors(Survey survey) {
        Table galaxies = survey.galaxies();
        for (String quantity : observables(survey)) {
            Column column = galaxies.column(quantity);
            galaxies = galaxies.with(Column.of(column.quantity(), column.values()));
        }
        return survey.withGalaxies(galaxies);
    }

    @Test
    void offersARelationOnlyIfItSaysSo() {
        DistanceSample measured = build().measure(sample().survey());
        if (capabilities().contains(Capability.RELATION)) {
            assertThat(measured.calibration().relation())
                    .as("relation of %s, which capabilities() promises", ref())
                    .isPresent();
        } else {
            assertThat(measured.calibration().relation())
                    .as("relation of %s; name Capability.RELATION in capabilities(), and it will be tested", ref())
                    .isEmpty();
        }
    }

    @Test
    void simulatesWhatItsRelationExpects() {
        Survey survey = sample().survey();
        DistanceSample measured = build().measure(survey);
        measured.calibration().relation().ifPresent(relation -> {
            double[] theta = measured.calibration().values();
            double[] lnDistance = lnDistances(measured, survey);
            Survey drawn = relation.simulate(survey, theta, lnDistance, KeyedDraws.ofSeed(3));
            assertSameBits(
                    ref() + ", simulated plainly and prepared",
                    drawn,
                    relation.prepare(survey, theta).draw(lnDistance, KeyedDraws.ofSeed(3)));
            Relation.Residuals residuals = relation.residuals(drawn, theta, lnDistance);
            double chi2 = 0;
            int count = 0;
            for (int i = 0; i < residuals.values().length; i++) {
                if (Double.isFinite(residuals.values()[i])) {
                    chi2 += residuals.values()[i]
                            * residuals.values()[i]
                            / residuals.variances()[i];
                    count++;
                }
            }
            // five standard deviations of the mean of so many squares
            assertThat(chi2 / count)
                    .as(
                            "mean square of the residuals of %s, in units of their variance, where it drew the data itself",
                            ref())
                    .isCloseTo(1, within(5 * Math.sqrt(2.0 / count)));
        });
    }

    @Test
    void knowsTheDerivativesOfItsResiduals() {
        Survey survey = sample().survey();
        DistanceSample measured = build().measure(survey);
        measured.calibration().relation().ifPresent(relation -> {
            double[] theta = measured.calibration().values();
            double[] lnDistance = lnDistances(measured, survey);
            Relation.Residuals at = relation.residuals(survey, theta, lnDistance);
            double step = 1e-5;
            double[] raised = Arrays.stream(lnDistance).map(ln -> ln + step).toArray();
            double[] lowered = Arrays.stream(lnDistance).map(ln -> ln - step).toArray();
            assertDerivative(
                    ref() + ": derivative of the residuals by ln d",
                    at.byLnDistance(),
                    relation.residuals(survey, theta, raised),
                    relation.residuals(survey, theta, lowered),
                    step);
            for (int p = 0; p < theta.length; p++) {
                double width = step * Math.max(1, Math.abs(theta[p]));
                double[] above = theta.clone();
                double[] below = theta.clone();
                above[p] += width;
                below[p] -= width;
                assertDerivative(
                        ref() + ": derivative of the residuals by " + relation.parameters()[p],
                        at.byParameter()[p],
                        relation.residuals(survey, above, lnDistance),
                        relation.residuals(survey, below, lnDistance),
                        width);
            }
        });
    }

    private static void assertDerivative(
            String what, double[] stated, Relation.Residuals above, Relation.Residuals below, double step) {
        for (int i = 0; i < stated.length; i++) {
            double found = (above.values()[i] - below.values()[i]) / (2 * step);
            if (Double.isFinite(found)) {
                assertThat(stated[i])
                        .as("%s, galaxy %s, against differences", what, i)
                        .isCloseTo(found, within(1e-5 * Math.max(1, Math.abs(found))));
            }
        }
    }

    /** Returns for each galaxy the ln d of its tracer, else that of its redshift. */
    private static double[] lnDistances(DistanceSample measured, Survey survey) {
        Map<String, Double> byLabel = byLabel(measured);
        double[] lnDistance = new double[survey.galaxies().size()];
        for (int i = 0; i < lnDistance.length; i++) {
            int group = survey.groupOf()[i];
            String tracer = measured.tracer() == DistanceSample.Tracer.GALAXY || group < 0
                    ? survey.galaxies().labels()[i]
                    : survey.groups().labels()[group];
            double ofRedshift = Math.log(SPEED_OF_LIGHT_KMS * survey.galaxies().values("z")[i]);
            lnDistance[i] = byLabel.getOrDefault(tracer, ofRedshift);
        }
        return lnDistance;
    }

    private static Map<String, Double> byLabel(DistanceSample sample) {
        Map<String, Double> byLabel = new LinkedHashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            byLabel.put(sample.labels()[i], sample.lnDistance()[i]);
        }
        return byLabel;
    }

    private static List<String> observables(Survey survey) {
        return survey.galaxies().quantities().stream()
                .filter(quantity -> !quantity.equals(Quantity.REDSHIFT.name()))
                .toList();
    }

    /** The observables without which the indicator measures nothing. */
    private static List<String> needed(DistanceIndicator indicator, Survey survey) {
        return observables(survey).stream()
                .filter(quantity -> {
                    try {
                        indicator.measure(without(survey, quantity));
                        return false;
                    } catch (PeculiarException e) {
                        return true;
                    }
                })
                .toList();
    }

    private static Survey missing(Survey survey, String quantity, int galaxy) {
        Column column = survey.galaxies().column(quantity);
        double[] values = column.values().clone();
        values[galaxy] = Double.NaN;
        return withColumn(survey, column.withValues(values));
    }

    private static double[] nothing(Survey survey) {
        double[] nothing = new double[survey.galaxies().size()];
        Arrays.fill(nothing, Double.NaN);
        return nothing;
    }

    private static Survey withColumn(Survey survey, Column column) {
        return survey.withGalaxies(survey.galaxies().with(column));
    }

    private static Survey without(Survey survey, String quantity) {
        return survey.withGalaxies(Tables.without(survey.galaxies(), quantity));
    }

    private static boolean differs(DistanceSample a, DistanceSample b) {
        return Content.of(byLabel(a))
                .difference(Content.of(byLabel(b)), ROUNDING, ROUNDING)
                .isPresent();
    }

    private static void assertSameDistances(String what, DistanceSample expected, DistanceSample found) {
        Map<String, Double> one = new TreeMap<>(byLabel(expected));
        Map<String, Double> other = new TreeMap<>(byLabel(found));
        assertSame(what, one, other, ROUNDING, ROUNDING);
    }
}
