package org.peculiar.report.page;

/**
 * A line of a list of facts.
 *
 * @param name of what it is
 * @param value in words
 * @param note that explains it, perhaps empty
 */
public record Fact(String name, String value, String note) {

    Fact(String name, String value) {
        this(name, value, "");
    }
}
