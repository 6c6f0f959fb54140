package org.peculiar.plugin.source.table;

import org.peculiar.science.redshift.SolarApex;

/** A published motion of the Sun with respect to the CMB. */
public enum Apex {
    /** 369.82 km/s towards (264.021°, 48.253°), Planck Collaboration (2020). */
    PLANCK2018(SolarApex.PLANCK2018),
    /** 369.5 km/s towards (264.4°, 48.4°), Kogut et al. (1993); what SMAC used. */
    COBE1993(SolarApex.COBE1993),
    /** 371 km/s towards (264.14°, 48.26°), Fixsen et al. (1996). */
    FIXSEN1996(SolarApex.FIXSEN1996);

    private final SolarApex motion;

    Apex(SolarApex motion) {
        this.motion = motion;
    }

    SolarApex motion() {
        return motion;
    }
}
