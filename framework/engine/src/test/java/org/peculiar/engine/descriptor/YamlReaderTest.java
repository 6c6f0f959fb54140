package org.peculiar.engine.descriptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class YamlReaderTest {

    private static Yaml read(String text) {
        Problems problems = new Problems();
        Optional<Yaml> yaml = YamlReader.read(Source.of("a.yaml", text), text, problems);
        problems.throwIfAny();
        return yaml.orElseThrow();
    }

    private static String refusal(String text) {
        DescriptorException refusal = catchThrowableOfType(DescriptorException.class, () -> read(text));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.getMessage();
    }

    private static String scalar(String text) {
        return ((Yaml.Scalar) ((Yaml.Mapping) read(text)).get("a").orElseThrow()).text();
    }

    @Test
    void leavesEveryScalarWhatItLooksLike() {
        for (String text :
                List.of("no", "yes", "on", "010", "0x1F", "12:30:00", "1_000", ".nan", "2001-12-14", "1e3")) {
            assertThat(scalar("a: " + text)).isEqualTo(text);
        }
    }

    @Test
    void knowsNullByItsPlainSpellings() {
        Yaml.Sequence items = (Yaml.Sequence) read("[~, null, '', '~', \"null\", nothing]");
        assertThat(items.items().stream().map(item -> ((Yaml.Scalar) item).isNull()))
                .containsExactly(true, true, false, false, false, false);
        assertThat(items.items().stream().map(Yaml::noun))
                .containsExactly("nothing", "nothing", "\"\"", "\"~\"", "\"null\"", "nothing");
    }

    @Test
    void placesWhatItReads() {
        Yaml.Mapping root = (Yaml.Mapping) read("# first\na: [x, {bee: 'c d'}]\n");
        Yaml.Sequence items = (Yaml.Sequence) root.get("a").orElseThrow();
        assertThat(items.position())
                .extracting(Position::line, Position::column, Position::length)
                .containsExactly(2, 4, 17);
        Yaml.Entry entry = ((Yaml.Mapping) items.items().get(1)).entries().get(0);
        assertThat(entry.key().position())
                .extracting(Position::line, Position::column, Position::length)
                .containsExactly(2, 9, 3);
        assertThat(entry.value().position())
                .extracting(Position::line, Position::column, Position::length)
                .containsExactly(2, 14, 5);
    }

    @Test
    void expandsAnAliasOfAMapping() {
        Yaml.Mapping root = (Yaml.Mapping) read("a: &x {b: 1}\nc: *x\n");
        assertThat(root.get("c")).isEqualTo(root.get("a"));
    }

    @Test
    void pointsAtCharactersBeyondTheBasicPlane() {
        // 𝜎 is two chars of Java and one character of text; é is one of each
        assertThat(refusal("a: {𝜎𝜎é: 1, bad: !t x}")).isEqualTo("""
                        a.yaml:1:18: a.bad: found the tag !t, but a descriptor has no tags
                             1 | a: {𝜎𝜎é: 1, bad: !t x}
                               |                  ^^^^""".replace("\n", System.lineSeparator()));
    }

    @Test
    void givesAByteOrderMarkNoColumn() {
        assertThat(refusal("\uFEFFa: !t x")).isEqualTo("""
                        a.yaml:1:4: a: found the tag !t, but a descriptor has no tags
                             1 | a: !t x
                               |    ^^^^""".replace("\n", System.lineSeparator()));
    }

    @Test
    void showsATabForWhatItIs() {
        assertThat(refusal("a:\n\tb: 1\n")).isEqualTo("""
                        a.yaml:2:1: found a tab, but YAML is indented with spaces
                             2 | →b: 1
                               | ^""".replace("\n", System.lineSeparator()));
    }

    @Test
    void showsAWindowOfALongLine() {
        String line = "a: [" + "'x', ".repeat(100) + "!t y, " + "'z', ".repeat(100) + "]";
        List<String> shown = refusal(line).lines().toList();
        assertThat(shown.get(0)).startsWith("a.yaml:1:505: a[100]: ");
        assertThat(shown.get(1)).hasSize("     1 | ".length() + 160).contains("!t y");
        assertThat(shown.get(2).indexOf('^')).isEqualTo(shown.get(1).indexOf("!t y"));
        assertThat(shown.get(2).chars().filter(c -> c == '^').count()).isEqualTo(4);
    }

    @Test
    void countsLinesAsItsReaderDoes() {
        // U+0085 and U+2028 end lines in YAML 1.1, but not for String.lines()
        assertThat(refusal("a: x\u0085b: y\u2028c: !t z\r\nd: 1\re: 2\n")
                        .lines()
                        .toList()
                        .subList(0, 2))
                .containsExactly("a.yaml:3:4: c: found the tag !t, but a descriptor has no tags", "     3 | c: !t z");
    }

    @Test
    void keepsATextFromSteeringTheTerminal() {
        assertThat(refusal("\"a\\x1b[31m\\nb\": !t x").lines().toList().get(0))
                .isEqualTo("a.yaml:1:17: a [31m b: found the tag !t, but a descriptor has no tags");
    }

    /** Each in some way too much: what stands first in its refusal. */
    static Stream<Arguments> bombs() {
        String laughs = IntStream.range(1, 10)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + ("*a" + (i - 1) + ",").repeat(9) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x,x,x,x,x,x,x,x,x]\n", ""));
        String quietLaughs = IntStream.range(1, 25)
                .mapToObj(i -> "a" + i + ": &a" + i + " [*a" + (i - 1) + ", *a" + (i - 1) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x, x]\n", ""));
        String scalars = "a: &a " + "x".repeat(200_000) + "\nb: [" + "*a, ".repeat(150_000) + "]\n";
        String characters = " characters, but a descriptor has at most 1,000,000; data belong in tables";
        String deep = "found more than 40 levels of nesting, but no descriptor needs so many";
        return Stream.of(
                Arguments.of("billion laughs", laughs, "found more than 50 aliases of lists and mappings, but no"),
                Arguments.of("laughs in few aliases", quietLaughs, "found more than 100000 values once aliases are"),
                Arguments.of("one long text, often", scalars, "found more than 100000 values once aliases are"),
                Arguments.of(
                        "an anchor in itself", "a: &a [*a]", "found more than 40 levels once aliases are expanded"),
                Arguments.of("10 MB of [", "[".repeat(10_000_000), "found 10,000,000" + characters),
                Arguments.of("10 MB of a text", "a: " + "x".repeat(9_999_997), "found 10,000,000" + characters),
                Arguments.of("900 kB of [", "[".repeat(900_000), deep),
                Arguments.of("900 kB of {a: ", "{a: ".repeat(225_000), deep),
                Arguments.of("900 kB of - ", "- ".repeat(450_000), deep),
                Arguments.of("900 kB of ? ", "? ".repeat(450_000), deep),
                Arguments.of("indentation", deeper(900), deep),
                Arguments.of("many values", "[" + "1,".repeat(400_000) + "]", "found more than 100000 values"),
                Arguments.of("spaces", " ".repeat(100_000), "found nothing, but a descriptor is needed"),
                Arguments.of("line ends", "\n".repeat(999_000), "found nothing, but a descriptor is needed"),
                Arguments.of("quotes", "a: " + "\"".repeat(999_000), "not readable as YAML: "),
                Arguments.of("anchors", "a: [" + "&a ".repeat(300_000) + "]", "not readable as YAML: "),
                Arguments.of("a key twice, again and again", "a: 1\n".repeat(40_000), "a: found twice"));
    }

    private static String deeper(int levels) {
        return IntStream.range(0, levels).mapToObj(i -> " ".repeat(i) + "a:\n").collect(Collectors.joining());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void refusesWhatIsTooMuchInLittleTimeAndMemory(String what, String text, String expected) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        refusal("[".repeat(100)); // so that no class is loaded in the time measured
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        String refusal = refusal(text);
        assertThat(refusal.lines().findFirst().orElseThrow()).as(what).contains(": " + expected);
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - cpu)).isLessThan(Duration.ofSeconds(1));
        assertThat(threads.getCurrentThreadAllocatedBytes() - bytes).isLessThan(400_000_000);
    }
}
