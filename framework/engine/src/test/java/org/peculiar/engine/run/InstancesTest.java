package org.peculiar.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Assume;
import org.peculiar.engine.plan.ExtinctionParameters;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.sample.SampleComponents.Everything;
import org.peculiar.engine.sample.SampleComponents.FlatDust;
import org.peculiar.engine.sample.SampleComponents.NoDust;
import org.peculiar.engine.sample.SamplePlugins;
import org.peculiar.engine.sample.Workflow;
import org.peculiar.engine.schema.Type;

class InstancesTest {

    @TempDir
    Path temp;

    private final Instances instances = new Instances(new SamplePlugins());
    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private Everything.Parameters built(String with) {
        String descriptor = Workflow.SOUND.replace(
                "{uses: correction/run-offsets, with: {quantity: magnitude}}",
                "{uses: correction/everything, with: " + with + "}");
        return ((Everything) instances.component(workflow.plan(descriptor).step("runs"))).parameters();
    }

    @Test
    void makesRecordsFromDefaults() {
        Everything.Parameters built = built("{}");
        assertThat(built.number()).isEqualTo(0.5);
        assertThat(built.speedKms()).isEqualTo(250);
        assertThat(built.depthMpcH()).isEqualTo(10);
        assertThat(built.radiusDeg()).isEqualTo(1.5);
        assertThat(built.sharePercent()).isEqualTo(5);
        assertThat(built.brightnessMagArcsec2()).isEqualTo(20);
        assertThat(built.count()).isEqualTo(3);
        assertThat(built.flag()).isTrue();
        assertThat(built.text()).isEqualTo("some words");
        assertThat(built.word()).isEqualTo(Everything.Word.SECOND_WORD);
        assertThat(built.file()).isEmpty();
        assertThat(built.table()).isEmpty();
        assertThat(built.speedsKms()).containsExactly(1.0, 2.5);
        assertThat(built.byName()).isEqualTo(Map.of("a", 1.0, "b", 0.5));
        assertThat(built.inner()).isEqualTo(new Everything.Inner("unnamed", Optional.empty()));
        assertThat(built.inners()).isEmpty();
        assertThat(built.dust()).isInstanceOf(NoDust.class);
        assertThat(built.moreDust()).isEmpty();
        assertThat(built.perhaps()).isEmpty();
        assertThat(built.counted()).isEmpty();
    }

    @Test
    void makesRecordsOfEveryType() {
        Everything.Parameters built = built("""
                {number: 0.25, speed: 300 km/s, count: -4, flag: false, text: other words, word: third,
                      file: galaxies.txt, table: galaxies, speeds: [3 km/s], by-name: {d: 1, c: 4},
                      inner: {name: n, size: 1 km/s}, inners: [m, {size: 2 km/s}],
                      dust: {uses: extinction/flat, with: {ebv: 0.2 mag}}, more-dust: extinction/none, perhaps: 8,
                      counted: 9}""");
        assertThat(built.number()).isEqualTo(0.25);
        assertThat(built.speedKms()).isEqualTo(300);
        assertThat(built.count()).isEqualTo(-4);
        assertThat(built.flag()).isFalse();
        assertThat(built.text()).isEqualTo("other words");
        assertThat(built.word()).isEqualTo(Everything.Word.THIRD);
        assertThat(built.file()).hasValue(temp.resolve("galaxies.txt"));
        assertThat(built.table()).hasValue(new DataFile("galaxies", temp.resolve("galaxies.txt")));
        assertThat(built.speedsKms()).containsExactly(3.0);
        assertThat(built.byName()).containsExactly(Map.entry("d", 1.0), Map.entry("c", 4.0));
        assertThat(built.inner()).isEqualTo(new Everything.Inner("n", Optional.of(1.0)));
        assertThat(built.inners())
                .containsExactly(
                        new Everything.Inner("m", Optional.empty()), new Everything.Inner("unnamed", Optional.of(2.0)));
        assertThat(built.dust()).isInstanceOf(FlatDust.class);
        assertThat(built.moreDust()).get().isInstanceOf(NoDust.class);
        assertThat(built.perhaps()).hasValue(8.0);
        assertThat(built.counted()).hasValue(9);
    }

    @Test
    void makesRecordsOfTheHost() {
        Plan plan = workflow.plan(Workflow.SOUND.replace(
                "bands: {", "outside: zero, undo: extinction/flat, coefficients: sf11, bands: {"));
        Assume assume = (Assume) instances.hostRecord(plan.assume());
        assertThat(assume)
                .isEqualTo(new Assume(
                        new Assume.Background(Assume.Preset.EINSTEIN_DE_SITTER, Optional.empty(), Optional.empty()),
                        250,
                        150));
        ExtinctionParameters shared = (ExtinctionParameters) instances.shared(plan.step("dust"));
        assertThat(shared.bands())
                .isEqualTo(Map.of(
                        "magnitude",
                        new ExtinctionParameters.Band("R", Optional.empty(), Optional.empty(), Optional.empty())));
        assertThat(shared.outside()).isEqualTo(ExtinctionParameters.Outside.ZERO);
        assertThat(shared.coefficients()).isEqualTo(ExtinctionParameters.Coefficients.SF11);
        assertThat(shared.undo()).get().isInstanceOf(FlatDust.class);
        assertThat(instances.shared(plan.step("flow"))).isNull();
    }

    /** A record whose values do not go together. */
    public record Ordered(int low, int high) {
        public Ordered {
            if (low > high) {
                throw new IllegalArgumentException("found low " + low + " above high " + high);
            }
        }
    }

    @Test
    void saysWhatARecordRefuses() {
        Type.RecordOf type = new Type.RecordOf(Ordered.class.getName(), List.of(whole("high"), whole("low")));
        assertThat(instances.hostRecord(new Values(type, Map.of("low", 1L, "high", 2L))))
                .isEqualTo(new Ordered(1, 2));
        assertThatThrownBy(() -> instances.hostRecord(new Values(type, Map.of("low", 3L, "high", 2L))))
                .isInstanceOf(DataException.class)
                .hasMessage("found low 3 above high 2");
    }

    private static Type.Field whole(String name) {
        return new Type.Field(
                name,
                name,
                "A number",
                false,
                new Type.Whole(),
                Unit.NONE,
                null,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "");
    }

    @Test
    void namesTheStepWhoseComponentRefusesItsData() {
        Plan plan = workflow.plan(Workflow.SOUND);
        ComponentFactory refusing = new ComponentFactory() {
            @Override
            public Class<?> load(String plugin, String className) {
                return new SamplePlugins().load(plugin, className);
            }

            @Override
            public Object create(String plugin, String className, Optional<Object> parameters) {
                throw new DataException("the map is torn");
            }
        };
        assertThatThrownBy(() -> new Instances(refusing).component(plan.step("dust")))
                .isInstanceOf(DataException.class)
                .hasMessage("steps.dust: the map is torn");
    }
}
