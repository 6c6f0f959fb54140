package org.peculiar.engine.schema;

import java.util.List;
import java.util.stream.Stream;

/**
 * A component as its plugin's index describes it.
 *
 * @param kind such as {@code extinction}
 * @param id such as {@code sfd98}
 * @param className binary name
 * @param title one line
 * @param doc paragraphs for users
 * @param cite keys in the plugin's {@code references.bib}
 * @param takes roles of inputs that it takes beyond those of its whole kind
 * @param inputs what it takes, where its kind leaves that to its components
 * @param example a {@code with:} block, may be empty
 * @param parameters its own parameters
 * @param plugin id of the plugin that offers it
 */
public record ComponentDescription(
        String kind,
        String id,
        String className,
        String title,
        String doc,
        List<String> cite,
        List<String> takes,
        List<Input> inputs,
        String example,
        Type.RecordOf parameters,
        String plugin) {

    /**
     * Something that a component takes.
     *
     * @param role its name under {@code in:}
     * @param doc one sentence
     * @param type {@code survey}, {@code distances} or {@code flow}
     * @param need {@code one}, {@code optional}, or {@code by-name} for any number
     */
    public record Input(String role, String doc, String type, String need) {}

    /** Return the roles of what it takes beyond what its whole kind takes. */
    public List<String> roles() {
        return Stream.concat(takes.stream(), inputs.stream().map(Input::role)).toList();
    }

    /** Return how descriptors name it: {@code kind/id}. */
    public String ref() {
        return kind + "/" + id;
    }
}
