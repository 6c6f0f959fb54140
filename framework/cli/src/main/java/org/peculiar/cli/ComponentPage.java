package org.peculiar.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.peculiar.engine.Session;
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

    /** Returns the page as it reads well on a terminal. */
    List<String> forTerminal() {
        return page(Function.identity(), ParameterList::lines);
    }

    /** Returns the page as it reads well where Markdown is rendered. */
    List<String> forDocumentation() {
        return page(Markdown::escaped, ParameterTable::lines);
    }

    private List<String> page(Function<String, String> prose, Function<Type.RecordOf, List<String>> parameters) {
        List<String> lines = new ArrayList<>();
        lines.add("# " + component.ref());
        lines.add("");
        lines.add(component.title());
        lines.add("");
        for (String line : component.doc().lines().toList()) {
            if (!line.isBlank() || !lines.get(lines.size() - 1).isEmpty()) {
                lines.add(prose.apply(line));
            }
        }
        if (!component.takes().isEmpty()) {
            lines.add("");
            lines.add("Takes, besides what every " + component.kind() + " takes: "
                    + String.join(", ", component.takes()) + ".");
        }
        if (!component.inputs().isEmpty()) {
            lines.add("");
            lines.add("Takes, by role under `in:`:");
            lines.add("");
            component
                    .inputs()
                    .forEach(input -> lines.add(prose.apply("- " + input.role() + ": " + input.doc())
                            + switch (input.need()) {
                                case "optional" -> " (if there is one)";
                                case "by-name" -> " (any number, as [a, b] or {NAME: a, …})";
                                default -> "";
                            }));
        }
        lines.add("");
        lines.add("## Example");
        lines.add("");
        lines.addAll(example());
        lines.add("");
        section("Parameters", component.parameters(), parameters, lines);
        section("Parameters of every " + component.kind(), session.index().owned(component.kind()), parameters, lines);
        String bibtex = session.references(component);
        if (!bibtex.isEmpty()) {
            lines.add("## References");
            lines.add("");
            lines.add("```bibtex");
            lines.addAll(bibtex.lines().toList());
            lines.add("```");
            lines.add("");
        }
        lines.add("Plugin: " + component.plugin());
        return lines;
    }

    /** Returns the example as a block of YAML. */
    List<String> example() {
        List<String> lines = new ArrayList<>();
        lines.add("```yaml");
        lines.add("uses: " + component.ref());
        List<String> example = component.example().strip().lines().toList();
        if (!example.isEmpty() && !example.equals(List.of("{}"))) {
            lines.add("with:");
            example.forEach(line -> lines.add(line.isEmpty() ? "" : "  " + line));
        }
        lines.add("```");
        return lines;
    }

    private static void section(
            String title, Type.RecordOf type, Function<Type.RecordOf, List<String>> parameters, List<String> lines) {
        if (type.fields().isEmpty()) {
            return;
        }
        lines.add("## " + title);
        lines.add("");
        lines.addAll(parameters.apply(type));
        lines.add("");
    }
}
