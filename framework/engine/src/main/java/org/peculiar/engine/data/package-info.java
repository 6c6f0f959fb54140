/**
 * Finds the files that descriptors name, notes which ones a run used, and downloads the data sets that cannot be shipped.
 */
package org.peculiar.engine.data;
