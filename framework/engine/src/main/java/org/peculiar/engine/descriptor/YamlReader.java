package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Reads YAML strictly: no tags, no duplicate or complex keys, no merge keys, and limits on size, depth and aliases.
 *
 * <p>SnakeYAML only composes nodes; what a scalar means is decided by the parameter it is bound to, so that {@code no},
 * {@code 010} and {@code 12:30:00} stay what they look like.
 */
public final class YamlReader {

    private static final int MAX_CHARACTERS = 1_000_000;
    private static final int MAX_DEPTH = 40;
    private static final int MAX_ALIASES = 50;
    private static final int MAX_NODES = 100_000;

    private final Source source;
    private final Problems problems;
    private int nodes;

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
                    "found " + text.length() + " characters, but a descriptor has at most " + MAX_CHARACTERS
                            + "; data belong in tables");
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setCodePointLimit(MAX_CHARACTERS);
        try {
            Composer composer = new Composer(new ParserImpl(new StreamReader(text), options), new TextOnly(), options);
            Node root = composer.getSingleNode();
            if (root == null) {
                problems.add(Position.startOf(source), "", "found nothing, but a descriptor is needed");
                return Optional.empty();
            }
            return Optional.of(convert(root, 0));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            problems.add(position(mark, null), "", sentence(e));
        } catch (TooMuch e) {
            problems.add(e.position, "", e.getMessage());
        } catch (YAMLException e) {
            problems.add(Position.startOf(source), "", "not readable as YAML: " + firstLine(e.getMessage()));
        }
        return Optional.empty();
    }

    private Yaml convert(Node node, int depth) {
        Position position = position(node.getStartMark(), node.getEndMark());
        if (++nodes > MAX_NODES || depth > MAX_DEPTH) {
            throw new TooMuch(
                    position,
                    "found more than " + (depth > MAX_DEPTH ? MAX_DEPTH + " levels" : MAX_NODES + " values")
                            + " once aliases are expanded; no descriptor needs so many");
        }
        if (node instanceof ScalarNode scalar) {
            if (!Tag.STR.equals(node.getTag())) {
                tagged(node, position);
            }
            return new Yaml.Scalar(scalar.getValue(), scalar.getScalarStyle() == ScalarStyle.PLAIN, position);
        }
        if (node instanceof SequenceNode sequence) {
            if (!Tag.SEQ.equals(node.getTag())) {
                tagged(node, position);
            }
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item, depth + 1));
            }
            return new Yaml.Sequence(items, position);
        }
        if (!Tag.MAP.equals(node.getTag())) {
            tagged(node, position);
        }
        List<Yaml.Entry> entries = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            Yaml key = convert(tuple.getKeyNode(), depth + 1);
            Yaml value = convert(tuple.getValueNode(), depth + 1);
            if (!(key instanceof Yaml.Scalar name)) {
                problems.add(key.position(), "", "found " + key.noun() + " as a key, but a key is a name");
            } else if (!seen.add(name.text())) {
                problems.add(key.position(), "", "found '" + name.text() + "' twice, but a key may stand only once");
            } else {
                entries.add(new Yaml.Entry(name, value));
            }
        }
        return new Yaml.Mapping(entries, position);
    }

    private void tagged(Node node, Position position) {
        problems.add(position, "", "found the tag " + node.getTag().getValue() + ", but a descriptor has no tags");
    }

    private Position position(Mark start, Mark end) {
        if (start == null) {
            return Position.startOf(source);
        }
        boolean oneLine = end != null && end.getLine() == start.getLine();
        int length = oneLine ? Math.max(1, end.getColumn() - start.getColumn()) : 1;
        return new Position(source, start.getLine() + 1, start.getColumn() + 1, length);
    }

    private static String sentence(MarkedYAMLException e) {
        String problem = firstLine(e.getProblem() == null ? e.getMessage() : e.getProblem());
        if (problem.contains("'\\t(TAB)'")) {
            return "found a tab, but YAML is indented with spaces";
        }
        return "not readable as YAML: " + (e.getContext() == null ? "" : firstLine(e.getContext()) + ": ") + problem;
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
