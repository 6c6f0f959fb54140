package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.stream.IntStream;
import org.peculiar.science.spectrum.Quadrature;
import org.peculiar.science.spectrum.SphericalBessel;
import org.peculiar.science.spectrum.Wavenumbers;

/**
 * The covariance of radial velocities at any two positions in linear theory, from a table.
 *
 * <p>{@code ⟨v_m v_n⟩ = cos α P(A) + (n_m·A)(n_n·A) G(A)} with A = x_m − x_n, the angle α between the directions, and {@code
 * P = F ∫ P(k) j1(kA)/kA dk}, {@code G = −F ∫ P(k) k² j2(kA)/(kA)² dk}, {@code F = (f H0)²/2π²}: the closed form {@code cos α/3
 * (j0 − 2 j2) + r_m r_n sin²α/A² j2}, without its cancellations.
 *
 * <p>Both are smooth functions of A², and dP/dA² = G/2. They are tabulated in cells of A² that double in width with each
 * octave, as quintics with the derivatives that the recurrences of the Bessel functions give; a cell is found from the bits of
 * A², without a search, a division or a root. Against direct integration the table is good to 2e-9 of the variance of one point,
 * and an element of it to 1e-6.
 *
 * @see "Ma, Gordon and Feldman 2011, PRD 83, 103002, appendix; Groth, Juszkiewicz and Ostriker 1989, ApJ 346, 558"
 */
public final class VelocityCovariance {

    /** Cells to an octave of A², as a power of 2. */
    private static final int CELL_BITS = 7;

    /** The most that are worth it to follow the noise of a fixed grid of wavenumbers. */
    private static final int MOST_BITS = 13;

    /** What the highest wave may turn within such a cell. */
    private static final double CELL_PHASE = 0.8;

    private static final int MANTISSA_BITS = 52;
    private static final long MANTISSA = (1L << MANTISSA_BITS) - 1;

    /** The first cell reaches from 0 to where the highest wave has turned by this phase. */
    private static final double FIRST_PHASE = 0.25;

    /** Coefficients of a polynomial, and of a cell, which has one for P and one for G. */
    private static final int ORDER = 6;

    private static final int STRIDE = 2 * ORDER;

    private final LinearVelocities velocities;
    private final double maxSeparation;
    private final double maxSquare;
    private final double firstSquare;
    private final int firstExponent;

    /** For each octave, what is not the cell's number in the mantissa of A², and where its cells begin. */
    private final int[] shifts;

    private final int[] offsets;
    private final double[] cells;

    private VelocityCovariance(LinearVelocities velocities, double maxSeparation) {
        this.velocities = velocities;
        this.maxSeparation = maxSeparation;
        maxSquare = maxSeparation * maxSeparation;
        double phase = FIRST_PHASE / velocities.wavenumbers().kMax();
        firstSquare = Math.scalb(1.0, Math.getExponent(phase * phase));
        firstExponent = Math.getExponent(firstSquare) + Double.MAX_EXPONENT;
        int octaves = Math.max(Math.getExponent(maxSquare) + Double.MAX_EXPONENT - firstExponent + 1, 1);
        shifts = new int[octaves];
        offsets = new int[octaves + 1];
        offsets[0] = STRIDE;
        for (int o = 0; o < octaves; o++) {
            shifts[o] = MANTISSA_BITS - bits(Math.sqrt(lower(o)));
            int last = o < octaves - 1 || maxSquare < firstSquare
                    ? (int) (MANTISSA >>> shifts[o])
                    : (int) ((Double.doubleToRawLongBits(maxSquare) & MANTISSA) >>> shifts[o]);
            offsets[o + 1] = offsets[o] + (last + 1) * STRIDE;
        }
        cells = new double[offsets[octaves]];
        setCell(
                0,
                firstSquare,
                knot(velocities.quadrature(0), 0),
                knot(velocities.quadrature(0), Math.sqrt(firstSquare)));
        IntStream.range(0, octaves).parallel().forEach(this::setOctave);
    }

    private double lower(int octave) {
        return Math.scalb(firstSquare, octave);
    }

    /** Cells follow the functions, and where a fixed grid of wavenumbers makes noise of them, that noise. */
    private int bits(double separation) {
        Wavenumbers wavenumbers = velocities.wavenumbers();
        if (wavenumbers.longestStep() * separation < 1) {
            return CELL_BITS;
        }
        double turns = wavenumbers.kMax() * separation * (Math.sqrt(2) - 1) / CELL_PHASE;
        return Math.max(CELL_BITS, Math.min(MOST_BITS, Math.getExponent(turns) + 1));
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

    /** The nodes of an octave serve it whole, however far the table reaches: so its values do not depend on that. */
    private void setOctave(int octave) {
        Quadrature q = velocities.quadrature(Math.sqrt(lower(octave + 1)));
        double width = Math.scalb(lower(octave), shifts[octave] - MANTISSA_BITS);
        double[] from = knot(q, Math.sqrt(lower(octave)));
        int count = (offsets[octave + 1] - offsets[octave]) / STRIDE;
        for (int c = 0; c < count; c++) {
            double[] to = knot(q, Math.sqrt(lower(octave) + (c + 1) * width));
            setCell(offsets[octave] + c * STRIDE, width, from, to);
            from = to;
        }
    }

    /** P with its first three derivatives by A², from {@code d(j_l(x)/x^l)/dx² = −½ j_(l+1)(x)/x^(l+1)}. */
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
    private void setCell(int at, double width, double[] a, double[] b) {
        quintic(width, a[0], a[1], a[2], b[0], b[1], b[2], at);
        quintic(width, 2 * a[1], 2 * a[2], 2 * a[3], 2 * b[1], 2 * b[2], 2 * b[3], at + ORDER);
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
        int at = 0;
        double d = square;
        if (square >= firstSquare) {
            long bits = Double.doubleToRawLongBits(square);
            int octave = (int) (bits >>> MANTISSA_BITS) - firstExponent;
            int shift = shifts[octave];
            at = offsets[octave] + (int) ((bits & MANTISSA) >>> shift) * STRIDE;
            d = square - Double.longBitsToDouble(bits >>> shift << shift);
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
