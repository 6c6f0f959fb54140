package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.cli.InProcess;
import picocli.CommandLine;

/** Holds the shipped documentation to what is shipped: links, commands, components. */
class DocumentationIT {

    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern CITATION = Pattern.compile("\\[([^\\]]+)\\]\\(#references\\)");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final String OPERATORS = "&;|>#";
    private static final String HIDDEN = "\uE000\uE001\uE002\uE003\uE004";
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|(\\S+)");

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Tree.HOME)) {
            Stream<Path> ofTheSources =
                    Stream.of("../README.md", "../framework/README.md").map(Path::of);
            return Stream.concat(files.filter(file -> file.toString().endsWith(".md")), ofTheSources)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        SoftAssertions all = new SoftAssertions();
        Matcher link = LINK.matcher(withoutCode(Files.readString(page)));
        while (link.find()) {
            String[] target = link.group(1).split("#", 2);
            if (target[0].matches("\\w+:.*")) {
                continue;
            }
            Path file = target[0].isEmpty() ? page : page.resolveSibling(target[0]);
            all.assertThat(file).as(link.group()).exists();
            if (target.length == 2 && Files.exists(file)) {
                all.assertThat(headings(file)).as(link.group()).contains(target[1]);
            }
        }
        all.assertAll();
    }

    private static String withoutCode(String page) {
        return CODE.matcher(FENCED.matcher(page).replaceAll("")).replaceAll("");
    }

    private static List<String> headings(Path page) throws IOException {
        return withoutCode(Files.readString(page))
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line ->
                        line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT).replace(' ', '-'))
                .toList();
    }

    /** Parses each command, and checks the analysis that it would run. */
    @ParameterizedTest
    @MethodSource("pages")
    void commandsAreUnderstood(Path page) throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (List<String> command : blockCommands(Files.readString(page))) {
            all.assertThatCode(() -> parse(command)).as("%s", command).doesNotThrowAnyException();
            if (command.size() > 1
                    && command.get(0).equals("run")
                    && command.get(1).startsWith("workflows/")) {
                List<String> validate = new ArrayList<>(command);
                validate.set(0, "validate");
                validate.set(1, Tree.HOME.resolve(command.get(1)).toString());
                Outcome outcome = InProcess.peculiar(validate.toArray(String[]::new));
                all.assertThat(outcome.errors()).as("%s", command).isEmpty();
                all.assertThat(outcome.status()).as("%s", command).isZero();
            }
        }
        for (List<String> command : inlineCommands(Files.readString(page))) {
            all.assertThatCode(() -> {
                        try {
                            parse(command);
                        } catch (CommandLine.MissingParameterException e) {
                            // The text speaks of the command in general.
                        }
                    })
                    .as("%s", command)
                    .doesNotThrowAnyException();
        }
        all.assertAll();
    }

    private static void parse(List<String> command) {
        InProcess.parse(command.toArray(String[]::new));
    }

    /** Returns the arguments of the commands in blocks of shell script. */
    private static List<List<String>> blockCommands(String page) {
        return commands(FENCED.matcher(page)
                .results()
                .filter(block -> block.group(1).equals("sh"))
                .flatMap(block -> block.group(2).replace("\\\n", " ").lines()));
    }

    /** Returns the arguments of the commands in running text. */
    private static List<List<String>> inlineCommands(String page) {
        return commands(
                CODE.matcher(FENCED.matcher(page).replaceAll("")).results().map(code -> code.group(1)));
    }

    private static List<List<String>> commands(Stream<String> lines) {
        List<List<String>> commands = new ArrayList<>();
        lines.map(DocumentationIT::withoutOperatorsInQuotes)
                .map(line -> line.replaceFirst("\\s#\\s.*", ""))
                .flatMap(line -> Stream.of(line.split("&&|;")))
                .map(command -> words(command.replaceFirst("[>|].*", "")))
                .filter(words -> words.size() > 1 && words.get(0).matches("(.*/)?peculiar"))
                .forEach(words -> commands.add(words.subList(1, words.size())));
        return commands;
    }

    /** What stands in quotes means itself: it goes through as characters of no meaning, and comes back with the words. */
    private static String withoutOperatorsInQuotes(String line) {
        return QUOTED.matcher(line)
                .replaceAll(quoted -> Matcher.quoteReplacement(translated(quoted.group(), OPERATORS, HIDDEN)));
    }

    private static String translated(String text, String from, String to) {
        StringBuilder translated = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            int known = from.indexOf(text.charAt(i));
            translated.append(known < 0 ? text.charAt(i) : to.charAt(known));
        }
        return translated.toString();
    }

    private static List<String> words(String command) {
        return WORD.matcher(command)
                .results()
                .map(word -> Stream.of(word.group(1), word.group(2), word.group(3))
                        .filter(group -> group != null)
                        .findFirst()
                        .map(group -> translated(group, HIDDEN, OPERATORS))
                        .orElseThrow())
                .toList();
    }

    /** A search that finds nothing would be content with anything. */
    @Test
    void commandsAreFound() throws IOException {
        assertThat(blockCommands(Files.readString(Tree.HOME.resolve("docs/swapping-dust.md"))))
                .contains(List.of("run", "workflows/smac-1999", "--set", "dust.uses=extinction/burstein-heiles"));
        assertThat(inlineCommands(Files.readString(Tree.HOME.resolve("docs/getting-started.md"))))
                .contains(List.of("plugins", "describe", "extinction/sfd98"));
        assertThatCode(() -> parse(List.of("run", "x.yaml", "--nonsense"))).hasMessageContaining("--nonsense");
    }

    @Test
    void everyComponentHasAPage() throws IOException {
        String index = Files.readString(Tree.HOME.resolve("docs/components/index.md"));
        List<String> components = InProcess.peculiar("plugins", "list")
                .output()
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
        assertThat(components).hasSizeGreaterThanOrEqualTo(Tree.plugins().size());
        assertThat(components).allSatisfy(component -> {
            assertThat(index).contains("[" + component + "](" + component.replace('/', '-') + ".md)");
            assertThat(page(component)).startsWith("# " + component + "\n").contains("## Example", "Plugin: ");
        });
    }

    /** The gallery shows of each component what its page says: example, parameters, citations. */
    @Test
    void galleryShowsEveryComponent() throws IOException {
        String gallery = Files.readString(Tree.HOME.resolve("docs/components/index.md"));
        JsonNode plugins = new ObjectMapper()
                .readTree(InProcess.peculiar("plugins", "list", "--json").output());
        SoftAssertions all = new SoftAssertions();
        int shown = 0;
        for (JsonNode plugin : plugins.path("plugins")) {
            for (JsonNode component : plugin.path("components")) {
                String ref = component.path("component").asText();
                Matcher entry = Pattern.compile("(?ms)^### " + ref + "\\n(.*?)(?=^##|\\z)")
                        .matcher(gallery);
                all.assertThat(entry.find()).as(ref).isTrue();
                String page = page(ref);
                Matcher example = FENCED.matcher(page);
                all.assertThat(example.find()).as(ref).isTrue();
                all.assertThat(entry.group(1)).as(ref).contains(example.group()).contains("[More](");
                Matcher own =
                        Pattern.compile("(?ms)^## Parameters\\n(.*?)(?=^## )").matcher(page);
                if (own.find()) {
                    for (String key : keys(own.group(1))) {
                        all.assertThat(entry.group(1)).as(ref).contains("`" + key + "`");
                    }
                } else {
                    all.assertThat(entry.group(1)).as(ref).contains("No parameters of its own.");
                }
                shown++;
            }
        }
        all.assertAll();
        assertThat(shown).isGreaterThanOrEqualTo(Tree.plugins().size());
    }

    /** Returns the keys of a table of parameters that stand for themselves, not within another. */
    private static List<String> keys(String table) {
        return table.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(key -> !key.contains(".") && !key.contains("["))
                .toList();
    }

    private static String page(String component) {
        try {
            return Files.readString(Tree.HOME.resolve("docs/components").resolve(component.replace('/', '-') + ".md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A key that the plugin's references.bib lacks would be left out silently. */
    @Test
    void everyCitationHasItsEntry() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (Path page : pages()) {
            String text = Files.readString(page);
            CITATION.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .distinct()
                    .forEach(key -> all.assertThat(text).as(page.toString()).contains("{" + key + ","));
        }
        all.assertAll();
    }
}
