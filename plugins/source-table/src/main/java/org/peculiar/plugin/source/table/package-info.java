/**
 * The source that reads a survey from tables.
 *
 * <p>{@link org.peculiar.plugin.source.table.TableSource} maps columns of up to three files to a survey: {@link
 * org.peculiar.plugin.source.table.TableFile} streams the rows of a file in any format, {@link
 * org.peculiar.plugin.source.table.TableReader} gathers the wanted columns of the kept rows into arrays and checks them,
 * {@link org.peculiar.plugin.source.table.SurveyAssembly} links the three tables and brings redshifts to the CMB frame.
 * Nothing here corrects an observable.
 */
package org.peculiar.plugin.source.table;
