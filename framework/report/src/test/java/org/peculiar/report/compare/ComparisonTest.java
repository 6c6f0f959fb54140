package org.peculiar.report.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.SampleRecord;

class ComparisonTest {

    private static final String OTHER = "extinction/burstein-heiles";

    @TempDir
    Path temp;

    private RecordedRun record(String folder, SampleRecord of) {
        return RecordedRun.read(of.write(temp.resolve(folder)));
    }

    private static void replace(Path file, String text, String by) throws IOException {
        String content = Files.readString(file);
        assertThat(content).contains(text);
        Files.writeString(file, content.replace(text, by));
    }

    @Test
    void sameRunsDifferInNothing() {
        Comparison same = Comparison.of(record("a", new SampleRecord()), record("b", new SampleRecord()));
        assertThat(same.choices()).isEmpty();
        assertThat(same.used()).isEmpty();
        assertThat(same.flows()).singleElement().satisfies(flow -> {
            assertThat(flow.moves().value()).isZero();
            assertThat(flow.errorSource()).isEqualTo("the same flow");
        });
        assertThat(same.estimands()).allMatch(Moved::same);
        assertThat(same.claims()).hasSize(3).noneMatch(ClaimPair::turned);
    }

    @Test
    void findsTheErrorInTheSweepThatHasTheOtherRunAsAVariant() {
        RecordedRun swept = record("a", new SampleRecord());
        RecordedRun swapped = record("b", new SampleRecord().withoutSweep().withDust(OTHER));
        FlowMove forth = Comparison.of(swept, swapped).flows().get(0);
        // the made-up variant: 107 km/s shorter along the flow, error 21 km/s, of the speed 17 km/s
        assertThat(forth.moves()).hasToString("107 ± 21 km s⁻¹");
        assertThat(forth.speed().signed()).isEqualTo("−107 ± 17 km s⁻¹");
        assertThat(forth.errorSource()).isEqualTo("paired, a variant in the sweep of the first run: tracer weights");
        FlowMove back = Comparison.of(swapped, swept).flows().get(0);
        assertThat(back.speed().signed()).isEqualTo("+107 ± 17 km s⁻¹");
        assertThat(back.errorSource()).isEqualTo("paired, a variant in the sweep of the second run: tracer weights");
    }

    @Test
    void statesNoErrorWhereRunsShareDataAndNoSweepPairsThem() {
        FlowMove move = Comparison.of(
                        record("a", new SampleRecord().withoutSweep()),
                        record("b", new SampleRecord().withoutSweep().withDust(OTHER)))
                .flows()
                .get(0);
        assertThat(move.speed()).hasToString("−107 km s⁻¹");
        assertThat(move.errorSource()).startsWith("unknown: the runs share data");
    }

    @Test
    void addsErrorsOfRunsThatShareNoFile() throws IOException {
        RecordedRun a = record("a", new SampleRecord().withoutSweep());
        Path b = new SampleRecord().withoutSweep().withDust(OTHER).write(temp.resolve("b"));
        replace(b.resolve("lock.json"), "00112233", "99887766");
        Comparison comparison = Comparison.of(a, RecordedRun.read(b));
        // 201 km/s twice, in quadrature
        assertThat(comparison.flows().get(0).speed()).hasToString("−107 ± 284 km s⁻¹");
        assertThat(comparison.used())
                .contains(new Choice("file galaxies.ecsv", "SHA-256 001122334455…", "SHA-256 998877664455…"));
    }

    /** As mocks of one seed do. */
    @Test
    void runsWithoutFilesMayShareTheirNumbers() throws IOException {
        Path a = new SampleRecord().withoutSweep().write(temp.resolve("a"));
        Path b = new SampleRecord().withoutSweep().withDust(OTHER).write(temp.resolve("b"));
        for (Path run : List.of(a, b)) {
            replace(
                    run.resolve("lock.json"),
                    "{\"/somewhere/galaxies.ecsv\":\"00112233445566778899aabbccddeeff\"}",
                    "{}");
        }
        FlowMove move =
                Comparison.of(RecordedRun.read(a), RecordedRun.read(b)).flows().get(0);
        assertThat(move.speed()).hasToString("−107 km s⁻¹");
        assertThat(move.errorSource()).startsWith("unknown: the runs share data, or may");
    }

    @Test
    void tellsWhatWasChosenDifferently() throws IOException {
        RecordedRun a = record("a", new SampleRecord());
        Path b = new SampleRecord().withDust(OTHER).write(temp.resolve("b"));
        replace(b.resolve("resolved.yaml"), "  flow: {uses: flow/bulk}", """
                  flow: {uses: flow/bulk, with: {weights: eta}}
                  mg2: {uses: diagnostic/mg2-sigma, with: {mocks: 1000}}
                claims: [{over: a}, {over: b}]
                """);
        assertThat(Comparison.of(a, RecordedRun.read(b)).choices())
                .containsExactly(
                        new Choice("steps.dust.uses", "extinction/sfd98", OTHER),
                        new Choice("steps.flow.with", "", "weights"),
                        new Choice("steps.mg2", "", "diagnostic/mg2-sigma"),
                        new Choice("claims", "", "2 entries"));
    }

    @Test
    void fileThatOnlyLiesElsewhereIsTheSame() throws IOException {
        RecordedRun a = record("a", new SampleRecord());
        Path b = new SampleRecord().write(temp.resolve("b"));
        replace(b.resolve("resolved.yaml"), "/somewhere/", "/elsewhere/");
        replace(b.resolve("lock.json"), "/somewhere/galaxies", "/elsewhere/galaxies");
        Comparison comparison = Comparison.of(a, RecordedRun.read(b));
        assertThat(comparison.choices()).isEmpty();
        assertThat(comparison.used()).isEmpty();
    }

    @Test
    void tellsClaimsThatTurned() throws IOException {
        RecordedRun a = record("a", new SampleRecord());
        Path b = new SampleRecord().write(temp.resolve("b"));
        replace(b.resolve("results.json"), "\"verdict\":\"holds\"", "\"verdict\":\"fails\"");
        assertThat(String.join("\n", Comparison.of(a, RecordedRun.read(b)).lines()))
                .contains("claims: 2 of 3 as before")
                .contains("largest change of speed over drop-cluster −9 to 100 km s⁻¹: holds → fails");
    }

    @Test
    void writesTextJsonAndAPage() throws IOException {
        Comparison comparison = Comparison.of(
                record("a", new SampleRecord()),
                record("b", new SampleRecord().withoutSweep().withDust(OTHER)));
        List<String> lines = comparison.lines();
        assertThat(lines)
                .contains(
                        "  steps.dust.uses  extinction/sfd98 → extinction/burstein-heiles",
                        "    moves   107 ± 21 km s⁻¹; speed −107 ± 17 km s⁻¹",
                        "  speed  707 km s⁻¹ → 600 km s⁻¹ (−107 km s⁻¹)",
                        "claims: the second run has none");
        String json = new ObjectMapper().writeValueAsString(comparison.toJson());
        assertThat(json)
                .contains("{\"what\":\"steps.dust.uses\",\"first\":\"extinction/sfd98\",\"second\":\"" + OTHER + "\"}")
                .contains("\"speed\":{\"value\":-107.0,\"error\":17.0,\"unit\":\"km/s\"}")
                .doesNotContain("NaN");
        assertThat(ComparisonPage.of(comparison))
                .contains("The flow moves by 107 ± 21 km s⁻¹, its speed by −107 ± 17 km s⁻¹.")
                .doesNotContain("://");
    }
}
