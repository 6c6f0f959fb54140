package org.peculiar.api;

/** Where the observer of a redshift is taken to be at rest. */
public enum RestFrame {
    /** The Sun. */
    HELIOCENTRIC,
    /** The cosmic microwave background. */
    CMB
}
