/** Drives pages in a real browser. */
package org.peculiar.report.browser;
