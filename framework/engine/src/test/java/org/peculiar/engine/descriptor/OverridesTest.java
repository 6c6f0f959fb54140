package org.peculiar.engine.descriptor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sample.Workflow;

class OverridesTest {

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private Step dust(String... overrides) {
        return workflow.plan(Workflow.SOUND, overrides).step("dust");
    }

    @Test
    void setsAParameter() {
        assertThat(dust("dust.with.ebv=0.3 mag").own().toYaml()).containsEntry("ebv", "0.3 mag");
        assertThat(dust("steps.dust.with.ebv=0.3 mag").own().toYaml()).containsEntry("ebv", "0.3 mag");
        assertThat(dust(" dust.with.ebv = 0.3 mag").own().toYaml()).containsEntry("ebv", "0.3 mag");
    }

    @Test
    void addsAParameterThatTheDescriptorDoesNotHave() {
        assertThat(dust("dust.with.outside=zero").shared().toYaml()).containsEntry("outside", "zero");
        assertThat(workflow.plan(Workflow.SOUND, "flow.with.weights=equal")
                        .step("flow")
                        .own()
                        .toYaml()
                        .get("weights"))
                .isEqualTo(Map.of("by", "equal", "thermal-dispersion", "250.0 km/s"));
    }

    @Test
    void setsListsMappingsAndNull() {
        Plan plan = workflow.plan(
                Workflow.SOUND,
                "distances.with.slopes=[1.2, -0.8]",
                "dust.with.bands={magnitude: {band: V, coefficient: 3}}",
                "dust.with.ebv=null");
        assertThat(plan.step("distances").own().byKey().get("slopes")).isEqualTo(List.of(1.2, -0.8));
        assertThat(plan.step("dust").shared().toYaml())
                .containsEntry("bands", Map.of("magnitude", Map.of("band", "V", "coefficient", 3.0)));
        assertThat(plan.step("dust").own().toYaml()).containsEntry("ebv", "0.1 mag");
    }

    @Test
    void setsASection() {
        Plan plan = workflow.plan(
                Workflow.SOUND,
                "seed=7",
                "name=other",
                "assume.cz-error=0 km/s",
                "estimands.b=flow.b",
                "steps.extra={uses: bias/none, in: zero}");
        assertThat(plan.seed()).isEqualTo(7);
        assertThat(plan.name()).isEqualTo("other");
        assertThat(plan.assume().toYaml()).containsEntry("cz-error", "0.0 km/s");
        assertThat(plan.estimands()).containsEntry("b", new Plan.Estimand("flow", "b"));
        assertThat(plan.steps()).extracting(Step::name).endsWith("flow", "extra");
    }

    @Test
    void keepsWhatWasOverridden() {
        assertThat(workflow.plan(Workflow.SOUND, "seed=7", "seed=8").overrides())
                .containsExactly("seed=7", "seed=8");
        assertThat(workflow.plan(Workflow.SOUND, "seed=7", "seed=8").seed()).isEqualTo(8);
    }

    @Test
    void exchangingAComponentKeepsTheKindsParametersAndDropsItsOwn() {
        Step dust = dust("dust.uses=extinction/none");
        assertThat(dust.component().ref()).isEqualTo("extinction/none");
        assertThat(dust.shared().toYaml()).containsEntry("bands", Map.of("magnitude", Map.of("band", "R")));
        assertThat(dust.dropped()).containsExactly("ebv");
    }

    @Test
    void dropsNothingWhereTheComponentStaysTheSame() {
        Step dust = dust("dust.uses=extinction/flat");
        assertThat(dust.own().toYaml()).containsEntry("ebv", "0.1 mag");
        assertThat(dust.dropped()).isEmpty();
    }

    @Test
    void dropsNothingWhereNothingWasGiven() {
        assertThat(workflow.plan(Workflow.SOUND, "flow.uses=flow/bulk")
                        .step("flow")
                        .dropped())
                .isEmpty();
        assertThat(workflow.plan(Workflow.SOUND, "distances.with=null", "zero.uses=bias/none")
                        .step("zero")
                        .dropped())
                .containsExactly("shift");
    }

    @Test
    void appliesOverridesInOrder() {
        Step there = dust("dust.with.ebv=0.3 mag", "dust.uses=extinction/sfd98", "dust.with.interpolation=nearest");
        assertThat(there.own().toYaml()).isEqualTo(Map.of("maps", "${data}/sfd98", "interpolation", "nearest"));
        assertThat(there.dropped()).containsExactly("ebv");
        Step back = dust(
                "dust.uses=extinction/sfd98",
                "dust.with.interpolation=nearest",
                "dust.uses=extinction/flat",
                "dust.with.ebv=0.2 mag");
        assertThat(back.own().toYaml()).isEqualTo(Map.of("ebv", "0.2 mag"));
        assertThat(back.dropped()).containsExactly("ebv", "interpolation");
    }

    @Test
    void mendsAComponentThatDoesNotExist() {
        String broken = Workflow.SOUND.replace("bias/shift", "bias/shaft");
        assertThat(workflow.plan(broken, "zero.uses=bias/shift")
                        .step("zero")
                        .own()
                        .toYaml())
                .containsEntry("shift", 0.01);
    }

    @Test
    void leavesTheTextOfTheDescriptorAsGiven() {
        assertThat(workflow.plan(Workflow.SOUND, "seed=7").text()).isEqualTo(Workflow.SOUND);
    }
}
