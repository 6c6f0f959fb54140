package org.peculiar.plugin.source.table;

import java.util.Optional;

/**
 * A column as a file describes it.
 *
 * @param unit as spelt there
 */
record FoundColumn(String name, Optional<String> unit, Content content) {

    /** What the file says the cells are. */
    enum Content {
        NUMBER,
        TEXT,
        TRUTH,
        /** The format has no types, as CSV. */
        UNTYPED
    }
}
