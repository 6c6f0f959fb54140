package org.peculiar.science.spectrum;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.analysis.interpolation.SplineInterpolator;
import org.apache.commons.math3.analysis.polynomials.PolynomialSplineFunction;
import org.peculiar.api.DataException;

/** A power spectrum as a Boltzmann code wrote it, interpolated; not known outside its table. Equal tables are equal. */
public final class TabulatedSpectrum implements PowerSpectrum {

    /** How the spectrum runs between the values of its table. */
    public enum Interpolation {
        /** A natural cubic spline of ln P in ln k. */
        LOG_CUBIC,
        /** Straight lines of ln P in ln k. */
        LOG_LINEAR,
        /** A natural cubic spline of P in k. */
        CUBIC
    }

    private static final int FEWEST_VALUES = 4;

    private final double[] k;
    private final double[] lnK;
    private final double[] lnPower;
    private final Interpolation interpolation;
    private final PolynomialSplineFunction spline;

    private TabulatedSpectrum(double[] k, double[] power, Interpolation interpolation) {
        this.k = k;
        this.interpolation = interpolation;
        lnK = logarithms(k);
        lnPower = logarithms(power);
        switch (interpolation) {
            case LOG_CUBIC:
                spline = new SplineInterpolator().interpolate(lnK, lnPower);
                break;
            case CUBIC:
                spline = new SplineInterpolator().interpolate(k, power);
                break;
            default:
                spline = null;
                break;
        }
    }

    /**
     * Interpolate values.
     *
     * @param k wavenumbers in h/Mpc, ascending
     * @param power P(k) in (Mpc/h)³
     * @throws DataException if a value is not positive, the wavenumbers do not ascend or there are fewer than four
     */
    public static TabulatedSpectrum of(double[] k, double[] power, Interpolation interpolation) {
        if (k.length != power.length) {
            throw new IllegalArgumentException(
                    "power spectrum: " + k.length + " wavenumbers, but " + power.length + " values");
        }
        if (k.length < FEWEST_VALUES) {
            throw new DataException("power spectrum: found a table of " + k.length + " values, but at least "
                    + FEWEST_VALUES + " are needed");
        }
        for (int i = 0; i < k.length; i++) {
            boolean ascends = i == 0 || k[i] > k[i - 1];
            if (!(k[i] > 0) || !(power[i] > 0) || !ascends || Double.isInfinite(k[i]) || Double.isInfinite(power[i])) {
                throw new DataException("power spectrum: row " + (i + 1) + ": found k = " + k[i] + ", P = " + power[i]
                        + ", but positive numbers are needed, and ascending wavenumbers");
            }
        }
        return new TabulatedSpectrum(k.clone(), power.clone(), interpolation);
    }

    /**
     * Read a file of CAMB or CLASS: a line for each wavenumber with k and P first, or two lines, all k and all P. Numbers are
     * separated by blanks or commas; what follows a # is a comment.
     *
     * @param h 1 if k is in h/Mpc and P in (Mpc/h)³; H0 over 100 km/s/Mpc if they are in 1/Mpc and Mpc³
     * @throws DataException if the file cannot be read or holds something else, naming file and line
     */
    public static TabulatedSpectrum read(Path file, double h, Interpolation interpolation) {
        List<double[]> rows = rows(file);
        boolean columns = rows.size() != 2 || rows.get(0).length <= 2;
        int n = columns ? rows.size() : rows.get(0).length;
        double[] k = new double[n];
        double[] power = new double[n];
        if (!columns && rows.get(1).length != n) {
            throw new DataException(file + ": found " + n + " wavenumbers in the first line and " + rows.get(1).length
                    + " values in the second, but as many are needed");
        }
        for (int i = 0; i < n; i++) {
            if (columns && rows.get(i).length < 2) {
                throw new DataException(
                        file + ": row " + (i + 1) + ": found one number, but wavenumber and power are needed");
            }
            k[i] = (columns ? rows.get(i)[0] : rows.get(0)[i]) / h;
            power[i] = (columns ? rows.get(i)[1] : rows.get(1)[i]) * h * h * h;
        }
        try {
            return of(k, power, interpolation);
        } catch (DataException e) {
            throw new DataException(file + ": " + e.getMessage(), e);
        }
    }

    private static List<double[]> rows(Path file) {
        List<double[]> rows = new ArrayList<>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new DataException(file + ": a power spectrum is needed, but it cannot be read: " + e, e);
        }
        for (int l = 0; l < lines.size(); l++) {
            String text = lines.get(l).replaceFirst("#.*", "").strip();
            if (!text.isEmpty()) {
                String[] words = text.split("[\\s,]+", -1);
                double[] row = new double[words.length];
                for (int i = 0; i < words.length; i++) {
                    try {
                        row[i] = Double.parseDouble(words[i]);
                    } catch (NumberFormatException e) {
                        throw new DataException(
                                file + ":" + (l + 1) + ": found '" + words[i] + "', but a number is needed", e);
                    }
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static double[] logarithms(double[] values) {
        double[] logarithms = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            logarithms[i] = Math.log(values[i]);
        }
        return logarithms;
    }

    @Override
    public double at(double wavenumber) {
        // integrals may end at the table's ends but for rounding
        double within = Math.min(Math.max(wavenumber, k[0]), k[k.length - 1]);
        if (!(Math.abs(wavenumber - within) <= 1e-12 * within)) {
            throw new IllegalArgumentException("power spectrum: asked for k = " + wavenumber
                    + " h/Mpc, but it is known only from " + kMin() + " to " + kMax());
        }
        switch (interpolation) {
            case LOG_CUBIC:
                return Math.exp(spline.value(Math.min(Math.max(Math.log(within), lnK[0]), lnK[lnK.length - 1])));
            case CUBIC:
                return spline.value(within);
            default:
                return Math.exp(line(Math.log(within)));
        }
    }

    private double line(double x) {
        int found = Arrays.binarySearch(lnK, x);
        int above = Math.min(Math.max(found < 0 ? -found - 1 : found, 1), lnK.length - 1);
        double t = (x - lnK[above - 1]) / (lnK[above] - lnK[above - 1]);
        return lnPower[above - 1] + t * (lnPower[above] - lnPower[above - 1]);
    }

    @Override
    public double kMin() {
        return k[0];
    }

    @Override
    public double kMax() {
        return k[k.length - 1];
    }

    @Override
    public double[] knots() {
        return k.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TabulatedSpectrum that
                && interpolation == that.interpolation
                && Arrays.equals(k, that.k)
                && Arrays.equals(lnPower, that.lnPower);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(k) + Arrays.hashCode(lnPower);
    }
}
