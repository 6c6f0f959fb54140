package org.peculiar.api;

/** Which distance an indicator measures; they differ by powers of 1 + z. */
public enum DistanceType {
    /** From an angular size. */
    ANGULAR_DIAMETER,
    /** Transverse comoving. */
    COMOVING,
    /** From an apparent brightness. */
    LUMINOSITY
}
