package org.peculiar.science.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Draws;
import org.peculiar.science.SmacTwin;
import org.peculiar.science.random.KeyedDraws;

class ResampleTest {

    private static final Draws DRAWS = KeyedDraws.ofSeed(56).stream("bootstrap");

    @Test
    void drawsAsManyAsThereAre() {
        Resample resample = Resample.of(56, 4, DRAWS.replicate(0));
        assertThat(resample.picks()).hasSize(56);
        assertThat(Arrays.stream(resample.picks()).allMatch(g -> g >= 0 && g < 56))
                .isTrue();
        assertThat(Arrays.stream(resample.multiplicities()).sum()).isEqualTo(56);
        assertThat(resample.distinct())
                .isEqualTo((int) Arrays.stream(resample.picks()).distinct().count());
        assertThat(Resample.of(56, 4, DRAWS.replicate(0)).picks()).isEqualTo(resample.picks());
    }

    // Of n = 56, on average a fraction 1 − (1 − 1/n)ⁿ = 0.6354 is drawn; every group equally often.
    @Test
    void drawsEveryGroupAlike() {
        double[][] distinct = new double[2000][1];
        double[][] counts = new double[2000][];
        for (int r = 0; r < distinct.length; r++) {
            Resample resample = Resample.of(56, 4, DRAWS.replicate(r));
            distinct[r][0] = resample.distinct() / 56.0;
            counts[r] =
                    Arrays.stream(resample.multiplicities()).asDoubleStream().toArray();
        }
        Replicates fraction = Replicates.of(distinct);
        assertThat(fraction.mean()[0]).isCloseTo(1 - Math.pow(55 / 56.0, 56), within(4 * fraction.meanError()[0]));
        Replicates each = Replicates.of(counts);
        for (int g = 0; g < 56; g++) {
            assertThat(each.mean()[g]).isCloseTo(1, within(4.5 * each.meanError()[g]));
        }
    }

    @Test
    void flagsTooFewDistinctGroups() {
        int skipped = 0;
        for (int r = 0; r < 3000; r++) {
            Resample resample = Resample.of(5, 4, DRAWS.replicate(r));
            assertThat(resample.isEnough()).isEqualTo(resample.distinct() >= 4);
            skipped += resample.isEnough() ? 0 : 1;
        }
        // of 5⁵ = 3125 orders 120 have five and 1,200 four distinct ones
        assertThat(new Proportion(skipped, 3000).agreesWith(1 - 1320 / 3125.0, 4))
                .isTrue();
    }

    @Test
    void repeatsTheRowsOfAGroup() {
        Resample resample = Resample.of(3, 1, DRAWS.replicate(1));
        int[] rows = resample.rows(new int[] {0, 1, 0, 2, 1});
        int[][] members = {{0, 2}, {1, 4}, {3}};
        int at = 0;
        for (int pick : resample.picks()) {
            for (int row : members[pick]) {
                assertThat(rows[at++]).isEqualTo(row);
            }
        }
        assertThat(rows).hasSize(at);
        assertThatThrownBy(() -> resample.rows(new int[] {3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("resample: row 0 is of group 3, but groups are 0 to 2");
    }

    // Bootstrap and jackknife estimate one covariance; theirs of the twin differ by less than a quarter of the error.
    @Test
    void bootstrapOfTheTwinHasAboutTheErrorOfTheJackknife() {
        SmacTwin twin = new SmacTwin();
        double[][] flows = new double[1000][];
        for (int r = 0; r < flows.length; r++) {
            flows[r] = twin.fit(Resample.of(56, 4, DRAWS.replicate(r)).picks()).parameters();
        }
        double trace = Math.sqrt(Replicates.of(flows).covariance().trace());
        double jackknife = Math.sqrt(117.738 * 117.738 + 133.139 * 133.139 + 184.741 * 184.741);
        assertThat(trace).isCloseTo(jackknife, within(0.25 * jackknife));
    }
}
