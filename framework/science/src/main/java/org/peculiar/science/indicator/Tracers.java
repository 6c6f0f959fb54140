package org.peculiar.science.indicator;

/** What has a distance. */
public enum Tracers {
    /** Groups with enough members. */
    GROUPS,
    /** Every galaxy. */
    GALAXIES
}
