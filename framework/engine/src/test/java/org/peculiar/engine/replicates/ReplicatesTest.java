package org.peculiar.engine.replicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Survey;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.sample.ToySweep;

/** What is drawn, on {@link ToySweep}. */
class ReplicatesTest {

    private static final String SWEEP = ToySweep.STEPS + "sweep:\n  vary:\n    ";

    /** Nothing scatters: neither motions, nor redshifts, nor distances. */
    private static final String EXACT =
            SWEEP.replace("250 km/s", "0 km/s").replace("150 km/s", "0 km/s").replace("scatter: 0.1", "scatter: 0");

    @TempDir
    private Path folder;

    private ToySweep toys;
    private final List<Survey> seen = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void setUp() {
        toys = new ToySweep(folder);
        toys.watching(seen::add);
    }

    private List<Replicate> replicates(String descriptor) {
        SweepOutcome outcome = toys.ready(descriptor).outcome();
        List<Replicate> replicates = outcome.replicates().values().iterator().next();
        assertThat(replicates).allMatch(Replicate::succeeded);
        return replicates;
    }

    private List<Survey> drawn(int count) {
        return seen.subList(seen.size() - count, seen.size());
    }

    @Test
    void bootstrapOfRowsDrawsAsManyWithMultiplicity() {
        replicates(SWEEP + "again: {bootstrap: survey, by: rows, replicates: 20}\n");
        double distinct = 0;
        for (Survey survey : drawn(20)) {
            int[] ids = survey.galaxies().rowIds();
            assertThat(ids).hasSize(ToySweep.GROUPS * ToySweep.MEMBERS);
            distinct += Arrays.stream(ids).distinct().count() / (20.0 * ids.length);
            // a galaxy drawn twice counts twice in its one group
            assertThat(survey.groups().labels()).doesNotHaveDuplicates();
            for (int i = 0; i < ids.length; i++) {
                assertThat(survey.groups().rowIds()[survey.groupOf()[i]]).isEqualTo(ids[i] / ToySweep.MEMBERS);
            }
        }
        // 1 − 1/e of all
        assertThat(distinct).isCloseTo(0.632, within(0.02));
    }

    @Test
    void bootstrapOfGroupsDrawsDistinctWholeCopies() {
        replicates(SWEEP + "again: {bootstrap: survey, by: group, replicates: 20}\n");
        Set<List<Integer>> different = new HashSet<>();
        for (Survey survey : drawn(20)) {
            assertThat(survey.groups().size()).isEqualTo(ToySweep.GROUPS);
            int[] members = new int[ToySweep.GROUPS];
            for (int group : survey.groupOf()) {
                members[group]++;
            }
            assertThat(members).containsOnly(ToySweep.MEMBERS);
            int[] ids = survey.groups().rowIds();
            assertThat(Arrays.stream(ids).distinct().count()).isBetween(25L, 45L);
            different.add(Arrays.stream(ids).boxed().toList());
        }
        assertThat(different).hasSize(20);
    }

    /** The scatter of bootstraps is the error of the flow, within their Monte Carlo error and that of 56 blocks. */
    @Test
    void bootstrapScattersAsTheErrors() {
        SweepOutcome outcome = toys.ready(SWEEP.replace("form: inverse", "form: forward")
                        + "again: {bootstrap: survey, by: group, replicates: 500}\n")
                .outcome();
        List<Replicate> replicates = outcome.replicates().values().iterator().next();
        for (int k = 0; k < 3; k++) {
            assertThat(Math.sqrt(
                            covariance(replicates)[k][k] / outcome.baseline().random()[k][k]))
                    .isBetween(0.7, 1.4);
        }
    }

    /** J C Jᵀ, since the toy's flow is all but linear in its two offsets. */
    @Test
    void displacementsHaveTheCovarianceOfTheLinearResponse() {
        SweepOutcome outcome = toys.ready(SWEEP + "offsets: {displace: runs, from: covariance, replicates: 2000}\n")
                .outcome();
        double[][] found = covariance(outcome.replicates().values().iterator().next());
        double[][] stated = outcome.baseline().systematic().get("runs");
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double error = Math.sqrt((stated[i][i] * stated[j][j] + stated[i][j] * stated[i][j]) / 2000);
                assertThat(found[i][j]).isCloseTo(stated[i][j], within(4 * error + 0.02 * Math.abs(stated[i][j])));
            }
        }
    }

    /** The toy's offsets are 0 whatever is drawn, so nothing may move. */
    @Test
    void resampledOffsetsDisplaceByWhatTheyChange() {
        SweepOutcome outcome = toys.ready(SWEEP + "offsets: {displace: runs, from: resampling, replicates: 5}\n")
                .outcome();
        outcome.replicates()
                .values()
                .iterator()
                .next()
                .forEach(replicate -> assertThat(replicate.velocityKms())
                        .containsExactly(outcome.baseline().velocityKms()));
    }

    @ParameterizedTest
    @CsvSource({
        "inverse, automatic",
        "forward, automatic",
        "orthogonal, automatic",
        "inverse, redshifts",
        "orthogonal, distances"
    })
    void withoutScatterMocksGiveTheirFlowBack(String form, String geometry) {
        List<Replicate> mocks = replicates(EXACT.replace("form: inverse", "form: " + form)
                + "mocks: {monte-carlo: runs, relation: distances, flow: [400 km/s, -300 km/s, 200 km/s], geometry: "
                + geometry + ", replicates: 2}\n");
        for (Replicate mock : mocks) {
            // the distance table's interpolation
            assertThat(mock.velocityKms()).containsExactly(new double[] {400, -300, 200}, within(2e-3));
        }
    }

    @Test
    void withoutScatterAndFlowNothingMoves() {
        List<Replicate> mocks =
                replicates(EXACT + "mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 2}\n");
        mocks.forEach(mock -> assertThat(mock.velocityKms()).containsExactly(new double[3], within(2e-3)));
    }

    /** Without scatter, a mock's flow is what its survey makes of one velocity field, which grows with its amplitude. */
    @Test
    void mocksHaveTheVelocitiesOfATheory() {
        String mocks =
                "mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 200, theory: {sigma8: SIGMA8}}\n";
        List<Replicate> some = replicates(EXACT + mocks.replace("SIGMA8", "0.4"));
        List<Replicate> twice = replicates(EXACT + mocks.replace("SIGMA8", "0.8"));
        double sum = 0;
        for (int i = 0; i < some.size(); i++) {
            double[] v = some.get(i).velocityKms();
            double[] w = twice.get(i).velocityKms();
            for (int k = 0; k < 3; k++) {
                // second order in cz/c of the response is left
                assertThat(w[k]).isCloseTo(2 * v[k], within(0.02 * Math.abs(w[k]) + 15));
                sum += w[k] * w[k];
            }
        }
        // more than a large sphere's, less than a point's: linear theory, not noise, which there is none of
        assertThat(Math.sqrt(sum / some.size())).isBetween(150.0, 600.0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void outflowVanishesInAFittedZeroPointAlone(boolean fitted) {
        String descriptor = EXACT.replace(
                "{uses: flow/bulk}",
                fitted ? "{uses: flow/bulk, with: {marginalise: [zero-point]}}" : "{uses: flow/bulk}");
        // a third of the sky is not covered, as zone and hemisphere cuts do
        toys.dressed(survey ->
                survey.select(IntStream.range(0, survey.galaxies().size())
                        .filter(i -> survey.galaxies().directions().z()[i] > -0.3)
                        .toArray()));
        List<Replicate> mocks = replicates(descriptor
                + "mocks: {monte-carlo: runs, relation: distances, flow: none, monopole: 5 %, replicates: 1}\n");
        double vz = mocks.get(0).velocityKms()[2];
        if (fitted) {
            // second order in cz/c of the response is left
            assertThat(vz).isCloseTo(0, within(15.0));
        } else {
            assertThat(vz).isGreaterThan(100);
        }
    }

    /** The means of mocks are their input, and their scatter what each states. */
    @Test
    void mocksRecoverTheirInput() {
        SweepOutcome outcome = toys.ready(SWEEP.replace("scatter: 0.1", "scatter: 0.05")
                        + "mocks: {monte-carlo: runs, relation: distances, flow: flow, replicates: 600}\n")
                .outcome();
        List<Replicate> mocks = outcome.replicates().values().iterator().next();
        double[] input = outcome.baseline().velocityKms();
        double[][] c = covariance(mocks);
        for (int k = 0; k < 3; k++) {
            int at = k;
            double mean = mocks.stream()
                    .mapToDouble(mock -> mock.velocityKms()[at])
                    .average()
                    .orElseThrow();
            assertThat(mean).isCloseTo(input[k], within(4 * Math.sqrt(c[k][k] / 600)));
        }
    }

    private static double[][] covariance(List<Replicate> replicates) {
        int n = replicates.size();
        double[] mean = new double[3];
        double[][] c = new double[3][3];
        replicates.forEach(one -> Arrays.setAll(mean, k -> mean[k] + one.velocityKms()[k] / n));
        for (Replicate one : replicates) {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    c[i][j] += (one.velocityKms()[i] - mean[i]) * (one.velocityKms()[j] - mean[j]) / (n - 1);
                }
            }
        }
        return c;
    }

    @Test
    void replicatesAreNamedForTheirAxis() {
        String two = SWEEP + "one: {monte-carlo: runs, relation: distances, flow: none, replicates: 3}\n"
                + "    other: {monte-carlo: runs, relation: distances, flow: none, replicates: 3}\n";
        Map<?, List<Replicate>> both = toys.ready(two).outcome().replicates();
        List<List<Replicate>> lists = List.copyOf(both.values());
        assertThat(lists).hasSize(2);
        assertThat(lists.get(0).get(0).velocityKms())
                .isNotEqualTo(lists.get(1).get(0).velocityKms());
    }
}
