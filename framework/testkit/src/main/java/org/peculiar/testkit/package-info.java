/** Offers contract tests for components, sample surveys and plugin zips built on the spot. */
package org.peculiar.testkit;
