package org.peculiar.science.fundamentalplane;

import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.peculiar.api.DataException;

/**
 * Early-type galaxies as a normal distribution of (log R_e, log σ, log I_e): mean m and covariance S, free of measurement
 * errors and of selection.
 *
 * <p>The plane is perpendicular to the smallest principal axis of S: {@code log R_e = a log σ + b log I_e + c}, and σ₁ is its
 * thickness along that axis. As parameters θ come the mean and then S row by row, each element once.
 *
 * @see "Colless et al. 2001, MNRAS 321, 277; Magoulas et al. 2012, MNRAS 427, 245"
 */
public final class PlaneGaussian {

    /** Names of θ: {@code r} is log R_e, {@code s} log σ and {@code i} log I_e. */
    public static final List<String> PARAMETERS = List.of(
            "mean-log-re",
            "mean-log-sigma",
            "mean-log-ie",
            "covariance-rr",
            "covariance-rs",
            "covariance-ri",
            "covariance-ss",
            "covariance-si",
            "covariance-ii");

    static final int SIZE = 9;

    final double mr;
    final double ms;
    final double mi;
    final double rr;
    final double rs;
    final double ri;
    final double ss;
    final double si;
    final double ii;

    /**
     * Take a mean and a covariance.
     *
     * @param theta mean in dex, then covariance in dex², in the order of {@link #PARAMETERS}
     * @throws DataException if the covariance is not positive definite
     */
    public PlaneGaussian(double... theta) {
        if (theta.length != SIZE) {
            throw new IllegalArgumentException(theta.length + " parameters, but a plane has " + SIZE);
        }
        mr = theta[0];
        ms = theta[1];
        mi = theta[2];
        rr = theta[3];
        rs = theta[4];
        ri = theta[5];
        ss = theta[6];
        si = theta[7];
        ii = theta[8];
        double minor = rr * ss - rs * rs;
        double determinant = ii * minor - ri * (ri * ss - rs * si) + si * (rs * ri - rr * si);
        if (!(rr > 0 && minor > 0 && determinant > 0)) {
            throw new DataException(
                    "Fundamental Plane: the covariance ((" + rr + ", " + rs + ", " + ri + "), (" + rs + ", " + ss
                            + ", " + si + "), (" + ri + ", " + si + ", " + ii
                            + ")) of log Re, log sigma and log Ie is not positive definite, but that of a distribution must be");
        }
    }

    /** Return θ, a new array. */
    public double[] theta() {
        return new double[] {mr, ms, mi, rr, rs, ri, ss, si, ii};
    }

    /** Return the lower triangle L of {@code S = L Lᵀ}. */
    public double[][] cholesky() {
        double l00 = Math.sqrt(rr);
        double l10 = rs / l00;
        double l20 = ri / l00;
        double l11 = Math.sqrt(ss - l10 * l10);
        double l21 = (si - l20 * l10) / l11;
        return new double[][] {{l00, 0, 0}, {l10, l11, 0}, {l20, l21, Math.sqrt(ii - l20 * l20 - l21 * l21)}};
    }

    /**
     * Return the plane.
     *
     * @return a, b and c; dimensionless, b dex per dex, c in dex(kpc/h)
     */
    public double[] plane() {
        double[] normal = axes().getEigenvector(2).toArray();
        double a = -normal[1] / normal[0];
        double b = -normal[2] / normal[0];
        return new double[] {a, b, mr - a * ms - b * mi};
    }

    /** Return the standard deviations along the principal axes in dex, the thickness σ₁ of the plane first. */
    public double[] sigmas() {
        EigenDecomposition axes = axes();
        return new double[] {
            Math.sqrt(axes.getRealEigenvalue(2)),
            Math.sqrt(axes.getRealEigenvalue(1)),
            Math.sqrt(axes.getRealEigenvalue(0))
        };
    }

    private EigenDecomposition axes() {
        return new EigenDecomposition(
                MatrixUtils.createRealMatrix(new double[][] {{rr, rs, ri}, {rs, ss, si}, {ri, si, ii}}));
    }
}
