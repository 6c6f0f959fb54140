package org.peculiar.science.spectrum;

/**
 * Cold dark matter, baryons without oscillations, and massive neutrinos; symbols and equation numbers of the paper.
 *
 * @see "Eisenstein and Hu 1999, ApJ 511, 5"
 */
final class EisensteinHu1999 implements TransferFunction {

    /** The fit has no limit for nothing at all of something; this fraction changes nothing. */
    private static final double LEAST_FRACTION = 1e-10;

    private final double h;
    private final double omega;
    private final double theta2;
    private final double soundHorizon;
    private final double rootAlpha;
    private final double betaC;
    private final double neutrinoFraction;
    private final double neutrinoSpecies;
    private final boolean massive;
    private final double growth;
    private final double pcb;

    EisensteinHu1999(MatterContent matter) {
        h = matter.h();
        omega = matter.omegaM() * h * h;
        double theta = matter.temperatureK() / 2.7;
        theta2 = theta * theta;
        massive = matter.omegaNu() > 0;
        neutrinoSpecies = matter.neutrinoSpecies();
        double fn = Math.max(matter.omegaNu() / matter.omegaM(), LEAST_FRACTION);
        double fb = Math.max(matter.omegaB() / matter.omegaM(), LEAST_FRACTION);
        neutrinoFraction = fn;
        SoundHorizon sound = SoundHorizon.of(omega, omega * fb, theta);
        soundHorizon = sound.lengthMpc();
        double fc = 1 - fn - fb;
        double fcb = 1 - fn;
        double fnb = fn + fb;
        // equations 11, 14 and 15
        double pc = (5 - Math.sqrt(1 + 24 * fc)) / 4;
        pcb = (5 - Math.sqrt(1 + 24 * fcb)) / 4;
        double yd = sound.equalityOverDrag();
        double alpha = fc
                / fcb
                * (5 - 2 * (pc + pcb))
                / (5 - 4 * pcb)
                * (1 - 0.553 * fnb + 0.126 * fnb * fnb * fnb)
                / (1 - 0.193 * Math.sqrt(fn) + 0.169 * fn)
                * Math.pow(1 + yd, pcb - pc)
                * (1 + (pc - pcb) / 2 * (1 + 1 / ((3 - 4 * pc) * (7 - 4 * pcb))) / (1 + yd));
        rootAlpha = Math.sqrt(alpha);
        // equation 21
        betaC = 1 / (1 - 0.949 * fnb);
        // equations 8 and 9, with the authors' 1 + z_eq = 2.5e4 Ωm h²/θ⁴
        growth = sound.zEquality() * growthFactor(matter.omegaM(), matter.omegaLambda());
    }

    /** Growth today relative to that of Einstein and de Sitter. */
    private static double growthFactor(double omegaM, double omegaLambda) {
        return 2.5 * omegaM / (Math.pow(omegaM, 4 / 7.0) - omegaLambda + (1 + omegaM / 2) * (1 + omegaLambda / 70));
    }

    @Override
    public double at(double k) {
        double perMpc = k * h;
        double q = perMpc * theta2 / omega;
        // equations 16 to 19
        double s = 0.43 * perMpc * soundHorizon;
        double shape = rootAlpha + (1 - rootAlpha) / (1 + s * s * s * s);
        double qEffective = q / shape;
        double log = Math.log(Math.E + 1.84 * betaC * rootAlpha * qEffective);
        double c = 14.4 + 325 / (1 + 60.5 * Math.pow(qEffective, 1.11));
        double t = log / (log + c * qEffective * qEffective);
        // equations 22 and 23
        double fn = neutrinoFraction;
        double qn = 3.92 * q * Math.sqrt(neutrinoSpecies / fn);
        t *= 1
                + 1.2
                        * Math.pow(fn, 0.64)
                        * Math.pow(neutrinoSpecies, 0.3 + 0.6 * fn)
                        / (Math.pow(qn, -1.6) + Math.pow(qn, 0.8));
        return massive ? t * scaleDependentGrowth(q) : t;
    }

    /** Growth of all matter relative to what neutrinos that cluster would allow: equations 12 to 14. */
    private double scaleDependentGrowth(double q) {
        double fn = neutrinoFraction;
        double free = neutrinoSpecies * q / fn;
        double y = 17.2 * fn * (1 + 0.488 * Math.pow(fn, -7 / 6.0)) * free * free;
        double x = Math.pow(growth / (1 + y), 0.7);
        return Math.pow(Math.pow(1 - fn, 0.7 / pcb) + x, pcb / 0.7) * Math.pow(growth, -pcb);
    }
}
