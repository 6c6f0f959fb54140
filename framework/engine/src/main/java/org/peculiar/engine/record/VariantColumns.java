package org.peculiar.engine.record;

import java.util.Set;

/** What a record's tables of variants call their columns. */
public final class VariantColumns {

    /** Those that are there whatever the axes and estimands are; readers find them by name, so neither may have one of these. */
    public static final Set<String> FIXED = Set.of(
            "rank",
            "variant",
            "vx",
            "vy",
            "vz",
            "speed",
            "speed_corrected",
            "speed_error",
            "l",
            "b",
            "chi2",
            "dof",
            "tracers",
            "galaxies",
            "depth",
            "dvx",
            "dvy",
            "dvz",
            "dv",
            "dv_error",
            "dspeed",
            "dspeed_error",
            "angle",
            "angle_error",
            "p",
            "method",
            "resamples",
            "failure");

    private VariantColumns() {}
}
