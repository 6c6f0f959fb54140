package org.peculiar.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.SampleRecord;

class PageTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"variants-data\">(.*?)</script>", Pattern.DOTALL);

    @TempDir
    Path temp;

    private String page(SampleRecord record) {
        return Page.report(RecordedRun.read(record.write(temp.resolve("record"))));
    }

    /** Returns the visible text, one line an element. */
    private static String text(String page) {
        return page.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "")
                .replaceAll("<[^>]*>", "\n")
                .replace('\u00a0', ' ')
                .replaceAll("\\s*\n\\s*", "\n");
    }

    private static JsonNode data(String page) throws IOException {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void tellsVerdictsFirst() {
        String page = page(new SampleRecord());
        assertThat(text(page))
                .containsSubsequence(
                        "\nsample\n",
                        "This record is made up.",
                        "707 ± 201 km s⁻¹",
                        "257 ± 13°",
                        "647 ± 201 km s⁻¹",
                        "p = 0.0015, significant at 99.85 %",
                        "1 of 3 claims hold, 1 fails, 1 is doubtful.",
                        "largest change of speed over drop-cluster",
                        "91\n± 21\nkm s⁻¹\n−9 to 100 km s⁻¹",
                        "6.55\n± 0.39\n%",
                        "Paper against here",
                        "630\n± 200\nkm s⁻¹\n647\n± 201\nkm s⁻¹\n+0.1",
                        "Variants",
                        "5 variants and the baseline.",
                        "Error budget",
                        "−144\n± 119\nkm s⁻¹",
                        "Jackknives",
                        "Mocks at rest",
                        "Steps",
                        "[Schlegel et al. 1998]",
                        "[1900Unknown]",
                        "uses: extinction/sfd98",
                        "00112233445566778899aabbccddeeff",
                        "Jørgensen",
                        "peculiar run sample.yaml --set dust.uses=extinction/sfd98 --set 'note=it'\\''s'");
    }

    @Test
    void holdsTheVariantsColumnByColumn() throws IOException {
        JsonNode data = data(page(new SampleRecord().failing("no flow")));
        assertThat(data.at("/numbers/variant").size()).isEqualTo(6);
        assertThat(data.at("/numbers/speed/1").asDouble()).isEqualTo(600);
        assertThat(data.at("/numbers/speed/5").isNull()).isTrue();
        assertThat(data.at("/failures/5").asText()).isEqualTo("no flow");
        assertThat(data.at("/axes/1/name").asText()).isEqualTo("drop-cluster");
        assertThat(data.at("/axes/1/levels").toString())
                .isEqualTo("[\"baseline\",\"A194\",\"A262\",\"A1656\",\"7S21\"]");
        assertThat(data.at("/axes/1/of").toString()).isEqualTo("[0,0,1,2,3,4]");
    }

    @Test
    void namesAreTextWhateverTheyHold() throws IOException {
        String name = "<script>alert(1)</script><!--\"&'";
        String page = page(new SampleRecord().named(name).of(List.of(name, "]]></script>")));
        // one element for each of our scripts and the data, and none that a name has brought
        assertThat(page.split("<script", -1)).hasSize(1 + 4);
        assertThat(page).doesNotContain("<!--").doesNotContain("alert(1)</script>");
        assertThat(page).contains("<title>&lt;script&gt;alert(1)&lt;/script&gt;&lt;!--\"&amp;'</title>");
        assertThat(data(page).at("/axes/1/levels/1").asText()).isEqualTo(name);
    }

    @Test
    void policyAllowsOurScriptsAndNoRequest() {
        String page = page(new SampleRecord());
        String policy = page.replaceAll("(?s).*Content-Security-Policy\" content=\"(.*?)\".*", "$1");
        assertThat(policy).startsWith("default-src &#39;none&#39;").doesNotContain("http");
        Assets assets = Assets.ofReport(true, List.of());
        assertThat(assets.scripts())
                .hasSize(3)
                .allSatisfy(script -> assertThat(policy.replace("&#39;", "'")).contains(script.hash()));
    }

    @Test
    void usesEachIdOnce() {
        Matcher ids = Pattern.compile("\\bid=\"([^\"]*)\"").matcher(page(new SampleRecord()));
        List<String> all = ids.results().map(id -> id.group(1)).toList();
        assertThat(all).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    /** What is written as it is has one source; templates may not open another. */
    @Test
    void templatesEscapeEverything() throws IOException {
        List<Path> templates;
        try (Stream<Path> files = Files.list(Path.of("src/main/jte"))) {
            templates = files.toList();
        }
        assertThat(templates)
                .hasSizeGreaterThan(10)
                .allSatisfy(template -> assertThat(template).content().doesNotContain("$unsafe"));
    }

    @Test
    void showsARunWithoutASweep() {
        String page = page(new SampleRecord().withoutSweep());
        assertThat(text(page)).contains("707 ± 201 km s⁻¹", "How to reproduce");
        assertThat(page).doesNotContain("variants-data", "uPlot", "id=\"claims\"", "id=\"error-budget\"");
    }

    @Test
    void showsFlowsSideBySide() {
        String page = page(new SampleRecord().withoutSweep().withFlow("ball"));
        assertThat(text(page))
                .containsSubsequence(
                        "2 flows side by side.",
                        "\nflow\n",
                        "707\n± 201\nkm s⁻¹\n257\n± 13\n°\n−2\n± 11\n°\n0.0015\n4\n6,696\nkm s⁻¹\n64.9 / 53",
                        "\nball\n",
                        "300\n± 201",
                        "Estimands",
                        "Figures of the flow of\nflow",
                        "Figures of the flow of\nball");
        assertThat(page).doesNotContain("class=\"big\"");
        assertThat(page).contains("<a href=\"#about-flows\">Flows of this run</a>", "<a href=\"#figures-ball\">");
    }

    @Test
    void descriptorNamesTheHeadline() {
        String page = page(new SampleRecord().withoutSweep().withFlow("ball").withHeadline("ball"));
        assertThat(page).contains("<span class=\"big\">300 ± 201 km s⁻¹</span>").doesNotContain("side by side");
        // what the other flow's step tells is not told by the headline
        assertThat(text(page)).containsSubsequence("Estimands", "speed", "707 km s⁻¹", "flow.speed");
        assertThat(text(page(new SampleRecord().withoutSweep()))).doesNotContain("Estimands");
    }

    @Test
    void showsASweepOfNothing() {
        assertThat(text(page(new SampleRecord().withBaselineAlone())))
                .contains("The sweep has no variant beside the baseline.");
    }

    @Test
    void showsOneCluster() {
        assertThat(text(page(new SampleRecord().of(List.of("A194"))))).contains("2 variants and the baseline.");
    }

    /** The promise is 15 MB; figures share it. */
    @Test
    void tenThousandVariantsAreFewMegabytes() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> "cluster " + i).toList();
        assertThat(page(new SampleRecord().of(names))).hasSizeLessThan(4_000_000);
    }

    @Test
    void missesTheTableOfVariants() throws IOException {
        Path record = new SampleRecord().write(temp.resolve("record"));
        Files.delete(record.resolve("tables/variants.ecsv"));
        assertThatThrownBy(() -> Page.writeReport(record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("found no tables/variants.ecsv");
    }

    @Test
    void pageIsTheSameEachTime() {
        assertThat(page(new SampleRecord())).isEqualTo(page(new SampleRecord()));
    }
}
