/**
 * What a survey's bulk flow is of: its window in wavenumber, depth and direction, and the flow that linear theory expects in it. It
 * fits nothing.
 */
package org.peculiar.plugin.diagnostic.window;
