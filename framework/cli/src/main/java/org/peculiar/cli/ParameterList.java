package org.peculiar.cli;

import java.util.ArrayList;
import java.util.List;
import org.peculiar.engine.schema.Type;

/** Parameters as a nested list. */
final class ParameterList {

    private ParameterList() {}

    static List<String> lines(Type.RecordOf parameters) {
        List<String> lines = new ArrayList<>();
        fields(parameters, "", lines);
        return lines;
    }

    private static void fields(Type.RecordOf type, String indent, List<String> lines) {
        for (Type.Field field : type.fields()) {
            String presence = field.required()
                    ? "required"
                    : field.value() == null ? "optional" : "default `" + field.value() + "`";
            lines.add(indent + "- `" + field.key() + "`: " + field.describe() + "; " + presence + ". "
                    + Markdown.sentence(field.doc()) + (field.cite().isEmpty() ? "" : " [" + field.cite() + "]"));
            nested(field.type(), indent + "  ", lines);
        }
    }

    private static void nested(Type type, String indent, List<String> lines) {
        if (type instanceof Type.RecordOf record) {
            fields(record, indent, lines);
        } else if (type instanceof Type.ListOf list) {
            nested(list.of(), indent, lines);
        } else if (type instanceof Type.MapOf map) {
            nested(map.of(), indent, lines);
        } else if (type instanceof Type.Choice choice) {
            choice.constants().stream()
                    .filter(constant -> !constant.doc().isEmpty())
                    .forEach(constant -> lines.add(indent + "- `" + constant.key() + "`: "
                            + constant.doc().replace('\n', ' ')));
        }
    }
}
