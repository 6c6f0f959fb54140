package org.peculiar.science.fundamentalplane;

/**
 * Galaxies in the space of the Fundamental Plane, as columns of one length, all finite. The arrays are shared and not to be
 * written to.
 *
 * @param logRe log₁₀ of the effective radius in kpc/h
 * @param logSigma log₁₀ of the velocity dispersion in km/s
 * @param brightness mean surface brightness within the effective radius: log I_e in L☉/pc², or mag/arcsec²
 * @param logReError standard errors in dex; zeros where there are none, as for the other two
 * @param logSigmaError in dex
 * @param brightnessError in the unit of the brightness
 * @param correlation of the errors of radius and brightness; dimensionless
 */
public record PlaneSample(
        double[] logRe,
        double[] logSigma,
        double[] brightness,
        double[] logReError,
        double[] logSigmaError,
        double[] brightnessError,
        double[] correlation) {

    /** Index of log R_e wherever three coordinates stand in order. */
    public static final int RADIUS = 0;

    /** Index of log σ. */
    public static final int DISPERSION = 1;

    /** Index of the surface brightness. */
    public static final int BRIGHTNESS = 2;

    /**
     * Take the columns as they are.
     *
     * @throws IllegalArgumentException if they differ in length
     */
    public PlaneSample {
        int n = logRe.length;
        for (double[] column :
                new double[][] {logSigma, brightness, logReError, logSigmaError, brightnessError, correlation}) {
            if (column.length != n) {
                throw new IllegalArgumentException(
                        "columns of " + n + " and of " + column.length + " galaxies, but all must have one length");
            }
        }
    }

    /** Take galaxies whose errors are not known. */
    public static PlaneSample withoutErrors(double[] logRe, double[] logSigma, double[] brightness) {
        double[] zero = new double[logRe.length];
        return new PlaneSample(logRe, logSigma, brightness, zero, zero, zero, zero);
    }

    /** Return the number of galaxies. */
    public int size() {
        return logRe.length;
    }

    /** Return one of the three columns of coordinates, by its index. */
    public double[] coordinate(int index) {
        return index == RADIUS ? logRe : index == DISPERSION ? logSigma : brightness;
    }

    /** Return some of the galaxies, in the order given. */
    public PlaneSample select(int[] rows) {
        return new PlaneSample(
                select(logRe, rows),
                select(logSigma, rows),
                select(brightness, rows),
                select(logReError, rows),
                select(logSigmaError, rows),
                select(brightnessError, rows),
                select(correlation, rows));
    }

    /** Return the sample with other radii. */
    public PlaneSample withLogRe(double[] other) {
        return new PlaneSample(other, logSigma, brightness, logReError, logSigmaError, brightnessError, correlation);
    }

    /**
     * Return the variance that measurement errors give {@code r·log R_e + s·log σ + y·brightness} of one galaxy.
     *
     * @param row of the galaxy
     */
    public double errorVariance(int row, double r, double s, double y) {
        double er = r * logReError[row];
        double es = s * logSigmaError[row];
        double ey = y * brightnessError[row];
        return er * er + es * es + ey * ey + 2 * correlation[row] * er * ey;
    }

    private static double[] select(double[] column, int[] rows) {
        double[] selected = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = column[rows[i]];
        }
        return selected;
    }
}
