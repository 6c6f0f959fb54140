package org.peculiar.science.spectrum;

/**
 * Cold dark matter and baryons with their acoustic oscillations; symbols and equation numbers of the paper.
 *
 * <p>In R_drag stands 1 + z_d, as in the authors' program, where the text of the paper has z_d.
 *
 * @see "Eisenstein and Hu 1998, ApJ 496, 605"
 */
final class EisensteinHu1998 implements TransferFunction {

    private final double h;
    private final double baryonFraction;
    private final double kEquality;
    private final double soundHorizon;
    private final double kSilk;
    private final double alphaC;
    private final double betaC;
    private final double alphaB;
    private final double betaB;
    private final double betaNode;

    EisensteinHu1998(MatterContent matter) {
        h = matter.h();
        double omega = matter.omegaM() * h * h;
        double baryons = matter.omegaB() * h * h;
        if (!(baryons > 0)) {
            throw new IllegalArgumentException(
                    "transfer function of Eisenstein and Hu (1998): found no baryons, but their fit needs some");
        }
        double fb = matter.omegaB() / matter.omegaM();
        baryonFraction = fb;
        SoundHorizon sound = SoundHorizon.of(omega, baryons, matter.temperatureK() / 2.7);
        kEquality = sound.kEquality();
        soundHorizon = sound.lengthMpc();
        // equation 7
        kSilk = 1.6 * Math.pow(baryons, 0.52) * Math.pow(omega, 0.73) * (1 + Math.pow(10.4 * omega, -0.95));
        // equations 11 and 12
        double a1 = Math.pow(46.9 * omega, 0.670) * (1 + Math.pow(32.1 * omega, -0.532));
        double a2 = Math.pow(12.0 * omega, 0.424) * (1 + Math.pow(45.0 * omega, -0.582));
        alphaC = Math.pow(a1, -fb) * Math.pow(a2, -fb * fb * fb);
        double b1 = 0.944 / (1 + Math.pow(458 * omega, -0.708));
        double b2 = Math.pow(0.395 * omega, -0.0266);
        betaC = 1 / (1 + b1 * (Math.pow(1 - fb, b2) - 1));
        // equations 14 and 15
        double y = sound.equalityOverDrag();
        double root = Math.sqrt(1 + y);
        double g = y * (-6 * root + (2 + 3 * y) * Math.log((root + 1) / (root - 1)));
        alphaB = 2.07 * kEquality * soundHorizon * Math.pow(1 + sound.dragRatio(), -0.75) * g;
        // equations 23 and 24
        betaNode = 8.41 * Math.pow(omega, 0.435);
        betaB = 0.5 + fb + (3 - 2 * fb) * Math.sqrt(17.2 * omega * 17.2 * omega + 1);
    }

    @Override
    public double at(double k) {
        double perMpc = k * h;
        double q = perMpc / (13.41 * kEquality);
        double x = perMpc * soundHorizon;
        // equations 17 and 18
        double f = 1 / (1 + power4(x / 5.4));
        double cold = f * pressureless(q, 1, betaC) + (1 - f) * pressureless(q, alphaC, betaC);
        // equations 21 and 22
        double node = betaNode / x;
        double s = soundHorizon / Math.cbrt(1 + node * node * node);
        double phase = perMpc * s;
        double wiggle = phase < 1e-4 ? 1 - phase * phase / 6 : Math.sin(phase) / phase;
        double drag = betaB / x;
        double baryonic = wiggle
                * (pressureless(q, 1, 1) / (1 + x * x / (5.2 * 5.2))
                        + alphaB / (1 + drag * drag * drag) * Math.exp(-Math.pow(perMpc / kSilk, 1.4)));
        return baryonFraction * baryonic + (1 - baryonFraction) * cold;
    }

    /** Equations 19 and 20. */
    private static double pressureless(double q, double alpha, double beta) {
        double c = 14.2 / alpha + 386 / (1 + 69.9 * Math.pow(q, 1.08));
        double log = Math.log(Math.E + 1.8 * beta * q);
        return log / (log + c * q * q);
    }

    private static double power4(double x) {
        return x * x * x * x;
    }
}
