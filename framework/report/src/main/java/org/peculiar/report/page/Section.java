package org.peculiar.report.page;

/**
 * A part of a page.
 *
 * @param id of its element
 * @param title in the contents
 */
public record Section(String id, String title) {}
