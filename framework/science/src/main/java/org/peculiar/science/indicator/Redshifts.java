package org.peculiar.science.indicator;

/** Whose redshift a galaxy in a group has, when galaxies are tracers. */
public enum Redshifts {
    /** The group's. */
    GROUP,
    /** Its own. */
    GALAXY
}
