package org.peculiar.science;

/** Constants of nature. */
public final class Constants {

    /** Speed of light in vacuum, in km/s; exact (SI definition). */
    public static final double SPEED_OF_LIGHT_KMS = 299792.458;

    private Constants() {}
}
