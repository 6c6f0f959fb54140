package org.peculiar.engine.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.Unit;

/**
 * Makes the JSON schema (draft 2020-12) of descriptors from the components at hand, so that editors complete and check them.
 *
 * <p>It accepts what the binder accepts, but for what a schema cannot say: references between steps, and files.
 */
public final class JsonSchema {

    private static final String NUMBER = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?";

    private final ComponentIndex index;

    /** Make schemas of these components. */
    public JsonSchema(ComponentIndex index) {
        this.index = index;
    }

    /** Return the schema as a tree of maps, lists, texts, numbers and truth values. */
    public Map<String, Object> descriptor() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("peculiar", object("const", 1, "description", "Version of the descriptor's format"));
        properties.put(
                "name",
                object(
                        "type",
                        "string",
                        "pattern",
                        "^[A-Za-z0-9][A-Za-z0-9._-]*$",
                        "description",
                        "Names the folder of the run"));
        properties.put("seed", object("type", "integer", "description", "Seed of all random numbers"));
        properties.put(
                "data",
                object(
                        "type",
                        "object",
                        "description",
                        "Tables, by name",
                        "additionalProperties",
                        type(index.owned("data"), null)));
        properties.put("assume", type(index.owned("assume"), null));
        properties.put(
                "steps",
                object(
                        "type",
                        "object",
                        "description",
                        "Steps of the analysis, in order",
                        "propertyNames",
                        object("pattern", "^[a-z][a-z0-9]*(-[a-z0-9]+)*$"),
                        "additionalProperties",
                        step()));
        properties.put(
                "estimands",
                object(
                        "type",
                        "object",
                        "description",
                        "Quantities to follow, as step.property",
                        "additionalProperties",
                        object("type", "string")));
        Map<String, Object> schema = object(
                "$schema",
                "https://json-schema.org/draft/2020-12/schema",
                "title",
                "Peculiar descriptor",
                "type",
                "object",
                "required",
                List.of("peculiar", "name", "steps"),
                "additionalProperties",
                false,
                "properties",
                properties);
        return schema;
    }

    private Map<String, Object> step() {
        List<Object> conditions = new ArrayList<>();
        for (ComponentDescription component : index.components()) {
            List<Type.Field> fields = Stream.concat(
                            index.owned(component.kind()).fields().stream(), component.parameters().fields().stream())
                    .toList();
            boolean needed = fields.stream().anyMatch(Type.Field::required);
            Map<String, Object> then = object("properties", object("with", record(fields)));
            if (needed) {
                then.put("required", List.of("with"));
            }
            conditions.add(object(
                    "if",
                    object("properties", object("uses", object("const", component.ref())), "required", List.of("uses")),
                    "then",
                    then));
        }
        return object(
                "type",
                "object",
                "required",
                List.of("uses"),
                "additionalProperties",
                false,
                "properties",
                object(
                        "uses",
                        object("oneOf", uses(index.components().stream())),
                        "with",
                        object("type", List.of("object", "null")),
                        "in",
                        object(
                                "description",
                                "The step to take from, or steps by role; the step before unless given",
                                "type",
                                List.of("string", "object"))),
                "allOf",
                conditions);
    }

    private static List<Object> uses(Stream<ComponentDescription> components) {
        return components
                .<Object>map(c -> object("const", c.ref(), "description", c.title()))
                .toList();
    }

    private Map<String, Object> record(List<Type.Field> fields) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Type.Field field : fields) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put(
                    "description", field.doc() + (field.value() == null ? "" : " (default " + field.value() + ")"));
            property.putAll(type(field.type(), field));
            properties.put(field.key(), property);
        }
        Map<String, Object> schema = object("type", "object", "additionalProperties", false, "properties", properties);
        List<String> required = fields.stream()
                .filter(Type.Field::required)
                .map(Type.Field::key)
                .toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private Map<String, Object> type(Type type, Type.Field field) {
        if (type instanceof Type.Real) {
            return number(field);
        } else if (type instanceof Type.Whole) {
            return ranged(object("type", "integer"), field);
        } else if (type instanceof Type.Bool) {
            return object("type", "boolean");
        } else if (type instanceof Type.Choice choice) {
            return object(
                    "enum", choice.constants().stream().map(Type.Constant::key).toList());
        } else if (type instanceof Type.ListOf list) {
            return object("type", "array", "items", type(list.of(), field));
        } else if (type instanceof Type.MapOf map) {
            return object("type", "object", "additionalProperties", type(map.of(), field));
        } else if (type instanceof Type.RecordOf record) {
            Map<String, Object> mapping = record(record.fields());
            return record.fields().isEmpty()
                    ? mapping
                    : object("anyOf", List.of(mapping, object("type", List.of("string", "number", "boolean"))));
        } else if (type instanceof Type.ComponentOf component) {
            return object(
                    "type",
                    "object",
                    "required",
                    List.of("uses"),
                    "additionalProperties",
                    false,
                    "properties",
                    object(
                            "uses",
                            object(
                                    "oneOf",
                                    uses(index.components().stream()
                                            .filter(c -> c.kind().equals(component.kind())))),
                            "with",
                            object("type", "object")));
        }
        return object("type", "string");
    }

    private static Map<String, Object> number(Type.Field field) {
        if (field == null || field.unit() == Unit.NONE) {
            Map<String, Object> percent = object("type", "string", "pattern", "^" + NUMBER + "\\s*%$");
            return object("anyOf", List.of(ranged(object("type", "number"), field), percent));
        }
        String units = Unit.spellings(field.unit().dimension()).stream()
                .map(symbol -> symbol.replaceAll("([\\\\^$.|?*+()\\[\\]{}/])", "\\\\$1"))
                .collect(Collectors.joining("|"));
        return object(
                "type",
                "string",
                "pattern",
                "^" + NUMBER + "\\s*(" + units + ")$",
                "examples",
                List.of("1 " + field.unit().symbol()));
    }

    private static Map<String, Object> ranged(Map<String, Object> schema, Type.Field field) {
        if (field != null && field.min() != Double.NEGATIVE_INFINITY) {
            schema.put("minimum", field.min());
        }
        if (field != null && field.max() != Double.POSITIVE_INFINITY) {
            schema.put("maximum", field.max());
        }
        return schema;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
