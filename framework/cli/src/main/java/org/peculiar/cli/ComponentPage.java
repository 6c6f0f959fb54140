package org.peculiar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.peculiar.engine.Session;
import org.peculiar.engine.record.References;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/** The page of a component in Markdown: for {@code plugins describe}, and for the documentation. */
final class ComponentPage {

    private final Session session;
    private final ComponentDescription component;

    ComponentPage(Session session, ComponentDescription component) {
        this.session = session;
        this.component = component;
    }

    Stream<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("# " + component.ref());
        lines.add("");
        lines.add(component.title());
        lines.add("");
        lines.addAll(component.doc().lines().toList());
        lines.add("");
        if (!component.example().isBlank()) {
            lines.add("## Example");
            lines.add("");
            lines.add("```yaml");
            lines.add("uses: " + component.ref());
            lines.add("with:");
            component.example().stripTrailing().lines().forEach(line -> lines.add("  " + line));
            lines.add("```");
            lines.add("");
        }
        parameters("Parameters", component.parameters(), lines);
        parameters("Parameters of every " + component.kind(), session.index().owned(component.kind()), lines);
        references(lines);
        lines.add("Plugin: " + component.plugin());
        return lines.stream();
    }

    private static void parameters(String title, Type.RecordOf type, List<String> lines) {
        if (type.fields().isEmpty()) {
            return;
        }
        lines.add("## " + title);
        lines.add("");
        fields(type, "", lines);
        lines.add("");
    }

    private static void fields(Type.RecordOf type, String indent, List<String> lines) {
        for (Type.Field field : type.fields()) {
            String presence = field.required()
                    ? "required"
                    : field.value() == null ? "optional" : "default `" + field.value() + "`";
            lines.add(indent + "- `" + field.key() + "`: " + field.describe() + "; " + presence + ". " + field.doc()
                    + "." + (field.cite().isEmpty() ? "" : " [" + field.cite() + "]"));
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

    private void references(List<String> lines) {
        References references = new References();
        session.bibliography(component.plugin()).ifPresent(references::add);
        String bibtex = references.bibtex(component.cite());
        if (!bibtex.isEmpty()) {
            lines.add("## References");
            lines.add("");
            lines.add("```bibtex");
            lines.addAll(bibtex.lines().toList());
            lines.add("```");
            lines.add("");
        }
    }
}
