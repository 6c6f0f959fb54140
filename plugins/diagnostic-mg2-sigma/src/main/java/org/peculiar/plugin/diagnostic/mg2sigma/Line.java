package org.peculiar.plugin.diagnostic.mg2sigma;

/**
 * A least-squares line {@code y = slope x + intercept} through points of equal weight.
 *
 * @param slope dy/dx
 * @param intercept y at x = 0
 * @param scatter of y about the line, for n − 2 degrees of freedom
 * @param slopeError standard error
 * @param interceptError standard error
 * @param correlation Pearson's, of x and y
 */
record Line(
        double slope, double intercept, double scatter, double slopeError, double interceptError, double correlation) {

    /** Returns the line through at least three points of different x. */
    static Line through(double[] x, double[] y) {
        int n = x.length;
        double meanX = 0;
        double meanY = 0;
        for (int i = 0; i < n; i++) {
            meanX += x[i];
            meanY += y[i];
        }
        meanX /= n;
        meanY /= n;
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int i = 0; i < n; i++) {
            double dx = x[i] - meanX;
            double dy = y[i] - meanY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        double slope = xy / xx;
        double scatter = Math.sqrt(Math.max(0, yy - slope * xy) / (n - 2));
        return new Line(
                slope,
                meanY - slope * meanX,
                scatter,
                scatter / Math.sqrt(xx),
                scatter * Math.sqrt(1.0 / n + meanX * meanX / xx),
                xy / Math.sqrt(xx * yy));
    }

    /** Returns y less the line. */
    double[] residuals(double[] x, double[] y) {
        double[] residuals = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            residuals[i] = y[i] - slope * x[i] - intercept;
        }
        return residuals;
    }
}
