package org.peculiar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.peculiar.api.Unit;
import org.peculiar.engine.schema.Type;

/** Parameters as a table, those within others by their whole path. */
final class ParameterTable {

    private ParameterTable() {}

    static List<String> lines(Type.RecordOf parameters) {
        List<String> lines = new ArrayList<>();
        lines.add("| key | value | default | meaning |");
        lines.add("|---|---|---|---|");
        rows(parameters, "", true, lines);
        return lines;
    }

    /** Adds the rows of a record; what must be given stands out if the record itself must be given. */
    private static void rows(Type.RecordOf type, String path, boolean given, List<String> lines) {
        for (Type.Field field : type.fields()) {
            String key = path + field.key();
            lines.add("| `" + key + "` | " + Markdown.cell(value(field.type(), field.unit())) + " | "
                    + Markdown.cell(preset(field, given)) + " | " + Markdown.cell(meaning(field)) + " |");
            nested(field.type(), key, given && field.required(), lines);
        }
    }

    private static void nested(Type type, String path, boolean given, List<String> lines) {
        if (type instanceof Type.RecordOf record) {
            rows(record, path + ".", given, lines);
        } else if (type instanceof Type.ListOf list) {
            nested(list.of(), path + "[]", given, lines);
        } else if (type instanceof Type.MapOf map) {
            nested(map.of(), path + ".*", given, lines);
        }
    }

    private static String value(Type type, Unit unit) {
        if (type instanceof Type.Real) {
            String noun = unit == Unit.NONE ? "number" : unit.noun();
            return noun.equals(unit.symbol()) || unit == Unit.NONE ? noun : noun + ", " + unit.symbol();
        } else if (type instanceof Type.Choice choice) {
            return choice.constants().stream()
                    .map(constant -> "`" + constant.key() + "`")
                    .collect(Collectors.joining(", "));
        } else if (type instanceof Type.Data) {
            return "table under `data:`";
        } else if (type instanceof Type.ComponentOf component) {
            return "component, `" + component.kind() + "/…`";
        } else if (type instanceof Type.RecordOf) {
            return "mapping";
        } else if (type instanceof Type.ListOf list) {
            return list.of() instanceof Type.RecordOf ? "list" : "list: " + value(list.of(), unit);
        } else if (type instanceof Type.MapOf map) {
            return map.of() instanceof Type.RecordOf ? "by name" : "by name: " + value(map.of(), unit);
        }
        return new Type.Field("", "", "", true, type, unit, null, 0, 0, "").describe();
    }

    private static String preset(Type.Field field, boolean given) {
        if (field.required()) {
            return given ? "**required**" : "required";
        }
        boolean inside = field.type() instanceof Type.RecordOf && "{}".equals(field.value());
        return field.value() == null || inside ? "" : "`" + field.value() + "`";
    }

    private static String meaning(Type.Field field) {
        StringBuilder meaning = new StringBuilder(Markdown.escaped(Markdown.sentence(field.doc())));
        for (Type.Constant constant : constants(field.type())) {
            if (!constant.doc().isEmpty()) {
                meaning.append("<br>`").append(constant.key()).append("`: ").append(Markdown.escaped(constant.doc()));
            }
        }
        if (!field.cite().isEmpty()) {
            meaning.append(" [").append(field.cite()).append("](#references)");
        }
        return meaning.toString();
    }

    private static List<Type.Constant> constants(Type type) {
        if (type instanceof Type.ListOf list) {
            return constants(list.of());
        } else if (type instanceof Type.MapOf map) {
            return constants(map.of());
        }
        return type instanceof Type.Choice choice ? choice.constants() : List.of();
    }
}
