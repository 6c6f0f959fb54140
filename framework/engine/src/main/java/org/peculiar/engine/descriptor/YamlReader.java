package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML strictly: no tags, no duplicate or complex keys, no merge keys, and limits on size, depth and aliases.
 *
 * <p>SnakeYAML only composes nodes; what a scalar means is decided by the parameter it is bound to, so that {@code no},
 * {@code 010} and {@code 12:30:00} stay what they look like.
 */
public final class YamlReader {

    /** Longest text that is read. */
    public static final int MAX_CHARACTERS = 1_000_000;

    private static final int MAX_KEY = 200;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_NODES = 100_000;

    private final Source source;
    private final Problems problems;
    private int nodes;
    private boolean unclear;

    private YamlReader(Source source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    /**
     * Read one document.
     *
     * @param text of the source
     * @param problems collects what is wrong
     * @return the document, or nothing if it could not be read at all
     */
    public static Optional<Yaml> read(Source source, String text, Problems problems) {
        return new YamlReader(source, problems).read(text);
    }

    private Optional<Yaml> read(String text) {
        if (text.length() > MAX_CHARACTERS) {
            problems.add(
                    Position.startOf(source),
                    "",
                    String.format(
                            Locale.ROOT,
                            "found %,d characters, but a descriptor has at most %,d; data belong in tables",
                            text.length(),
                            MAX_CHARACTERS));
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setTagInspector(tag -> true); // nodes are only composed, never constructed: we refuse tags ourselves
        Parser parser = null;
        try {
            parser = new ParserImpl(new StreamReader(text), options);
            Node root = new Composer(parser, new TextOnly(), options).getSingleNode();
            if (root == null) {
                problems.add(Position.startOf(source), "", "found nothing, but a descriptor is needed");
                return Optional.empty();
            }
            Yaml yaml = convert(root, 0, "");
            return unclear ? Optional.empty() : Optional.of(yaml);
        } catch (MarkedYAMLException e) {
            boolean atContext = e.getProblemMark() == null || withoutColon(e);
            problems.add(position(atContext ? e.getContextMark() : e.getProblemMark(), null), "", sentence(e));
        } catch (TooMuch e) {
            problems.add(e.position, "", e.getMessage());
        } catch (ReaderException e) {
            problems.add(
                    at(text, e.getPosition()),
                    "",
                    String.format(
                            Locale.ROOT,
                            "found the character U+%04X, which does not belong in a text",
                            e.getCodePoint()));
        } catch (YAMLException e) {
            problems.add(reached(parser), "", limit(e));
        }
        return Optional.empty();
    }

    private Yaml convert(Node node, int depth, String path) {
        Position position = position(node.getStartMark(), node.getEndMark());
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooMuch(
                    position,
                    "found more than " + (depth > MAX_DEPTH ? MAX_DEPTH + " levels" : MAX_NODES + " values")
                            + " once aliases are expanded, but no descriptor needs so many");
        }
        if (node instanceof ScalarNode scalar) {
            requireUntagged(node, Tag.STR, position, path);
            return new Yaml.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, position);
        }
        if (node instanceof SequenceNode sequence) {
            requireUntagged(node, Tag.SEQ, position, path);
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1, path + "[" + items.size() + "]"));
            }
            return new Yaml.Sequence(items, position);
        }
        requireUntagged(node, Tag.MAP, position, path);
        List<Yaml.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            Yaml key = convert(tuple.getKeyNode(), depth + 1, path);
            if (!(key instanceof Yaml.Scalar name)) {
                refuse(key.position(), path, "found " + key.noun() + " as a key, but a key is a name");
                continue;
            }
            if (name.text().length() > MAX_KEY) {
                refuse(
                        key.position(),
                        path,
                        "found a key of " + name.text().length() + " characters, but a key is a name");
                continue;
            }
            String below = path.isEmpty() ? name.text() : path + "." + name.text();
            Yaml value = convert(tuple.getValueNode(), depth + 1, below);
            if (name.plain() && name.text().equals("<<")) {
                refuse(key.position(), path, "found a merge key, but a descriptor has none; write out what it merges");
            } else if (!seen.add(name.text())) {
                problems.add(key.position(), below, "found twice, but a key may stand only once");
            } else {
                entries.add(new Yaml.Entry(name, value));
            }
        }
        return new Yaml.Mapping(entries, position);
    }

    private void requireUntagged(Node node, Tag plain, Position position, String path) {
        if (!plain.equals(node.getTag())) {
            String tag = node.getTag().getValue().replaceFirst("^" + Pattern.quote(Tag.PREFIX), "!!");
            refuse(position, path, "found the tag " + Yaml.shortened(tag) + ", but a descriptor has no tags");
        }
    }

    /** Reports what leaves open what the document says, so that there is no use in looking at it further. */
    private void refuse(Position position, String path, String message) {
        problems.add(position, path, message);
        unclear = true;
    }

    private Position position(Mark start, Mark end) {
        if (start == null) {
            return Position.startOf(source);
        }
        int lines = source.lines().size();
        if (start.getLine() >= lines && lines > 0) {
            return endOfLine(lines);
        }
        boolean oneLine = end != null && end.getLine() == start.getLine();
        int length = oneLine ? Math.max(1, end.getColumn() - start.getColumn()) : 1;
        return new Position(source, start.getLine() + 1, start.getColumn() + 1, length);
    }

    private Position endOfLine(int line) {
        String text = source.lines().get(line - 1);
        return new Position(source, line, text.codePointCount(0, text.length()) + 1, 1);
    }

    /** Returns the place of the parser's last event; limits are reported without one. */
    private Position reached(Parser parser) {
        try {
            return parser == null
                    ? Position.startOf(source)
                    : position(parser.peekEvent().getStartMark(), null);
        } catch (YAMLException e) {
            return Position.startOf(source);
        }
    }

    private Position at(String text, int character) {
        int line = 1;
        int column = 1;
        int[] characters = text.codePoints().limit(character).toArray();
        for (int i = 0; i < characters.length; i++) {
            boolean ends = characters[i] == '\n'
                    || (characters[i] == '\r' && (i + 1 == characters.length || characters[i + 1] != '\n'));
            line += ends ? 1 : 0;
            column = ends ? 1 : column + 1;
        }
        return new Position(source, line, column, 1);
    }

    private String sentence(MarkedYAMLException e) {
        String problem = firstLine(e.getProblem() == null ? e.getMessage() : e.getProblem());
        if (problem.contains("'\\t(TAB)'")) {
            return "found a tab, but YAML is indented with spaces";
        }
        if (problem.contains("found another document")) {
            return "found a second document, but a descriptor is one";
        }
        if (problem.contains("mapping values are not allowed here")) {
            return "not readable as YAML: found ':' where no key can stand; indent a key as those above, and quote a text"
                    + " with ': ' in it";
        }
        if (withoutColon(e)) {
            return "not readable as YAML: found a line that is no key with its ':', nor an item with its '-'";
        }
        return "not readable as YAML: " + context(e)
                + problem.replaceFirst(" ?\\.? ?\\(Do not use .* for indentation\\)", "")
                        .replace("'<stream end>'", "the end")
                        .replace("<stream end>", "the end")
                        .replace("unexpected end of stream", "the end")
                        .replaceFirst("'?<scalar>'?", "a value");
    }

    private static boolean withoutColon(MarkedYAMLException e) {
        return e.getContextMark() != null
                && e.getProblem() != null
                && e.getProblem().contains("could not find expected ':'");
    }

    private static String context(MarkedYAMLException e) {
        if (e.getContext() == null || e.getContext().contains("for the next token")) {
            return "";
        }
        Mark from = e.getContextMark();
        Mark to = e.getProblemMark();
        boolean elsewhere = from != null && to != null && from.getLine() != to.getLine();
        return firstLine(e.getContext()) + (elsewhere ? " that begins in line " + (from.getLine() + 1) : "") + ": ";
    }

    private static String limit(YAMLException e) {
        String message = firstLine(e.getMessage());
        if (message.startsWith("Nesting Depth exceeded")) {
            return "found more than " + MAX_DEPTH + " levels of nesting, but no descriptor needs so many";
        }
        if (message.startsWith("Number of aliases")) {
            return "found more than " + MAX_ALIASES + " aliases of lists and mappings, but no descriptor needs so many";
        }
        return "not readable as YAML: " + message;
    }

    private static String firstLine(String text) {
        return text == null ? "no reason given" : text.lines().findFirst().orElse("");
    }

    /** Leaves every scalar a text. */
    private static final class TextOnly extends Resolver {
        @Override
        public Tag resolve(NodeId kind, String value, boolean implicit) {
            return switch (kind) {
                case mapping -> Tag.MAP;
                case sequence -> Tag.SEQ;
                default -> Tag.STR;
            };
        }
    }

    /** Ends the expansion of a document that grows beyond all measure. */
    private static final class TooMuch extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Position position;

        TooMuch(Position position, String message) {
            super(message);
            this.position = position;
        }
    }
}
