package org.peculiar.plugin.source.table;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.plugin.source.table.FoundColumn.Content;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The header of an ECSV file.
 *
 * @param lines how many lines it takes up
 * @see "Astropy Proposal for Enhancement 6, https://github.com/astropy/astropy-APEs/blob/main/APE6.rst"
 */
record EcsvHeader(char delimiter, List<FoundColumn> columns, int lines) {

    private static final int LONGEST_LINE = 1 << 16;
    private static final int DEEPEST = 50;

    /**
     * Reads the commented lines and leaves the reader at the line of column names.
     *
     * @throws DataException if they declare no columns
     */
    static EcsvHeader read(BufferedReader reader, String file) throws IOException {
        StringBuilder yaml = new StringBuilder();
        int lines = 0;
        reader.mark(LONGEST_LINE);
        for (String line = reader.readLine(); line != null && line.startsWith("#"); line = reader.readLine()) {
            if (lines > 0) {
                yaml.append(line.startsWith("# ") ? line.substring(2) : line.substring(1))
                        .append('\n');
            }
            lines++;
            reader.mark(LONGEST_LINE);
        }
        reader.reset();
        try {
            // events are enough, and half of the library's start-up time
            Parser events = new ParserImpl(new StreamReader(yaml.toString()), new LoaderOptions());
            events.getEvent();
            if (events.checkEvent(Event.ID.StreamEnd)) {
                throw new DataException(file + ": the ECSV header is empty, but it must declare the columns");
            }
            events.getEvent();
            return of(node(events, 0), lines, file);
        } catch (YAMLException e) {
            throw new DataException(file + ": the ECSV header is not YAML: " + firstLine(e), e);
        }
    }

    private static String firstLine(YAMLException e) {
        return e.getMessage()
                .lines()
                .limit(2)
                .reduce((a, b) -> a + ", " + b.strip())
                .orElse("");
    }

    /** Builds maps, lists and strings: nothing here needs YAML's types. */
    private static Object node(Parser events, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("nested too deeply");
        }
        Event event = events.getEvent();
        if (event instanceof ScalarEvent scalar) {
            return scalar.getValue();
        }
        if (event instanceof AliasEvent) {
            return "";
        }
        if (event.is(Event.ID.SequenceStart)) {
            List<Object> list = new ArrayList<>();
            while (!events.checkEvent(Event.ID.SequenceEnd)) {
                list.add(node(events, depth + 1));
            }
            events.getEvent();
            return list;
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        while (!events.checkEvent(Event.ID.MappingEnd)) {
            Object key = node(events, depth + 1);
            map.put(key, node(events, depth + 1));
        }
        events.getEvent();
        return map;
    }

    private static EcsvHeader of(Object header, int lines, String file) {
        if (!(header instanceof Map<?, ?> map) || !(map.get("datatype") instanceof List<?> declared)) {
            throw new DataException(
                    file + ": found no list 'datatype:' in the ECSV header, but it must declare the columns");
        }
        List<FoundColumn> columns = new ArrayList<>();
        for (Object column : declared) {
            if (!(column instanceof Map<?, ?> entry) || !(entry.get("name") instanceof String name)) {
                throw new DataException(file + ": the ECSV header declares a column without a name");
            }
            Object unit = entry.get("unit");
            columns.add(new FoundColumn(
                    name,
                    unit == null ? Optional.empty() : Optional.of(unit.toString()),
                    content(String.valueOf(entry.get("datatype")))));
        }
        Object delimiter = map.get("delimiter");
        return new EcsvHeader(
                delimiter instanceof String text && text.length() == 1 ? text.charAt(0) : ' ',
                List.copyOf(columns),
                lines);
    }

    private static Content content(String datatype) {
        return switch (datatype) {
            case "string" -> Content.TEXT;
            case "bool" -> Content.TRUTH;
            default -> datatype.matches("u?int\\d+|float\\d+") ? Content.NUMBER : Content.UNTYPED;
        };
    }
}
