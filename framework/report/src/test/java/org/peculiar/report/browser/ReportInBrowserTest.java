package org.peculiar.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.SampleRecord;
import org.peculiar.report.compare.Comparison;
import org.peculiar.report.compare.ComparisonPage;
import org.peculiar.report.page.Page;

/** The sample: a baseline at 707 km/s, number 1 with another dust map at 600, numbers 2 to 5 without a cluster each. */
class ReportInBrowserTest {

    private static final String HOSTILE = "<script>window.stolen = 1</script><img src=x onerror='window.stolen = 1'>";

    @TempDir
    static Path temp;

    private static Browser browser;
    private static Path sample;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start(temp.resolve("profile"));
        sample = report("sample", new SampleRecord().failing("the fit has no solution"));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @AfterEach
    void consoleIsClean() {
        assertThat(browser.console()).isEmpty();
    }

    private static Path report(String name, SampleRecord of) throws IOException {
        Path record = of.write(temp.resolve(name));
        Page.writeReport(record);
        return record.resolve(Page.FILE);
    }

    private static List<String> numbers() {
        return browser.texts(".variants .number");
    }

    private static WebElement header(String title) {
        return browser.all(".variants thead th").stream()
                .filter(cell -> cell.getText().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    private static String status() {
        return browser.one(".rows").getText();
    }

    @Test
    void asksForNothingBesideItself() {
        browser.open(sample);
        assertThat(browser.one("h1").getText()).isEqualTo("sample");
        assertThat(numbers()).containsExactly("0", "1", "2", "3", "4", "5");
        assertThat(browser.requests()).containsExactly(sample.toUri().toString());
    }

    @ParameterizedTest
    @CsvSource({"400, false", "400, true", "900, false", "1400, true"})
    void axeFindsNothing(int width, boolean dark) {
        browser.open(sample, width, dark);
        browser.all("details:not([open]) > summary").forEach(WebElement::click);
        assertThat(browser.violations()).isEmpty();
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                Arguments.of("no sweep", new SampleRecord().withoutSweep()),
                Arguments.of("an empty sweep", new SampleRecord().withBaselineAlone()),
                Arguments.of("one cluster", new SampleRecord().of(List.of("A194"))),
                Arguments.of("a hostile name", new SampleRecord().named(HOSTILE).of(List.of(HOSTILE, "A194"))),
                Arguments.of("a long name", new SampleRecord().of(List.of("x".repeat(300), "A194"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edges")
    void edgesGiveASanePage(String name, SampleRecord record) throws IOException {
        Path page = report(name, record);
        for (int width : new int[] {400, 900, 1400}) {
            browser.open(page, width, false);
            assertThat(browser.overflow()).as("%s at %d", name, width).isZero();
        }
        assertThat(browser.one(".big").getText()).isEqualTo("707 ± 201 km s⁻¹");
        assertThat(browser.violations()).isEmpty();
    }

    /** Texts of figures then come in a font of the system. */
    @Test
    void missesNoFont() throws IOException {
        String page = Files.readString(sample);
        assertThat(page).contains("@font-face{");
        Path without =
                Files.writeString(temp.resolve("without-font.html"), page.replaceFirst("@font-face\\{[^}]*\\}", ""));
        browser.open(without, 400, false);
        assertThat(browser.overflow()).isZero();
        assertThat(browser.texts(".drawing text")).contains("0").anyMatch(text -> text.contains("km s⁻¹"));
    }

    @Test
    void hostileNamesAreText() throws IOException {
        browser.open(report("hostile", new SampleRecord().named(HOSTILE).of(List.of(HOSTILE, "A194"))));
        assertThat(browser.one("h1").getText()).isEqualTo(HOSTILE);
        assertThat(browser.texts(".variants tbody th")).contains("drop-cluster: " + HOSTILE);
        browser.moveTo(browser.one(".u-over"), 0, 0);
        assertThat(browser.script("return window.stolen === undefined")).isEqualTo(true);
    }

    @Test
    void filtersByWordsAndByChoice() {
        browser.open(sample);
        WebElement search = browser.one("input[type=search]");
        search.sendKeys("cluster a16");
        assertThat(numbers()).containsExactly("4");
        assertThat(status()).isEqualTo("1–1 of 1, filtered from 6");
        search.clear();
        search.sendKeys("no such thing");
        assertThat(numbers()).isEmpty();
        assertThat(status()).isEqualTo("No variant matches.");
        search.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.DELETE);
        List<WebElement> selects = browser.all("#variants-app select");
        Select axis = new Select(selects.get(1));
        Select level = new Select(selects.get(2));
        axis.selectByVisibleText("dust-map");
        assertThat(numbers()).containsExactly("1");
        axis.selectByVisibleText("drop-cluster");
        assertThat(numbers()).containsExactly("2", "3", "4", "5");
        level.selectByVisibleText("7S21");
        assertThat(numbers()).containsExactly("5");
        assertThat(browser.one(".variants .failure").getText()).isEqualTo("failed: the fit has no solution");
    }

    @Test
    void sortsBothWaysAndKeepsTheFocus() {
        browser.open(sample);
        header("Speed").findElement(By.tagName("button")).click();
        assertThat(header("Speed").getAttribute("aria-sort")).isEqualTo("ascending");
        // made-up changes of 0, −107, +90, −11.4, −83.7 km/s; a variant that failed is last either way
        assertThat(numbers()).containsExactly("1", "4", "3", "0", "2", "5");
        browser.press(Keys.ENTER);
        assertThat(header("Speed").getAttribute("aria-sort")).isEqualTo("descending");
        assertThat(numbers()).containsExactly("2", "0", "3", "4", "1", "5");
        assertThat(browser.focused().getText()).isEqualTo("Speed");
        assertThat(header("No.").getAttribute("aria-sort")).isEqualTo("none");
    }

    @Test
    void curveAndTablePointAtEachOther() {
        browser.open(sample);
        WebElement plot = browser.one(".u-over");
        // five variants have a flow; the first by speed lies in the first fifth
        int left = -plot.getSize().getWidth() / 2 + plot.getSize().getWidth() / 10;
        browser.moveTo(plot, left, 0);
        assertThat(browser.one(".curve .tip").getText())
                .isEqualTo("dust-map: extinction/burstein-heiles\nSpeed 600 ± 201 km s⁻¹\nNo. 1, rank 1 of 5");
        assertThat(browser.texts(".variants tr.selected .number")).containsExactly("1");
        browser.moveTo(browser.all(".variants tbody tr").get(3), 0, 0);
        assertThat(browser.one(".curve").getAttribute("data-marked")).isEqualTo("3");
        browser.clickAt(plot, left, 0);
        assertThat(browser.one(".number[aria-pressed=true]").getText()).isEqualTo("1");
        browser.all(".variants .number").get(2).click();
        assertThat(browser.one(".curve").getAttribute("aria-valuetext"))
                .isEqualTo("Rank 5 of 5: drop-cluster: A194, Speed 797 ± 201 km s⁻¹");
    }

    @Test
    void curveAnswersTheKeyboard() {
        browser.open(sample);
        WebElement curve = browser.one(".curve");
        browser.script("arguments[0].focus()", curve);
        browser.press(Keys.HOME);
        assertThat(curve.getAttribute("aria-valuenow")).isEqualTo("1");
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(curve.getAttribute("aria-valuetext"))
                .isEqualTo("Rank 3 of 5: drop-cluster: A262, Speed 696 ± 201 km s⁻¹");
        assertThat(browser.one(".number[aria-pressed=true]").getText()).isEqualTo("3");
        browser.press(Keys.END, Keys.ARROW_RIGHT);
        assertThat(curve.getAttribute("aria-valuenow")).isEqualTo("5");
    }

    @Test
    void curveShowsOtherMeasuresAndZooms() throws IOException {
        List<String> names =
                IntStream.range(0, 40).mapToObj(i -> "cluster " + i).toList();
        browser.open(report("forty", new SampleRecord().of(names)));
        browser.script("arguments[0].scrollIntoView()", browser.one("#variants"));
        assertThat(browser.one(".seen").getText()).isEqualTo("ranks 1 to 42 of 42");
        browser.button("Zoom in").click();
        assertThat(browser.one(".seen").getText()).isEqualTo("ranks 11 to 32 of 42");
        browser.button("Whole curve").click();
        assertThat(browser.one(".seen").getText()).isEqualTo("ranks 1 to 42 of 42");
        new Select(browser.all("#variants-app select").get(0)).selectByVisibleText("Flow moves by");
        // the baseline does not move
        assertThat(browser.one(".seen").getText()).isEqualTo("ranks 1 to 41 of 41");
        browser.button("Next").click();
        assertThat(numbers()).hasSize(17).startsWith("25");
        assertThat(browser.button("Next").isEnabled()).isFalse();
    }

    @Test
    void keyboardSkipsToTheContent() {
        browser.open(sample, 400, false);
        browser.press(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        assertThat(browser.focused().getAttribute("id")).isEqualTo("main");
        browser.press(Keys.TAB);
        assertThat(browser.script("return document.activeElement.closest('main') !== null"))
                .isEqualTo(true);
    }

    @Test
    void figuresTellTheirMarksAndGrow() {
        browser.open(sample);
        WebElement mark = browser.all(".drawing circle[data-i]").get(0);
        browser.moveTo(mark, 0, 0);
        WebElement tip = browser.one("body > .tip");
        browser.until("the mark tells its name", tip::isDisplayed);
        assertThat(tip.getText()).containsAnyOf("A194", "A262", "A1656", "7S21");
        WebElement frame = browser.one(".drawing");
        browser.one(".tools button").click();
        assertThat((Long) browser.script("return arguments[0].scrollWidth - arguments[0].clientWidth", frame))
                .isPositive();
        assertThat(browser.overflow()).isZero();
    }

    @Test
    void printsAllOfItself() throws IOException {
        browser.open(sample, 1400, true);
        try (PDDocument paper = Loader.loadPDF(browser.print())) {
            String text = new PDFTextStripper().getText(paper);
            assertThat(text)
                    .contains(
                            "707 ± 201",
                            "1 of 3 claims hold",
                            "drop-cluster: A1656",
                            "uses: extinction/sfd98",
                            "Jørgensen")
                    .doesNotContain("Skip to the content", "Zoom in", "Copy");
        }
    }

    /** A page of the table on the screen holds 25. */
    @Test
    void printsTheWholeTableAsItIsFiltered() throws IOException {
        List<String> names =
                IntStream.range(0, 60).mapToObj(i -> "cluster-" + i + "-").toList();
        browser.open(report("sixty", new SampleRecord().of(names)));
        assertThat(printed())
                .contains("cluster-0-", "cluster-30-", "cluster-59-", "1–62 of 62")
                // heads on each sheet
                .containsPattern("(?s)Choices.*cluster-30-.*Choices.*cluster-59-")
                .doesNotContain("1–25");
        browser.one("input[type=search]").sendKeys("cluster-5");
        assertThat(printed()).contains("1–11 of 11, filtered from 62").doesNotContain("drop-cluster: cluster-30-");
        assertThat(numbers()).hasSize(11);
    }

    private static String printed() throws IOException {
        try (PDDocument paper = Loader.loadPDF(browser.print())) {
            return new PDFTextStripper().getText(paper);
        }
    }

    @Test
    void printSaysWhereTheRestOfALongTableIs() throws IOException {
        List<String> names =
                IntStream.range(0, 700).mapToObj(i -> "cluster " + i).toList();
        browser.open(report("long", new SampleRecord().of(names)));
        assertThat(printed().replaceAll("\\s+", " "))
                .contains("1–500 of 702; all are in tables/variants.ecsv of the record");
        assertThat(numbers()).hasSize(25);
    }

    /** Every stop of the keyboard has a name and a frame that shows it, and none leads out of the page. */
    @Test
    void keyboardReachesEverythingAndShowsWhere() {
        browser.open(sample);
        int stops = 0;
        browser.press(Keys.TAB);
        while (browser.script("return document.activeElement !== document.body").equals(true) && stops < 500) {
            assertThat(browser.script(STOP))
                    .as(browser.focused().getAttribute("outerHTML"))
                    .isEqualTo("");
            browser.press(Keys.TAB);
            stops++;
        }
        assertThat(stops).isBetween(60, 499);
    }

    /** Returns what is wrong with the element that has the focus; a closed row of details has none inside. */
    private static final String STOP = """
            const at = document.activeElement;
            const style = getComputedStyle(at);
            const box = at.getBoundingClientRect();
            const labelled = (at.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent ?? "");
            const name = at.getAttribute("aria-label") ?? (labelled.join(" ").trim() || at.labels?.[0]?.textContent || at.textContent);
            return (name.trim() ? "" : "no name ") + (box.width > 0 && box.height > 0 ? "" : "no size ")
                + (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 ? "" : "no outline");
            """;

    @Test
    void figuresAreDarkInTheDark() {
        String filter = "return getComputedStyle(document.querySelector('.drawing svg')).filter";
        browser.open(sample, 900, false);
        assertThat(browser.script(filter)).isEqualTo("none");
        browser.open(sample, 900, true);
        assertThat(browser.script(filter)).asString().startsWith("invert(");
    }

    @Test
    void flowsStandSideBySide() throws IOException {
        Path page = report("flows", new SampleRecord().withoutSweep().withFlow("ball"));
        for (int width : new int[] {400, 900, 1400}) {
            browser.open(page, width, width == 900);
            assertThat(browser.overflow()).as("at %d", width).isZero();
            assertThat(browser.violations()).isEmpty();
        }
        assertThat(browser.texts(".flows tbody th code")).containsExactly("flow", "ball");
        WebElement folded = browser.one("#figures-ball");
        assertThat(folded.getAttribute("open")).isNull();
        browser.one("nav a[href='#figures-ball']").click();
        browser.until("the link unfolds the figures", () -> folded.getAttribute("open") != null);
    }

    @Test
    void tenThousandVariantsOpen() throws IOException {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> "cluster " + i).toList();
        Path page = report("many", new SampleRecord().of(names));
        assertThat(Files.size(page)).isLessThan(15_000_000);
        browser.open(page);
        assertThat(numbers()).hasSize(25);
        assertThat(status()).isEqualTo("1–25 of 10,002");
        browser.one("input[type=search]").sendKeys("cluster 777");
        // 777, 7770 to 7779, and eight of 1777 to 9777
        assertThat(status()).isEqualTo("1–19 of 19, filtered from 10,002");
        browser.moveTo(browser.one(".u-over"), 100, 0);
        assertThat(browser.one(".curve .tip").getText()).contains("of 10,002");
    }

    @Test
    void comparisonIsAsSound() throws IOException {
        RecordedRun first = RecordedRun.read(sample.getParent());
        RecordedRun second = RecordedRun.read(new SampleRecord()
                .withoutSweep()
                .withDust("extinction/burstein-heiles")
                .write(temp.resolve("other")));
        Path page = Files.writeString(temp.resolve("comparison.html"), ComparisonPage.of(Comparison.of(first, second)));
        for (int width : new int[] {400, 1400}) {
            browser.open(page, width, width == 400);
            assertThat(browser.overflow()).isZero();
            assertThat(browser.violations()).isEmpty();
        }
        // what only one run claims has not turned
        assertThat(browser.all(".turned")).isEmpty();
        assertThat(browser.one("#moved").getText()).contains("The flow moves by 107 ± 21 km s⁻¹");
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
    }
}
