package org.peculiar.report.page;

/**
 * A figure on a page.
 *
 * @param id of its element, in kebab-case
 * @param title of it
 * @param caption below it
 * @param wide whether it needs the width of the page
 * @param markup an {@code svg} or {@code img} element
 */
public record Drawing(String id, String title, String caption, boolean wide, Trusted markup) {}
