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
        int quadrant = (int) turns;
        double value = (quadrant & 1) == 0 ? sinKernel(r) : cosKernel(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /** Return the cosine of an angle in degrees, |angle| ≤ 1e9. */
    static double cosDeg(double angleDeg) {
        double turns = Math.rint(angleDeg * (1.0 / 90));
        double r = (angleDeg - turns * 90) * DEG;
        int quadrant = (int) turns + 1;
        double value = (quadrant & 1) == 0 ? sinKernel(r) : cosKernel(r);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /** Fill unit vectors from longitudes and latitudes in degrees. */
    static void toVectors(double[] lonDeg, double[] latDeg, double[] x, double[] y, double[] z) {
        for (int i = 0; i < lonDeg.length; i++) {
            double lon = lonDeg[i];
            double turns = Math.rint(lon * (1.0 / 90));
            double r = (lon - turns * 90) * DEG;
            double s = sinKernel(r);
            double c = cosKernel(r);
            int quadrant = (int) turns;
            boolean odd = (quadrant & 1) != 0;
            double sin = odd ? c : s;
            double cos = odd ? s : c;
            sin = (quadrant & 2) == 0 ? sin : -sin;
            cos = ((quadrant + 1) & 2) == 0 ? cos : -cos;
            double lat = latDeg[i];
            // a latitude beyond 45° is the complement of a small angle
            boolean high = Math.abs(lat) > 45;
            double q = (high ? 90 - Math.abs(lat) : lat) * DEG;
            double sq = sinKernel(q);
            double cq = cosKernel(q);
            double cosLat = high ? sq : cq;
            x[i] = cosLat * cos;
            y[i] = cosLat * sin;
            z[i] = high ? Math.copySign(cq, lat) : sq;
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
        double positive = lon < 0 ? lon + 360 : lon;
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
        a = ay > ax ? Math.PI / 2 - a : a;
        a = x < 0 ? Math.PI - a : a;
        return large == 0 ? 0 : Math.copySign(a, y);
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
