package org.peculiar.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.peculiar.api.DataException;
import org.peculiar.engine.Session;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/** A page of Markdown for each component, and a gallery of them by kind. */
final class ComponentPages {

    /** A full stop, but not that of "et al." or of a number. */
    private static final Pattern SENTENCE_END = Pattern.compile("(?<!\\bal)\\.(?=\\s)|:(?=\\s*$)");

    private final Session session;

    ComponentPages(Session session) {
        this.session = session;
    }

    /**
     * Write all pages, replacing those of the same names.
     *
     * @throws DataException if the folder cannot be written
     */
    void write(Path folder) {
        try {
            Files.createDirectories(folder);
            for (ComponentDescription component : session.index().components()) {
                Files.write(folder.resolve(file(component)), new ComponentPage(session, component).forDocumentation());
            }
            Files.write(folder.resolve("index.md"), index());
        } catch (IOException e) {
            throw new DataException(folder + ": the pages cannot be written: " + e, e);
        }
    }

    private static String file(ComponentDescription component) {
        return component.kind() + "-" + component.id() + ".md";
    }

    private List<String> index() {
        List<String> lines = new ArrayList<>();
        lines.add("# Components");
        for (StepKind kind : StepKind.values()) {
            Collection<ComponentDescription> components = session.index().components().stream()
                    .filter(component -> component.kind().equals(kind.word()))
                    .toList();
            if (components.isEmpty()) {
                continue;
            }
            lines.add("");
            lines.add("## " + kind.word());
            lines.add("");
            String taken = kind == StepKind.DIAGNOSTIC ? "what each says" : taken(kind);
            lines.add(
                    (taken.isEmpty() ? "Gives " : "Takes " + taken + ", gives ") + StepKind.noun(kind.output()) + ".");
            lines.add("");
            lines.add("| component | what |");
            lines.add("|---|---|");
            components.forEach(component ->
                    lines.add("| [" + component.ref() + "](" + file(component) + ") | " + component.title() + " |"));
            components.forEach(component -> gallery(component, lines));
        }
        return lines;
    }

    /** Shows a component in a few lines: what it does, its parameters, an example, what it cites. */
    private void gallery(ComponentDescription component, List<String> lines) {
        lines.add("");
        lines.add("### " + component.ref());
        lines.add("");
        lines.add(Markdown.escaped(Markdown.sentence(firstSentence(component.doc()))));
        lines.add("");
        List<String> parameters = component.parameters().fields().stream()
                .map(field -> "`" + field.key() + "`" + preset(field))
                .toList();
        lines.add(
                parameters.isEmpty()
                        ? "No parameters of its own."
                        : "Parameters: " + String.join(", ", parameters) + ".");
        lines.add("");
        lines.addAll(new ComponentPage(session, component).example());
        lines.add("");
        String cited = String.join(", ", component.cite());
        lines.add((cited.isEmpty() ? "" : "Cites " + cited + ". ") + "[More](" + file(component) + ")");
    }

    private static String firstSentence(String doc) {
        String paragraph = doc.split("\n\\s*\n", 2)[0].replace('\n', ' ');
        Matcher end = SENTENCE_END.matcher(paragraph);
        return end.find() ? paragraph.substring(0, end.start() + 1) : paragraph;
    }

    private static String preset(Type.Field field) {
        if (field.required()) {
            return " (required)";
        }
        boolean mapping = "{}".equals(field.value()) || "[]".equals(field.value());
        return field.value() == null || mapping ? "" : " (" + field.value() + ")";
    }

    private static String taken(StepKind kind) {
        return kind.inputs().stream()
                .map(port -> StepKind.noun(port.type())
                        + switch (port.need()) {
                            case ALWAYS -> "";
                            case IF_THERE_IS_ONE -> " if there is one";
                            case OF_COMPONENTS_THAT_TAKE_IT -> " if the component says so";
                            case BY_NAME -> " by name, any number";
                        })
                .collect(Collectors.joining(", "));
    }
}
