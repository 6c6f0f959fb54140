/** Reads a survey from ECSV, CSV, FITS or VOTable tables. */
package org.peculiar.plugin.source.table;
