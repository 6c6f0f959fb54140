package org.peculiar.plugin.diagnostic.surveycomparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Inputs;
import org.peculiar.plugin.diagnostic.surveycomparison.ComparedSurveys.Parameters;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.velocity.CommonNoise;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.testkit.HostFiles;
import org.peculiar.testkit.SampleTheory;
import org.peculiar.testkit.SampleVelocities;

class ComparedSurveysTest {

    private static final PublishedFlow LP = new PublishedFlow(689, 343, 52, Optional.of(178.0), List.of());

    private static Finding find(
            Map<String, FlowFit> flows, Map<String, PublishedFlow> published, CommonNoise.What common) {
        Assumptions assumptions = new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);
        return new ComparedSurveys(
                        new Parameters(published, SampleTheory.parameters(), common, 10), new HostFiles(), assumptions)
                .find(new Inputs(flows), KeyedDraws.ofSeed(1));
    }

    private static Map<String, FlowFit> both() {
        Map<String, FlowFit> flows = new LinkedHashMap<>();
        flows.put("near.flow", SampleVelocities.near().bulkFlow());
        flows.put("Far 2", SampleVelocities.far().bulkFlow());
        return flows;
    }

    private static double value(Finding found, String scalar) {
        return found.scalars().get(scalar).value();
    }

    private static double[] numbers(Finding found, String table, String column) {
        return ((Finding.Numbers) found.tables().get(table).byName().get(column)).values();
    }

    private static String[] texts(Finding found, String table, String column) {
        return ((Finding.Texts) found.tables().get(table).byName().get(column)).values();
    }

    // METHODS 9.2, an independent program, to 1e-3
    @Test
    void comparesTheSmallSurveys() {
        Finding found = find(both(), Map.of(), CommonNoise.What.NOTHING);
        assertThat(value(found, "naive-chi2-far-2")).isCloseTo(0.232923, within(1e-6));
        assertThat(value(found, "naive-p-far-2")).isCloseTo(0.97211, within(1e-5));
        assertThat(value(found, "chi2-far-2")).isCloseTo(0.166681, within(1.7e-4));
        assertThat(value(found, "p-far-2")).isCloseTo(0.98278, within(1e-4));
        assertThat(found.notes()).isEmpty();
    }

    @Test
    void comparesAllPairs() {
        Finding found = find(both(), Map.of("LP", LP), CommonNoise.What.MOTION);
        assertThat(texts(found, "pairs", "a")).containsExactly("near.flow", "near.flow", "Far 2");
        assertThat(texts(found, "pairs", "b")).containsExactly("Far 2", "LP", "LP");
        assertThat(numbers(found, "pairs", "chi2")[0]).isPositive();
        assertThat(numbers(found, "pairs", "chi2")[1]).isNaN();
        assertThat(numbers(found, "pairs", "common")[0]).isZero();
        assertThat(texts(found, "surveys", "from")).containsExactly("fitted", "fitted", "published");
        assertThat(numbers(found, "surveys", "cosmic_rms")[2]).isNaN();
        assertThat(found.scalars()).containsKeys("naive-chi2-lp", "chi2-far-2").doesNotContainKey("chi2-lp");
        assertThat(found.notes()).singleElement().asString().contains("published flows are taken as given");
        assertThat(found.figures()).containsOnlyKeys("pairs", "apexes");
    }

    // Hudson et al. 1999, section 4, compare with printed vectors; chi-square of METHODS 9.2, to 2e-3 as the middle
    // axis is rounded
    @Test
    void comparesPublishedFlowsAlone() {
        Map<String, PublishedFlow> published = new LinkedHashMap<>();
        published.put(
                "SMAC",
                new PublishedFlow(
                        630,
                        260,
                        -1,
                        Optional.empty(),
                        List.of(
                                new PublishedFlow.Axis(214, 237, -11),
                                new PublishedFlow.Axis(100, 314, 49),
                                new PublishedFlow.Axis(155.8, 336.0, -38.9))));
        published.put("LP", LP);
        published.put("SNIa", new PublishedFlow(320, 282, -8, Optional.of(160.0), List.of()));
        Finding found = find(Map.of(), published, CommonNoise.What.MOTION);
        assertThat(value(found, "naive-chi2-lp")).isCloseTo(12.606, within(2e-3));
        assertThat(value(found, "naive-chi2-snia")).isCloseTo(1.927, within(2e-3));
    }

    @Test
    void comparesNaivelyWhatHasNoWindow() {
        Map<String, FlowFit> flows = new LinkedHashMap<>(both());
        flows.put("nonlinear", SampleVelocities.far().bulkFlowWithoutWeights());
        Finding found = find(flows, Map.of(), CommonNoise.What.MOTION);
        assertThat(found.scalars()).containsKey("naive-p-nonlinear").doesNotContainKey("p-nonlinear");
        assertThat(found.notes()).singleElement().asString().startsWith("nonlinear: compared naively only");
    }

    @Test
    void tellsWhatItCannotJudge() {
        Map<String, FlowFit> flows = new LinkedHashMap<>();
        flows.put("one", SampleVelocities.near().bulkFlow());
        double[] moved = SampleVelocities.near().velocityKms();
        moved[0] += 100;
        flows.put("other", SampleVelocities.near().withVelocities(moved).bulkFlow());
        Finding found = find(flows, Map.of(), CommonNoise.What.ALL);
        assertThat(numbers(found, "pairs", "common")).containsExactly(8);
        assertThat(numbers(found, "pairs", "dof")).containsExactly(0);
        assertThat(found.notes()).singleElement().asString().contains("0 degrees of freedom");
    }

    @Test
    void orderDoesNotMatter() {
        Map<String, FlowFit> turned = new LinkedHashMap<>();
        List<Map.Entry<String, FlowFit>> entries = new ArrayList<>(both().entrySet());
        turned.put(entries.get(1).getKey(), entries.get(1).getValue());
        turned.put(entries.get(0).getKey(), entries.get(0).getValue());
        assertThat(value(find(turned, Map.of(), CommonNoise.What.MOTION), "chi2-near-flow"))
                .isCloseTo(value(find(both(), Map.of(), CommonNoise.What.MOTION), "chi2-far-2"), within(1e-12));
    }

    @Test
    void refusesASingleFlow() {
        assertThatThrownBy(() ->
                        find(Map.of("one", SampleVelocities.near().bulkFlow()), Map.of(), CommonNoise.What.MOTION))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage(
                        "survey-comparison: found 1 flow, but at least two are compared; name more under in: {flows: […]} or"
                                + " published:");
    }

    @Test
    void refusesNamesThatNumbersWouldShare() {
        Map<String, FlowFit> flows = new LinkedHashMap<>(both());
        flows.put("far 2", SampleVelocities.far().bulkFlow());
        assertThatThrownBy(() -> find(flows, Map.of(), CommonNoise.What.MOTION))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("far-2");
    }
}
