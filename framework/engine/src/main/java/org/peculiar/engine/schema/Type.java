package org.peculiar.engine.schema;

import java.util.List;
import java.util.Optional;
import org.peculiar.api.Unit;

/** The type of a parameter. */
public sealed interface Type {

    /** A number, in the unit of its field. */
    record Real() implements Type {}

    /** A whole number. */
    record Whole() implements Type {}

    /** True or false. */
    record Bool() implements Type {}

    /** A text. */
    record Text() implements Type {}

    /** A file or folder, relative to the descriptor or within <code>${data}</code>. */
    record FilePath() implements Type {}

    /** The name of a table under {@code data:}. */
    record Data() implements Type {}

    /**
     * One of several words.
     *
     * @param className of the enum
     * @param constants in order
     */
    record Choice(String className, List<Constant> constants) implements Type {}

    /**
     * A word of a choice.
     *
     * @param name of the enum constant
     * @param key in YAML
     * @param doc for people, may be empty
     */
    record Constant(String name, String key, String doc) {}

    /** A list of values of one type. */
    record ListOf(Type of) implements Type {}

    /** A mapping from names to values of one type. */
    record MapOf(Type of) implements Type {}

    /** One value or a list of them. */
    record OneOrMore(Type of) implements Type {}

    /** Whatever is written; who reads it says what is wrong with it. */
    record AsWritten() implements Type {}

    /**
     * A component with its own parameters.
     *
     * @param className of the extension point, or of a narrower interface
     * @param kind of the component
     */
    record ComponentOf(String className, String kind) implements Type {}

    /**
     * A record of parameters.
     *
     * @param className binary name, empty for a component without parameters
     * @param fields in order
     */
    record RecordOf(String className, List<Field> fields) implements Type {

        /** The record without fields. */
        public static final RecordOf EMPTY = new RecordOf("", List.of());

        public RecordOf {
            fields = List.copyOf(fields);
        }

        /** Return the keys in YAML. */
        public List<String> keys() {
            return fields.stream().map(Field::key).toList();
        }

        /** Return the first parameter, if its value may stand for the whole record: a single value, none other required. */
        public Optional<Field> shorthand() {
            return fields.stream()
                    .findFirst()
                    .filter(first -> !(first.type() instanceof RecordOf)
                            && !(first.type() instanceof ListOf)
                            && !(first.type() instanceof MapOf)
                            && fields.stream().skip(1).noneMatch(Field::required));
        }
    }

    /**
     * One parameter.
     *
     * @param name of the record component
     * @param key in YAML
     * @param doc one sentence
     * @param optional whether it may be absent although it has no default
     * @param type of its value
     * @param unit in which the record holds it; {@link Unit#NONE} for a pure number
     * @param value default in YAML; {@code null} for none
     * @param min smallest value, in {@code unit}
     * @param max largest value, in {@code unit}
     * @param cite key of the source of the default; may be empty
     */
    record Field(
            String name,
            String key,
            String doc,
            boolean optional,
            Type type,
            Unit unit,
            String value,
            double min,
            double max,
            String cite) {

        /** Tell whether a descriptor must give it. */
        public boolean required() {
            return value == null && !optional;
        }

        /** Describe the values it takes, in a few words. */
        public String describe() {
            return describe(type, unit);
        }

        private static String describe(Type type, Unit unit) {
            if (type instanceof Real) {
                return unit == Unit.NONE ? "number" : unit.noun() + " in " + unit.symbol();
            } else if (type instanceof Whole) {
                return "whole number";
            } else if (type instanceof Bool) {
                return "true or false";
            } else if (type instanceof Text) {
                return "text";
            } else if (type instanceof FilePath) {
                return "path";
            } else if (type instanceof Data) {
                return "name of a table under data:";
            } else if (type instanceof Choice choice) {
                return String.join(
                        " | ", choice.constants().stream().map(Constant::key).toList());
            } else if (type instanceof ListOf list) {
                return "list of: " + describe(list.of(), unit);
            } else if (type instanceof MapOf map) {
                return "mapping from names to: " + describe(map.of(), unit);
            } else if (type instanceof OneOrMore one) {
                return describe(one.of(), unit) + ", or a list of them";
            } else if (type instanceof AsWritten) {
                return "value";
            } else if (type instanceof ComponentOf component) {
                return "component {uses: " + component.kind() + "/…, with: {…}}";
            }
            return "mapping with " + String.join(", ", ((RecordOf) type).keys());
        }
    }
}
