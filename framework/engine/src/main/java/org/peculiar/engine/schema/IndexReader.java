package org.peculiar.engine.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Unit;

/** Reads the index that the api's annotation processor writes. */
public final class IndexReader {

    private static final int MOST_SHOWN = 60;

    private IndexReader() {}

    /**
     * Read the components of a plugin.
     *
     * @throws IllegalArgumentException if the index is not as the processor writes it
     */
    public static List<ComponentDescription> components(JsonNode index, String plugin) {
        List<ComponentDescription> components = new ArrayList<>();
        for (JsonNode node : required(index, "components")) {
            components.add(new ComponentDescription(
                    text(node, "kind"),
                    text(node, "id"),
                    text(node, "class"),
                    text(node, "title"),
                    text(node, "doc"),
                    texts(required(node, "cite")),
                    texts(required(node, "takes")),
                    inputs(node.path("inputs")),
                    text(node, "example"),
                    record(required(node, "parameters")),
                    plugin));
        }
        return components;
    }

    private static List<ComponentDescription.Input> inputs(JsonNode array) {
        List<ComponentDescription.Input> inputs = new ArrayList<>();
        array.forEach(input -> inputs.add(new ComponentDescription.Input(
                text(input, "role"), text(input, "doc"), text(input, "type"), text(input, "need"))));
        return inputs;
    }

    /** Read the records of parameters that the host owns, by kind or section. */
    public static Map<String, Type.RecordOf> kinds(JsonNode index) {
        Map<String, Type.RecordOf> kinds = new LinkedHashMap<>();
        for (JsonNode node : required(index, "kinds")) {
            kinds.put(text(node, "name"), record(required(node, "parameters")));
        }
        return kinds;
    }

    private static Type.RecordOf record(JsonNode node) {
        List<Type.Field> fields = new ArrayList<>();
        for (JsonNode field : required(node, "fields")) {
            fields.add(new Type.Field(
                    text(field, "name"),
                    text(field, "key"),
                    text(field, "doc"),
                    required(field, "optional").asBoolean(),
                    type(required(field, "type")),
                    Unit.of(field.path("unit").asText(""))
                            .orElseThrow(() -> new IllegalArgumentException("unknown unit in " + shortened(field))),
                    field.has("default") ? text(field, "default") : null,
                    field.path("min").asDouble(Double.NEGATIVE_INFINITY),
                    field.path("max").asDouble(Double.POSITIVE_INFINITY),
                    field.path("cite").asText("")));
        }
        return new Type.RecordOf(node.path("class").asText(""), fields);
    }

    private static Type type(JsonNode node) {
        return switch (text(node, "type")) {
            case "number" -> new Type.Real();
            case "integer" -> new Type.Whole();
            case "boolean" -> new Type.Bool();
            case "string" -> new Type.Text();
            case "path" -> new Type.FilePath();
            case "data" -> new Type.Data();
            case "list" -> new Type.ListOf(type(required(node, "of")));
            case "map" -> new Type.MapOf(type(required(node, "of")));
            case "component" -> new Type.ComponentOf(text(node, "class"), text(node, "kind"));
            case "record" -> record(node);
            case "enum" -> {
                List<Type.Constant> constants = new ArrayList<>();
                for (JsonNode value : required(node, "values")) {
                    constants.add(new Type.Constant(text(value, "name"), text(value, "key"), text(value, "doc")));
                }
                yield new Type.Choice(text(node, "class"), constants);
            }
            default -> throw new IllegalArgumentException("unknown type in " + shortened(node));
        };
    }

    private static JsonNode required(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no '" + name + "' in " + shortened(node));
        }
        return value;
    }

    /** A component's whole description would hide what is wrong with it. */
    private static String shortened(JsonNode node) {
        String text = node.toString();
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }

    private static String text(JsonNode node, String name) {
        return required(node, name).asText();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
