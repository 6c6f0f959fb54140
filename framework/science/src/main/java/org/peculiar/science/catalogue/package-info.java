/**
 * Reads what a component needs beside its survey, such as a density field or other galaxies, from tables in astronomers' formats.
 *
 * <p>{@link org.peculiar.science.catalogue.CatalogueFile} gives columns of numbers, and refuses a table in which one is missing.
 * Surveys themselves, with their units, gaps and groups, are read by sources. Nothing accepts or returns {@code null}.
 */
package org.peculiar.science.catalogue;
