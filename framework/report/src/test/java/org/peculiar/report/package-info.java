/** Records for tests: small, synthetic, written without running anything. */
package org.peculiar.report;
