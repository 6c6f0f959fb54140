/** Holds what several components compute with: frames, cosmology, statistics and draws. */
package org.peculiar.science;
