package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.SphericalBessel;

/**
 * The covariance of radial velocities at any two positions in linear theory, from a table.
 *
 * <p>{@code ⟨v_m v_n⟩ = cos α P(A) + (n_m·A)(n_n·A) G(A)} with A = x_m − x_n, the angle α between the directions, and {@code
 * P = F ∫ P(k) j1(kA)/kA dk}, {@code G = −F ∫ P(k) k² j2(kA)/(kA)² dk}, {@code F = (f H0)²/2π²}: the closed form {@code cos α/3
 * (j0 − 2 j2) + r_m r_n sin²α/A² j2}, without its cancellations.
 *
 * <p>Both are smooth functions of A², and dP/dA² = G/2. They are tabulated in cells of A² that double in width with each
 * octave, as quintics with the derivatives that the recurrences of the Bessel functions give; a cell is found from the bits of
 * A², without a search, a division or a root. Against direct integration the table is good to 2e-9 of the variance of one point.
 *
 * @see "Ma, Gordon and Feldman 2011, PRD 83, 103002, appendix; Groth, Juszkiewicz and Ostriker 1989, ApJ 346, 558"
 */
public final class VelocityCovariance {

    /** Cells to an octave of A², as a power of 2. */
    private static final int CELL_BITS = 7;

    private static final int SHIFT = 52 - CELL_BITS;
    private static final long CELL_MASK = -1L << SHIFT;

    /** The first cell reaches from 0 to where the highest wave has turned by this phase. */
    private static final double FIRST_PHASE = 0.25;

    /** Coefficients of a polynomial, and of a cell, which has one for P and one for G. */
    private static final int ORDER = 6;

    private static final int STRIDE = 2 * ORDER;

    private final LinearVelocities velocities;
    private final double maxSeparation;
    private final double maxSquare;
    private final double firstSquare;
    private final int firstIndex;
    private final double[] cells;

    private VelocityCovariance(LinearVelocities velocities, double maxSeparation) {
        this.velocities = velocities;
        this.maxSeparation = maxSeparation;
        double phase = FIRST_PHASE / velocities.wavenumbers().kMax();
        firstSquare = Math.scalb(1.0, Math.getExponent(phase * phase));
        firstIndex = index(firstSquare);
        maxSquare = maxSeparation * maxSeparation;
        int count = Math.max(index(maxSquare) - firstIndex, 0) + 1;
        double[][] knots = knots(count);
        cells = new double[(count + 1) * STRIDE];
        setCell(0, 0, firstSquare, knot(velocities.quadrature(0), 0), knots[0]);
        for (int c = 0; c < count; c++) {
            setCell(c + 1, square(c), square(c + 1), knots[c], knots[c + 1]);
        }
    }

    /**
     * Tabulate the covariance.
     *
     * @param maxSeparation largest separation in Mpc/h that will be asked for
     */
    public static VelocityCovariance of(LinearVelocities velocities, double maxSeparation) {
        requireNonNull(velocities, "velocities");
        if (!(maxSeparation > 0) || Double.isInfinite(maxSeparation)) {
            throw new IllegalArgumentException("velocity covariance: the largest separation was " + maxSeparation
                    + " Mpc/h, but it must be positive");
        }
        return new VelocityCovariance(velocities, maxSeparation);
    }

    /** Return the velocities that the table is of. */
    public LinearVelocities velocities() {
        return velocities;
    }

    private static int index(double square) {
        return (int) (Double.doubleToRawLongBits(square) >>> SHIFT);
    }

    private double square(int cell) {
        return Double.longBitsToDouble((long) (firstIndex + cell) << SHIFT);
    }

    /** P with its first three derivatives by A² at the lower end of every cell but the first, and at the end of the last. */
    private double[][] knots(int count) {
        double[][] knots = new double[count + 1][];
        // the nodes of an octave serve it whole
        int octave = 1 << (CELL_BITS + 1);
        IntStream.rangeClosed(0, count / octave).parallel().forEach(o -> {
            int from = o * octave;
            int to = Math.min(from + octave, count + 1);
            // whole octaves, so that a value does not depend on how far the table reaches
            Quadrature q = velocities.quadrature(Math.sqrt(square(from + octave)));
            for (int c = from; c < to; c++) {
                knots[c] = knot(q, Math.sqrt(square(c)));
            }
        });
        return knots;
    }

    /** From {@code d(j_l(x)/x^l)/dx² = −½ j_(l+1)(x)/x^(l+1)}. */
    private double[] knot(Quadrature q, double a) {
        double[] bessel = new double[4];
        double p = 0;
        double p1 = 0;
        double p2 = 0;
        double p3 = 0;
        for (int i = 0; i < q.size(); i++) {
            double k = q.k()[i];
            double k2 = k * k;
            SphericalBessel.fill(k * a, bessel);
            double power = q.powerTimesStep()[i];
            p += power * bessel[0];
            power *= k2;
            p1 += power * bessel[1];
            power *= k2;
            p2 += power * bessel[2];
            power *= k2;
            p3 += power * bessel[3];
        }
        double factor = velocities.factor();
        return new double[] {factor * p, -factor * p1 / 2, factor * p2 / 4, -factor * p3 / 8};
    }

    /** Quintic Hermite polynomials, of A² above the lower end, for P and for G = 2 dP/dA². */
    private void setCell(int cell, double from, double to, double[] a, double[] b) {
        quintic(to - from, a[0], a[1], a[2], b[0], b[1], b[2], cell * STRIDE);
        quintic(to - from, 2 * a[1], 2 * a[2], 2 * a[3], 2 * b[1], 2 * b[2], 2 * b[3], cell * STRIDE + ORDER);
    }

    private void quintic(
            double h, double f, double slope, double curve, double g, double slopeG, double curveG, int at) {
        double c1 = h * slope;
        double c2 = h * h * curve / 2;
        double d0 = g - f - c1 - c2;
        double d1 = h * slopeG - c1 - 2 * c2;
        double d2 = h * h * curveG / 2 - c2;
        double h3 = h * h * h;
        cells[at] = f;
        cells[at + 1] = slope;
        cells[at + 2] = curve / 2;
        cells[at + 3] = (10 * d0 - 4 * d1 + d2) / h3;
        cells[at + 4] = (-15 * d0 + 7 * d1 - 2 * d2) / (h3 * h);
        cells[at + 5] = (6 * d0 - 3 * d1 + d2) / (h3 * h * h);
    }

    /** Return the variance of one radial velocity, in (km/s)². */
    public double variance() {
        return cells[0];
    }

    /**
     * Return the covariance of two radial velocities, in (km/s)².
     *
     * @throws IllegalArgumentException if they are farther apart than the table reaches
     */
    public double between(Positions a, int m, Positions b, int n) {
        double dx = a.x()[m] - b.x()[n];
        double dy = a.y()[m] - b.y()[n];
        double dz = a.z()[m] - b.z()[n];
        double mx = a.directions().x()[m];
        double my = a.directions().y()[m];
        double mz = a.directions().z()[m];
        double nx = b.directions().x()[n];
        double ny = b.directions().y()[n];
        double nz = b.directions().z()[n];
        double square = dx * dx + dy * dy + dz * dz;
        if (!(square <= maxSquare)) {
            throw outside(square);
        }
        double cos = mx * nx + my * ny + mz * nz;
        double along = (mx * dx + my * dy + mz * dz) * (nx * dx + ny * dy + nz * dz);
        return value(square, cos, along);
    }

    private double value(double square, double cos, double along) {
        long bits = Double.doubleToRawLongBits(square);
        int at = 0;
        double d = square;
        if (square >= firstSquare) {
            at = ((int) (bits >>> SHIFT) - firstIndex + 1) * STRIDE;
            d = square - Double.longBitsToDouble(bits & CELL_MASK);
        }
        double[] c = cells;
        double p = c[at] + d * (c[at + 1] + d * (c[at + 2] + d * (c[at + 3] + d * (c[at + 4] + d * c[at + 5]))));
        double g = c[at + 6] + d * (c[at + 7] + d * (c[at + 8] + d * (c[at + 9] + d * (c[at + 10] + d * c[at + 11]))));
        return cos * p + along * g;
    }

    private IllegalArgumentException outside(double square) {
        return new IllegalArgumentException("velocity covariance: found a separation of " + Math.sqrt(square)
                + " Mpc/h, but the table reaches to " + maxSeparation);
    }

    /**
     * Set the covariances of one radial velocity with a range of others.
     *
     * @param from first of the others
     * @param to end of the others
     * @param into (km/s)², the first at {@code offset}
     * @throws IllegalArgumentException if any are farther apart than the table reaches
     */
    public void fill(Positions a, int m, Positions b, int from, int to, double[] into, int offset) {
        double ax = a.x()[m];
        double ay = a.y()[m];
        double az = a.z()[m];
        double mx = a.directions().x()[m];
        double my = a.directions().y()[m];
        double mz = a.directions().z()[m];
        double[] bx = b.x();
        double[] by = b.y();
        double[] bz = b.z();
        double[] ux = b.directions().x();
        double[] uy = b.directions().y();
        double[] uz = b.directions().z();
        for (int n = from; n < to; n++) {
            double dx = ax - bx[n];
            double dy = ay - by[n];
            double dz = az - bz[n];
            double square = dx * dx + dy * dy + dz * dz;
            if (!(square <= maxSquare)) {
                throw outside(square);
            }
            double cos = mx * ux[n] + my * uy[n] + mz * uz[n];
            double along = (mx * dx + my * dy + mz * dz) * (ux[n] * dx + uy[n] * dy + uz[n] * dz);
            into[offset + n - from] = value(square, cos, along);
        }
    }

    /**
     * Return {@code Σ_mn w_jm w_kn ⟨v_m v_n⟩}, the covariance of linear combinations of two sets of radial velocities, in
     * units of both weights times (km/s)².
     *
     * @param a positions of the first set
     * @param weightsA {@code [combination][object]}
     * @param b positions of the second set, or the first again
     * @param weightsB {@code [combination][object]}
     * @throws IllegalArgumentException if any are farther apart than the table reaches
     */
    public double[][] ofCombinations(Positions a, double[][] weightsA, Positions b, double[][] weightsB) {
        double[][] rows = new double[a.size()][];
        IntStream.range(0, a.size()).parallel().forEach(m -> {
            double[] covariance = new double[b.size()];
            fill(a, m, b, 0, b.size(), covariance, 0);
            double[] row = new double[weightsB.length];
            for (int k = 0; k < row.length; k++) {
                double sum = 0;
                for (int n = 0; n < covariance.length; n++) {
                    sum += weightsB[k][n] * covariance[n];
                }
                row[k] = sum;
            }
            rows[m] = row;
        });
        double[][] result = new double[weightsA.length][weightsB.length];
        for (int j = 0; j < weightsA.length; j++) {
            for (int k = 0; k < weightsB.length; k++) {
                for (int m = 0; m < rows.length; m++) {
                    result[j][k] += weightsA[j][m] * rows[m][k];
                }
            }
        }
        return result;
    }
}
