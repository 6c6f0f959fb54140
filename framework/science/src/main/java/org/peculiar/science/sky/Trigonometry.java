package org.peculiar.science.sky;

/**
 * Computes the trigonometric functions of angles in degrees, fast enough for a million directions in a tenth of a second.
 *
 * <p>Errors are below 2 units in the last place, and multiples of 90° are exact. {@code Math.atan2} of JDK 17 has no
 * intrinsic and takes several times longer than all else in a conversion.
 */
final class Trigonometry {

    private static final double DEG = Math.PI / 180;
    private static final double PER_DEG = 180 / Math.PI;

    // Minimax coefficients on |r| ≤ π/4 of the freely distributable libm (Sun Microsystems 1993), which the JDK also
    // uses.
    private static final double S1 = -0.16666666666666632;
    private static final double S2 = 0.00833333333332249;
    private static final double S3 = -0.0001984126982985795;
    private static final double S4 = 2.7557313707070068e-6;
    private static final double S5 = -2.5050760253406863e-8;
    private static final double S6 = 1.58969099521155e-10;
    private static final double C1 = 0.0416666666666666;
    private static final double C2 = -0.001388888888887411;
    private static final double C3 = 2.480158728947673e-5;
    private static final double C4 = -2.7557314351390663e-7;
    private static final double C5 = 2.087572321298175e-9;
    private static final double C6 = -1.1359647557788195e-11;

    // Tables in place of branches, which the directions of a survey would make the processor guess, half of them
    // wrongly.

    /** By quadrant: the part of the kernel's own function in the sine, and of the kernel's cosine. */
    private static final double[] EVEN = {1, 0, -1, 0};

    private static final double[] ODD = {0, 1, 0, -1};

    /** By octant, {@code |y| > |x|} + 2 {@code x < 0}: the arctangent is base + sign × that of the smaller over the larger. */
    private static final double[] BASE = {0, Math.PI / 2, Math.PI, Math.PI / 2};

    private static final double[] SIGN = {1, -1, -1, 1};

    /** Nodes of the arctangent table per unit tangent: |reduced tangent| ≤ 1/128 leaves four terms of the series. */
    private static final int NODES = 64;

    private static final double[] ARCTAN = new double[NODES + 1];

    static {
        for (int i = 0; i <= NODES; i++) {
            ARCTAN[i] = StrictMath.atan(i / (double) NODES);
        }
    }

    private Trigonometry() {}

    /** Return the sine of an angle in degrees, |angle| ≤ 1e9. */
    static double sinDeg(double angleDeg) {
        double turns = Math.rint(angleDeg * (1.0 / 90));
        double r = (angleDeg - turns * 90) * DEG;
        int quadrant = (int) turns & 3;
        return EVEN[quadrant] * sinKernel(r) + ODD[quadrant] * cosKernel(r);
    }

    /** Return the cosine of an angle in degrees, |angle| ≤ 1e9. */
    static double cosDeg(double angleDeg) {
        double turns = Math.rint(angleDeg * (1.0 / 90));
        double r = (angleDeg - turns * 90) * DEG;
        int quadrant = (int) turns & 3;
        return EVEN[quadrant] * cosKernel(r) - ODD[quadrant] * sinKernel(r);
    }

    /** Fill unit vectors from longitudes and latitudes in degrees. */
    static void toVectors(double[] lonDeg, double[] latDeg, double[] x, double[] y, double[] z) {
        for (int i = 0; i < lonDeg.length; i++) {
            double turns = Math.rint(lonDeg[i] * (1.0 / 90));
            double r = (lonDeg[i] - turns * 90) * DEG;
            int quadrant = (int) turns & 3;
            double sin = sinKernel(r);
            double cos = cosKernel(r);
            double latTurns = Math.rint(latDeg[i] * (1.0 / 90));
            double latR = (latDeg[i] - latTurns * 90) * DEG;
            int latQuadrant = (int) latTurns & 3;
            double latSin = sinKernel(latR);
            double latCos = cosKernel(latR);
            double cosLat = EVEN[latQuadrant] * latCos - ODD[latQuadrant] * latSin;
            x[i] = cosLat * (EVEN[quadrant] * cos - ODD[quadrant] * sin);
            y[i] = cosLat * (EVEN[quadrant] * sin + ODD[quadrant] * cos);
            z[i] = EVEN[latQuadrant] * latSin + ODD[latQuadrant] * latCos;
        }
    }

    /** Fill longitudes in [0, 360) and latitudes, in degrees, from unit vectors, whose arrays may be the ones filled. */
    static void toDegrees(double[] x, double[] y, double[] z, double[] lonDeg, double[] latDeg) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double c = z[i];
            lonDeg[i] = longitudeDeg(a, b);
            latDeg[i] = latitudeDeg(a, b, c);
        }
    }

    static double longitudeDeg(double x, double y) {
        double lon = atan2(y, x) * PER_DEG;
        double positive = lon + 360 * signBit(lon);
        return positive >= 360 ? 0 : positive;
    }

    static double latitudeDeg(double x, double y, double z) {
        return atan2(z, Math.sqrt(x * x + y * y)) * PER_DEG;
    }

    /** Return the angle of (x, y) in radians, in [−π, π]; 0 for the origin. */
    static double atan2(double y, double x) {
        double ax = Math.abs(x);
        double ay = Math.abs(y);
        double large = Math.max(ax, ay);
        double t = Math.min(ax, ay) / large;
        int node = (int) (t * NODES + 0.5);
        double tn = node * (1.0 / NODES);
        double r = (t - tn) / (1 + t * tn);
        double r2 = r * r;
        double a = ARCTAN[node] + (r - r * r2 * (1.0 / 3 - r2 * (1.0 / 5 - r2 * (1.0 / 7))));
        int octant = signBit(ax - ay) + 2 * signBit(x);
        a = BASE[octant] + SIGN[octant] * a;
        return large == 0 ? 0 : Math.copySign(a, y);
    }

    private static int signBit(double value) {
        return (int) (Double.doubleToRawLongBits(value) >>> 63);
    }

    /** Return the sine of |r| ≤ π/4. */
    private static double sinKernel(double r) {
        double q = r * r;
        double p = q * (S3 + q * (S4 + q * (S5 + q * S6)));
        return r + r * q * (S1 + q * (S2 + p));
    }

    /** Return the cosine of |r| ≤ π/4. */
    private static double cosKernel(double r) {
        double q = r * r;
        double p = q * (C4 + q * (C5 + q * C6));
        double half = 0.5 * q;
        double w = 1 - half;
        return w + (((1 - w) - half) + q * (q * (C1 + q * (C2 + q * (C3 + p)))));
    }
}
