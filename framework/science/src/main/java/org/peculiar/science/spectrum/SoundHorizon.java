package org.peculiar.science.spectrum;

/**
 * The sound horizon at the drag epoch, which both fits of Eisenstein and Hu share.
 *
 * @param lengthMpc in Mpc
 * @param kEquality wavenumber of the horizon at matter-radiation equality, in 1/Mpc
 * @param zEquality redshift of equality; dimensionless
 * @param zDrag redshift of the drag epoch; dimensionless
 * @param dragRatio momentum density of baryons over that of photons at the drag epoch; dimensionless
 * @see "Eisenstein and Hu 1998, ApJ 496, 605, equations 2 to 6"
 */
record SoundHorizon(double lengthMpc, double kEquality, double zEquality, double zDrag, double dragRatio) {

    /** Compute it from Ωm h², Ωb h² and T/2.7 K. */
    static SoundHorizon of(double omega, double baryons, double theta) {
        double theta2 = theta * theta;
        double zEquality = 2.5e4 * omega / (theta2 * theta2);
        double kEquality = 0.0746 * omega / theta2;
        double b1 = 0.313 * Math.pow(omega, -0.419) * (1 + 0.607 * Math.pow(omega, 0.674));
        double b2 = 0.238 * Math.pow(omega, 0.223);
        double zDrag =
                1291 * Math.pow(omega, 0.251) / (1 + 0.659 * Math.pow(omega, 0.828)) * (1 + b1 * Math.pow(baryons, b2));
        double ratio = 31.5 * baryons / (theta2 * theta2) * 1000;
        double drag = ratio / (1 + zDrag);
        double equality = ratio / zEquality;
        double length = 2
                / (3 * kEquality)
                * Math.sqrt(6 / equality)
                * Math.log((Math.sqrt(1 + drag) + Math.sqrt(drag + equality)) / (1 + Math.sqrt(equality)));
        return new SoundHorizon(length, kEquality, zEquality, zDrag, drag);
    }

    /** Return {@code z_eq/(1 + z_d)}; dimensionless. */
    double equalityOverDrag() {
        return zEquality / (1 + zDrag);
    }
}
