package org.peculiar.api;

/** Calibration of an E(B−V): values of different scales must not meet the same coefficients unawares. */
public enum ReddeningScale {
    /** Schlegel, Finkbeiner and Davis (1998), as printed on their maps. */
    SFD98,
    /** SFD98 times 0.86, the recalibration of Schlafly and Finkbeiner (2011). */
    SFD98_RECALIBRATED,
    /** Burstein and Heiles (1982). */
    BURSTEIN_HEILES,
    /** No reddening at all. */
    NONE
}
