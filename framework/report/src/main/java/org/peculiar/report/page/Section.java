package org.peculiar.report.page;

import java.util.List;

/**
 * A part of a page.
 *
 * @param id of its element
 * @param title of it
 * @param parts of the part that are worth a way to them
 */
public record Section(String id, String title, List<Section> parts) {

    /** Return a part of which no parts are told. */
    public static Section of(String id, String title) {
        return new Section(id, title, List.of());
    }
}
