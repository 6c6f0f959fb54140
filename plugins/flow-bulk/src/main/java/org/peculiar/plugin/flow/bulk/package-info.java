/** Bulk flow of a sample, with its error ellipsoid. */
package org.peculiar.plugin.flow.bulk;
