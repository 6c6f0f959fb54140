package org.peculiar.science.sky;

import static java.util.Objects.requireNonNull;

/**
 * A passive rotation of axes: components in the new frame = matrix × components in the old one.
 *
 * <p>Immutable. The matrices of the sky frames are built from the definitions of their poles, so that each is orthogonal to
 * rounding and its transpose is its inverse.
 */
public final class Rotation {

    /**
     * Equatorial J2000 (ICRS, FK5) to Galactic. Galactic pole at RA 192.85948°, Dec 27.12825°; Galactic longitude of the
     * north celestial pole 122.93192°.
     *
     * @see "ESA 1997, The Hipparcos and Tycho Catalogues, ESA SP-1200, vol. 1, sec. 1.5.3"
     */
    public static final Rotation EQUATORIAL_J2000_TO_GALACTIC = ofPole(192.85948, 27.12825, 122.93192);

    /**
     * Equatorial B1950 (FK4) to Galactic, the defining relation of the Galactic system. Pole at RA 192.25°, Dec 27.4°;
     * position angle 123°.
     *
     * @see "Blaauw, Gum, Pawsey and Westerhout 1960, MNRAS 121, 123"
     */
    public static final Rotation EQUATORIAL_B1950_TO_GALACTIC = ofPole(192.25, 27.4, 123.0);

    /**
     * Galactic to supergalactic. North supergalactic pole at (l, b) = (47.37°, 6.32°), SGL = 0 at (137.37°, 0°).
     *
     * @see "de Vaucouleurs, de Vaucouleurs and Corwin 1976, Second Reference Catalogue of Bright Galaxies"
     */
    public static final Rotation GALACTIC_TO_SUPERGALACTIC =
            ofAxes(GalacticVector.ofDegrees(137.37, 0), GalacticVector.ofDegrees(47.37, 6.32));

    private final double xx;
    private final double xy;
    private final double xz;
    private final double yx;
    private final double yy;
    private final double yz;
    private final double zx;
    private final double zy;
    private final double zz;

    private Rotation(double[][] m) {
        xx = m[0][0];
        xy = m[0][1];
        xz = m[0][2];
        yx = m[1][0];
        yy = m[1][1];
        yz = m[1][2];
        zx = m[2][0];
        zy = m[2][1];
        zz = m[2][2];
    }

    /**
     * Take a matrix, rows being the new axes in old components.
     *
     * @throws IllegalArgumentException unless it is 3 × 3 and orthogonal with determinant +1 to 1e-8
     */
    public static Rotation of(double[][] matrix) {
        if (matrix.length != 3 || matrix[0].length != 3 || matrix[1].length != 3 || matrix[2].length != 3) {
            throw new IllegalArgumentException("a rotation needs a 3 × 3 matrix");
        }
        GalacticVector x = GalacticVector.of(matrix[0]);
        GalacticVector y = GalacticVector.of(matrix[1]);
        GalacticVector z = GalacticVector.of(matrix[2]);
        double defect = Math.max(
                x.cross(y).minus(z).length(),
                Math.max(Math.abs(x.dot(y)), Math.max(Math.abs(x.dot(x) - 1), Math.abs(y.dot(y) - 1))));
        if (!(defect < 1e-8)) {
            throw new IllegalArgumentException("matrix is not a rotation: it is off orthogonality by " + defect);
        }
        return new Rotation(matrix);
    }

    /** {@code Rz(180° − node) Ry(90° − dec) Rz(ra)} for the pole of the new frame, all in degrees. */
    private static Rotation ofPole(double raDeg, double decDeg, double nodeDeg) {
        return about3(180 - nodeDeg).times(about2(90 - decDeg)).times(about3(raDeg));
    }

    private static Rotation ofAxes(GalacticVector x, GalacticVector z) {
        GalacticVector y = z.cross(x);
        return new Rotation(new double[][] {x.toArray(), y.toArray(), z.toArray()});
    }

    private static Rotation about3(double angleDeg) {
        double c = Trigonometry.cosDeg(angleDeg);
        double s = Trigonometry.sinDeg(angleDeg);
        return new Rotation(new double[][] {{c, s, 0}, {-s, c, 0}, {0, 0, 1}});
    }

    private static Rotation about2(double angleDeg) {
        double c = Trigonometry.cosDeg(angleDeg);
        double s = Trigonometry.sinDeg(angleDeg);
        return new Rotation(new double[][] {{c, 0, -s}, {0, 1, 0}, {s, 0, c}});
    }

    /** Return the rotation that applies {@code first} and then this one. */
    public Rotation times(Rotation first) {
        requireNonNull(first, "first");
        double[][] a = matrix();
        double[][] b = first.matrix();
        double[][] product = new double[3][3];
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                product[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
            }
        }
        return new Rotation(product);
    }

    /** Return the inverse rotation. */
    public Rotation transpose() {
        return new Rotation(new double[][] {{xx, yx, zx}, {xy, yy, zy}, {xz, yz, zz}});
    }

    /** Return a copy of the matrix, {@code [row][column]}. */
    public double[][] matrix() {
        return new double[][] {{xx, xy, xz}, {yx, yy, yz}, {zx, zy, zz}};
    }

    /** Rotate one vector, given as three components, into a new array. */
    public double[] apply(double x, double y, double z) {
        return new double[] {xx * x + xy * y + xz * z, yx * x + yy * y + yz * z, zx * x + zy * y + zz * z};
    }

    /**
     * Rotate vectors into new arrays.
     *
     * @param x first components, one a vector; likewise {@code y} and {@code z}
     * @return the three rotated columns
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public double[][] apply(double[] x, double[] y, double[] z) {
        double[][] rotated = new double[3][x.length];
        apply(x, y, z, rotated[0], rotated[1], rotated[2]);
        return rotated;
    }

    /**
     * Rotate vectors into arrays of the caller, which may be the arrays they came from.
     *
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public void apply(double[] x, double[] y, double[] z, double[] xOut, double[] yOut, double[] zOut) {
        int n = x.length;
        if (y.length != n || z.length != n || xOut.length != n || yOut.length != n || zOut.length != n) {
            throw new IllegalArgumentException("vectors need arrays of one length, but found " + n + ", " + y.length
                    + ", " + z.length + " in and " + xOut.length + ", " + yOut.length + ", " + zOut.length + " out");
        }
        for (int i = 0; i < n; i++) {
            double a = x[i];
            double b = y[i];
            double c = z[i];
            xOut[i] = xx * a + xy * b + xz * c;
            yOut[i] = yx * a + yy * b + yz * c;
            zOut[i] = zx * a + zy * b + zz * c;
        }
    }
}
