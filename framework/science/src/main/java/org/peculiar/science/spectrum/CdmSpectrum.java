package org.peculiar.science.spectrum;

import static java.util.Objects.requireNonNull;

/**
 * A power law of primordial fluctuations, as a transfer function has changed it: {@code P(k) = (2π²/k³) δ_H² (ck/H0)^(3+n)
 * T²(k)}.
 *
 * <p>δ_H is the amplitude at the Hubble length today; growth since is in it.
 *
 * @see "Bunn and White 1997, ApJ 480, 6"
 */
public final class CdmSpectrum implements PowerSpectrum {

    private final TransferFunction transfer;
    private final double tilt;
    private final double deltaH;
    private final double amplitude;

    private CdmSpectrum(TransferFunction transfer, double tilt, double deltaH) {
        this.transfer = requireNonNull(transfer, "transfer");
        if (!(tilt > 0 && tilt < 3)) {
            throw new IllegalArgumentException("spectrum: the tilt was " + tilt + ", but it must be within 0 and 3");
        }
        if (!(deltaH > 0) || Double.isInfinite(deltaH)) {
            throw new IllegalArgumentException("spectrum: delta_H was " + deltaH + ", but it must be positive");
        }
        this.tilt = tilt;
        this.deltaH = deltaH;
        amplitude = 2 * Math.PI * Math.PI * deltaH * deltaH * Math.pow(TransferFunction.HUBBLE_LENGTH, 3 + tilt);
    }

    /**
     * Return the spectrum of a given amplitude.
     *
     * @param tilt n of the primordial power law; 1 is scale-invariant
     * @param deltaH amplitude at the Hubble length; dimensionless
     */
    public static CdmSpectrum of(TransferFunction transfer, double tilt, double deltaH) {
        return new CdmSpectrum(transfer, tilt, deltaH);
    }

    /**
     * Return the spectrum with a given rms mass fluctuation within 8 Mpc/h.
     *
     * @param sigma8 dimensionless
     */
    public static CdmSpectrum ofSigma8(TransferFunction transfer, double tilt, double sigma8) {
        if (!(sigma8 > 0)) {
            throw new IllegalArgumentException("spectrum: sigma8 was " + sigma8 + ", but it must be positive");
        }
        CdmSpectrum unit = new CdmSpectrum(transfer, tilt, 1e-5);
        return new CdmSpectrum(transfer, tilt, 1e-5 * sigma8 / MassFluctuation.sigma8(unit));
    }

    @Override
    public double at(double k) {
        double t = transfer.at(k);
        return amplitude * Math.pow(k, tilt) * t * t;
    }

    /** Return the amplitude at the Hubble length today; dimensionless. */
    public double deltaH() {
        return deltaH;
    }

    /** Return n of the primordial power law; dimensionless. */
    public double tilt() {
        return tilt;
    }

    /** Return the transfer function. */
    public TransferFunction transfer() {
        return transfer;
    }
}
