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
 * <p>It accepts what the binder accepts, and refuses what it refuses but for what a schema cannot say: references between
 * steps, files, and ranges of values with units.
 */
public final class JsonSchema {

    private static final String NUMBER = "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?";

    /** A text may look like another scalar: the binder takes it as written. */
    private static final List<String> WRITTEN = List.of("string", "number", "boolean");

    private static final String NAME = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
    private static final String STEPS = "steps";

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
                        WRITTEN,
                        "pattern",
                        "^[A-Za-z0-9][A-Za-z0-9._-]*$",
                        "description",
                        "Names the folder of the run"));
        properties.put("import", orNull(imports()));
        properties.putAll(chain());
        properties.put(
                "estimands",
                orNull(object(
                        "type",
                        "object",
                        "description",
                        "Quantities to follow, as step.property",
                        "additionalProperties",
                        object("type", "string", "pattern", "^([a-z0-9-]+\\.){1,2}[a-z0-9-]+$"))));
        properties.put("sweep", orNull(sweep()));
        properties.put(
                "claims",
                orNull(object(
                        "type",
                        "array",
                        "description",
                        "Assertions over the sweep",
                        "items",
                        claim(SweepTypes.claim(), SweepTypes.verbs()))));
        properties.put(
                "targets",
                orNull(object(
                        "type",
                        "object",
                        "description",
                        "Published numbers to compare with, by name",
                        "additionalProperties",
                        record(SweepTypes.target().fields()))));
        properties.put("report", orNull(record(index.owned("report").fields())));
        properties.put("note", orNull(object("type", "string", "description", "Shown with claims and targets")));
        return object(
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
                properties,
                "$defs",
                definitions());
    }

    /** Returns what makes a chain of steps, of a descriptor or of one that is written out where it is imported. */
    private Map<String, Object> chain() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("seed", orNull(object("type", "integer", "description", "Seed of all random numbers")));
        properties.put(
                "data",
                orNull(object(
                        "type",
                        "object",
                        "description",
                        "Tables, by name",
                        "additionalProperties",
                        orShort(index.owned("data")))));
        properties.put("assume", orNull(record(index.owned("assume").fields())));
        properties.put("steps", object("$ref", "#/$defs/" + STEPS));
        return properties;
    }

    private Map<String, Object> imports() {
        Map<String, Object> properties = new LinkedHashMap<>(chain());
        properties.put("peculiar", object("const", 1));
        properties.put("note", orNull(object("type", "string")));
        Map<String, Object> writtenOut = object(
                "type",
                "object",
                "required",
                List.of("steps"),
                "additionalProperties",
                false,
                "properties",
                properties);
        return object(
                "type",
                "object",
                "description",
                "Descriptors whose steps are brought in as NAME.STEP, by name: the path of a descriptor, or of a folder with one"
                        + " of its name",
                "propertyNames",
                object("pattern", NAME),
                "additionalProperties",
                object("anyOf", List.of(object("type", WRITTEN), writtenOut)));
    }

    private Map<String, Object> steps() {
        return object(
                "type",
                "object",
                "description",
                "Steps of the analysis, in order",
                "minProperties",
                1,
                "propertyNames",
                object("pattern", NAME),
                "additionalProperties",
                step());
    }

    private Map<String, Object> sweep() {
        Map<String, Object> sweep = record(SweepTypes.sweep().fields());
        sweep.put("description", "How the analysis is varied");
        Map<?, ?> keys = (Map<?, ?>) sweep.get("properties");
        @SuppressWarnings("unchecked") // of the schema that was just made
        Map<String, Object> vary = (Map<String, Object>) keys.get("vary");
        List<Object> kinds = new ArrayList<>();
        SweepTypes.axis()
                .forEach((kind, type) ->
                        kinds.add(object("if", object("required", List.of(kind)), "then", record(type.fields()))));
        vary.put("minProperties", 1);
        vary.put("propertyNames", object("pattern", NAME));
        vary.put(
                "additionalProperties",
                object(
                        "type",
                        "object",
                        "oneOf",
                        SweepTypes.axis().keySet().stream()
                                .map(kind -> object("required", List.of(kind)))
                                .toList(),
                        "allOf",
                        kinds));
        return sweep;
    }

    private Map<String, Object> claim(Type.RecordOf type, List<String> verbs) {
        Map<String, Object> claim = record(type.fields());
        claim.put(
                "oneOf",
                verbs.stream().map(verb -> object("required", List.of(verb))).toList());
        return claim;
    }

    /** Returns the steps of a chain, and the own parameters of every component, which components within components refer to. */
    private Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        definitions.put(STEPS, steps());
        index.components()
                .forEach(component -> definitions.put(
                        definition(component), record(component.parameters().fields())));
        return definitions;
    }

    private static String definition(ComponentDescription component) {
        return component.kind() + "." + component.id();
    }

    private Map<String, Object> step() {
        List<Object> conditions = new ArrayList<>();
        for (ComponentDescription component : index.components()) {
            List<Type.Field> fields = Stream.concat(
                            index.owned(component.kind()).fields().stream(), component.parameters().fields().stream())
                    .toList();
            conditions.add(condition(component, fields, record(fields)));
        }
        conditions.add(inputs());
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
                                List.of("string", "array", "object", "null"),
                                "items",
                                object("type", "string"),
                                "additionalProperties",
                                object(
                                        "type",
                                        List.of("string", "array", "object"),
                                        "items",
                                        object("type", "string"),
                                        "additionalProperties",
                                        object("type", "string")))),
                "allOf",
                conditions);
    }

    /** Says that only those take lists of steps that take any number of them. */
    private Map<String, Object> inputs() {
        List<String> ofMany = index.components().stream()
                .filter(component -> component.inputs().stream()
                        .anyMatch(input -> input.need().equals("by-name")))
                .map(ComponentDescription::ref)
                .toList();
        return object(
                "if",
                object("properties", object("uses", object("enum", ofMany)), "required", List.of("uses")),
                "else",
                object(
                        "properties",
                        object(
                                "in",
                                object(
                                        "type",
                                        List.of("string", "object", "null"),
                                        "additionalProperties",
                                        object("type", "string")))));
    }

    /** Says what {@code with:} must be when {@code uses:} names a component. */
    private static Map<String, Object> condition(
            ComponentDescription component, List<Type.Field> fields, Map<String, Object> parameters) {
        boolean needed = fields.stream().anyMatch(Type.Field::required);
        Map<String, Object> then = object("properties", object("with", needed ? parameters : orNull(parameters)));
        if (needed) {
            then.put("required", List.of("with"));
        }
        return object(
                "if",
                object("properties", object("uses", object("const", component.ref())), "required", List.of("uses")),
                "then",
                then);
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
            Map<String, Object> type = type(field.type(), field);
            property.putAll(field.required() ? type : orNull(type));
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

    private Map<String, Object> orShort(Type.RecordOf record) {
        Map<String, Object> mapping = record(record.fields());
        return record.shorthand()
                .map(first -> object("anyOf", List.of(mapping, type(first.type(), first))))
                .orElse(mapping);
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
        } else if (type instanceof Type.OneOrMore one) {
            Map<String, Object> of = type(one.of(), field);
            return object("anyOf", List.of(of, object("type", "array", "minItems", 1, "items", of)));
        } else if (type instanceof Type.AsWritten) {
            return object();
        } else if (type instanceof Type.RecordOf record) {
            return orShort(record);
        } else if (type instanceof Type.ComponentOf component) {
            return component(component.kind());
        }
        return object("type", WRITTEN);
    }

    private Map<String, Object> component(String kind) {
        List<ComponentDescription> components = index.components().stream()
                .filter(component -> component.kind().equals(kind))
                .toList();
        List<Object> conditions = new ArrayList<>();
        for (ComponentDescription component : components) {
            conditions.add(condition(
                    component, component.parameters().fields(), object("$ref", "#/$defs/" + definition(component))));
        }
        Map<String, Object> uses = object("oneOf", uses(components.stream()));
        Map<String, Object> mapping = object(
                "type",
                "object",
                "required",
                List.of("uses"),
                "additionalProperties",
                false,
                "properties",
                object("uses", uses, "with", object("type", List.of("object", "null"))),
                "allOf",
                conditions);
        return object("anyOf", List.of(mapping, uses));
    }

    private static Map<String, Object> number(Type.Field field) {
        String units = Unit.spellings(field.unit().dimension()).stream()
                .filter(spelling -> !Character.isDigit(spelling.charAt(0)))
                .map(spelling -> spelling.replaceAll("([\\\\^$.|?*+()\\[\\]{}/])", "\\\\$1"))
                .collect(Collectors.joining("|"));
        Map<String, Object> withUnit = object("type", "string", "pattern", "^" + NUMBER + "\\s*(" + units + ")$");
        if (field.unit() == Unit.NONE) {
            return object("anyOf", List.of(ranged(object("type", "number"), field), withUnit));
        }
        withUnit.put("examples", List.of("1 " + field.unit().symbol()));
        return withUnit;
    }

    private static Map<String, Object> ranged(Map<String, Object> schema, Type.Field field) {
        if (field.min() != Double.NEGATIVE_INFINITY) {
            schema.put("minimum", field.min());
        }
        if (field.max() != Double.POSITIVE_INFINITY) {
            schema.put("maximum", field.max());
        }
        return schema;
    }

    /** Admits null, which stands for the default. */
    private static Map<String, Object> orNull(Map<String, Object> schema) {
        Map<String, Object> either = new LinkedHashMap<>(schema);
        if (schema.get("type") instanceof String type) {
            either.put("type", List.of(type, "null"));
        } else if (schema.get("type") instanceof List<?> types) {
            either.put("type", and(types, "null"));
        } else if (schema.get("enum") instanceof List<?> words) {
            either.put("enum", and(words, null));
        } else if (schema.get("anyOf") instanceof List<?> forms) {
            either.put("anyOf", and(forms, object("type", "null")));
        } else {
            return object("anyOf", List.of(schema, object("type", "null")));
        }
        return either;
    }

    private static List<Object> and(List<?> items, Object last) {
        List<Object> more = new ArrayList<>(items);
        more.add(last);
        return more;
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
