package org.peculiar.engine.schema;

import java.util.List;

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
        String example,
        Type.RecordOf parameters,
        String plugin) {

    /** Return how descriptors name it: {@code kind/id}. */
    public String ref() {
        return kind + "/" + id;
    }
}
