/** Zero point from the absence of a net radial flow. */
package org.peculiar.plugin.bias.nonetinflow;
