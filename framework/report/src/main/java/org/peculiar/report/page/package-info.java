/**
 * Makes the page that a referee could be sent: one file that opens from disk without a network.
 *
 * <p>Models, which are records of rounded and worded facts, are read off a record of a run and given to templates in {@code
 * src/main/jte}. Templates escape whatever they are given; only {@link org.peculiar.report.page.Trusted} is written as it is.
 */
package org.peculiar.report.page;
