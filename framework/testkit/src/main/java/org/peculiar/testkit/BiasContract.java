package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.Stage;

/** What every bias correction promises, and every step that sets the zero point. A test of one extends it. */
public abstract class BiasContract extends ComponentContract<DistanceBias, DistanceSample> {

    /** Run the contract. */
    protected BiasContract() {
        super(DistanceBias.class);
    }

    /** Return the distances that the component is run on: those of clusters, of unknown scale, unless overridden. */
    protected DistanceSample sample() {
        return SampleSurvey.standard().distances().withZeroPoint(ZeroPoint.RELATIVE);
    }

    @Override
    List<DistanceSample> inputs() {
        DistanceSample sample = sample();
        double[] redrawn = sample.lnDistance().clone();
        for (int i = 0; i < redrawn.length; i++) {
            redrawn[i] += 0.02 * Math.sin(i);
        }
        int[] most = IntStream.range(0, sample.size()).filter(i -> i % 5 != 0).toArray();
        return List.of(sample, sample.withLnDistance(redrawn), sample.select(most));
    }

    @Override
    Object apply(DistanceBias component, DistanceSample input) {
        return component.correct(input);
    }

    @Override
    Stage<DistanceSample, ?> prepare(DistanceBias component, DistanceSample like) {
        return component.prepare(like);
    }

    @Test
    void keepsAllRowsInTheirOrder() {
        for (DistanceSample input : inputs()) {
            DistanceSample corrected = build().correct(input);
            assertThat(corrected.labels()).as("labels after %s", ref()).isEqualTo(input.labels());
            assertThat(corrected.rowIds()).as("row ids after %s", ref()).isEqualTo(input.rowIds());
            assertThat(corrected.z()).as("redshifts after %s", ref()).isEqualTo(input.z());
            assertThat(corrected.members()).as("members after %s", ref()).isEqualTo(input.members());
        }
    }

    @Test
    void notesWhatItDid() {
        DistanceSample before = sample();
        DistanceSample after = build().correct(before);
        boolean changed = Content.of(before.lnDistance())
                        .difference(Content.of(after.lnDistance()))
                        .isPresent()
                || before.zeroPoint() != after.zeroPoint();
        if (changed) {
            assertThat(after.treatments().size())
                    .as("treatments after %s, which changes distances and so must note it with treated(…)", ref())
                    .isGreaterThan(before.treatments().size());
        }
    }

    @Test
    void refusesToCorrectTwice() {
        DistanceBias bias = build();
        DistanceSample once = bias.correct(sample());
        if (once.treatments().size() > sample().treatments().size()) {
            assertThatThrownBy(() -> bias.correct(once))
                    .as("%s, applied twice", ref())
                    .isInstanceOf(DataException.class)
                    .hasMessageMatching("(?s).*(already|before|twice|once).*");
        } else {
            assertSameBits(ref() + ", which notes no treatment, applied twice", once, bias.correct(once));
        }
    }

    @Test
    void doesNotCareForTheOrderOfTracers() {
        DistanceSample sample = sample();
        int n = sample.size();
        int[] order = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        assertSame(
                ref() + ", tracers in another order",
                byLabel(build().correct(sample)),
                byLabel(build().correct(sample.select(order))),
                1e-9,
                1e-9);
    }

    private static Map<String, Object> byLabel(DistanceSample sample) {
        Map<String, Object> byLabel = new TreeMap<>();
        for (int i = 0; i < sample.size(); i++) {
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("ln d", sample.lnDistance()[i]);
            row.put("error", sample.lnError()[i]);
            byLabel.put(sample.labels()[i], row);
        }
        return byLabel;
    }
}
