/** Calls the command within the process of the tests, where only its own package can. */
package org.peculiar.cli;
