package org.peculiar.science.fundamentalplane;

import java.util.Arrays;

/**
 * The inverse form of {@link PlaneFit} for many samples that differ in their dispersions only: sums over sizes and brightnesses
 * are made once, and each sample is then gone through once. Every galaxy counts the same. Immutable.
 */
public final class InverseRegression {

    /** Residual over total sum of squares below which the former, as a difference, would be rounding. */
    private static final double NEARLY_EXACT = 1e-6;

    private final int groups;
    private final int dof;

    /** Rows and groups of the galaxies, one of each group in turn: the sums of different groups do not wait for each other. */
    private final int[] row;

    private final int[] group;
    private final double[] x;
    private final double[] y;
    private final double[] perMember;
    private final double xx;
    private final double xy;
    private final double yy;

    private InverseRegression(int groups, int[] row, int[] group, double[] x, double[] y, int[] members) {
        this.groups = groups;
        this.row = row;
        this.group = group;
        dof = row.length - groups - 2;
        perMember = new double[groups];
        Arrays.setAll(perMember, g -> 1.0 / members[g]);
        this.x = centred(x);
        this.y = centred(y);
        double sumXx = 0;
        double sumXy = 0;
        double sumYy = 0;
        for (int j = 0; j < row.length; j++) {
            sumXx += this.x[j] * this.x[j];
            sumXy += this.x[j] * this.y[j];
            sumYy += this.y[j] * this.y[j];
        }
        xx = sumXx;
        xy = sumXy;
        yy = sumYy;
    }

    /**
     * Prepare for samples.
     *
     * @param x log radius of each galaxy of a survey, up to a constant of each group
     * @param y its surface brightness
     * @param rows of the galaxies that take part
     * @param groupOf group of each of these, from 0
     * @param members of each group, at least one
     */
    public static InverseRegression of(double[] x, double[] y, int[] rows, int[] groupOf, int[] members) {
        int[] first = new int[rows.length + 1];
        int[] rank = new int[rows.length];
        int[] seen = new int[members.length];
        for (int i = 0; i < rows.length; i++) {
            rank[i] = seen[groupOf[i]]++;
            first[rank[i] + 1]++;
        }
        for (int k = 0; k < rows.length; k++) {
            first[k + 1] += first[k];
        }
        int[] row = new int[rows.length];
        int[] group = new int[rows.length];
        double[] xInTurn = new double[rows.length];
        double[] yInTurn = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int j = first[rank[i]]++;
            row[j] = rows[i];
            group[j] = groupOf[i];
            xInTurn[j] = x[rows[i]];
            yInTurn[j] = y[rows[i]];
        }
        return new InverseRegression(members.length, row, group, xInTurn, yInTurn, members);
    }

    private double[] centred(double[] values) {
        double[] mean = new double[groups];
        for (int j = 0; j < values.length; j++) {
            mean[group[j]] += values[j];
        }
        double[] centred = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            centred[j] = values[j] - mean[group[j]] * perMember[group[j]];
        }
        return centred;
    }

    /** Tell whether there are galaxies enough, and sizes and brightnesses that spread in two directions. */
    public boolean isDetermined() {
        return dof >= 1 && xx * yy - xy * xy > 1e-12 * xx * yy;
    }

    /**
     * A plane {@code t = a x + b y + c_i} as fitted.
     *
     * @param a slope with log radius
     * @param b slope with brightness
     * @param variance s² of the residuals
     * @param covarianceAa of a with itself; likewise the next two
     * @param mean of t over each group
     */
    public record Fit(
            double a,
            double b,
            double variance,
            double covarianceAa,
            double covarianceAb,
            double covarianceBb,
            double[] mean) {

        /** Tell whether all dispersions were finite. */
        public boolean isFinite() {
            return Double.isFinite(variance) && Double.isFinite(a) && Double.isFinite(b);
        }
    }

    /**
     * Fit the plane.
     *
     * @param t log dispersion of each galaxy of the survey
     */
    public Fit fit(double[] t) {
        int n = row.length;
        double[] mean = new double[groups];
        double[] sums = addUp(t, t[row[0]], row, group, x, y, mean);
        double tt = sums[0];
        double tx = sums[1];
        double ty = sums[2];
        for (int g = 0; g < groups; g++) {
            double sum = mean[g];
            mean[g] = sum * perMember[g];
            tt -= sum * mean[g];
            mean[g] += t[row[0]];
        }
        double determinant = xx * yy - xy * xy;
        double a = (tx * yy - ty * xy) / determinant;
        double b = (ty * xx - tx * xy) / determinant;
        double squares = tt - a * tx - b * ty;
        if (squares < NEARLY_EXACT * tt) {
            squares = sumOfSquares(t, mean, a, b);
        }
        double variance = Math.max(squares, PlaneFit.NO_SCATTER * n) / dof;
        double perDeterminant = variance / determinant;
        return new Fit(a, b, variance, yy * perDeterminant, -xy * perDeterminant, xx * perDeterminant, mean);
    }

    /**
     * Add up {@code t − origin}: squares, products with x and y, which are centred, and each group's sum. An origin among the values
     * keeps their squares about group means, as a difference, from losing digits.
     */
    private static double[] addUp(
            double[] t, double origin, int[] row, int[] group, double[] x, double[] y, double[] sumOfGroup) {
        double tt0 = 0;
        double tt1 = 0;
        double tx0 = 0;
        double tx1 = 0;
        double ty0 = 0;
        double ty1 = 0;
        int j = 0;
        for (; j + 1 < row.length; j += 2) {
            double d0 = t[row[j]] - origin;
            double d1 = t[row[j + 1]] - origin;
            sumOfGroup[group[j]] += d0;
            tt0 = Math.fma(d0, d0, tt0);
            tx0 = Math.fma(d0, x[j], tx0);
            ty0 = Math.fma(d0, y[j], ty0);
            sumOfGroup[group[j + 1]] += d1;
            tt1 = Math.fma(d1, d1, tt1);
            tx1 = Math.fma(d1, x[j + 1], tx1);
            ty1 = Math.fma(d1, y[j + 1], ty1);
        }
        if (j < row.length) {
            double d = t[row[j]] - origin;
            sumOfGroup[group[j]] += d;
            tt0 += d * d;
            tx0 += d * x[j];
            ty0 += d * y[j];
        }
        return new double[] {tt0 + tt1, tx0 + tx1, ty0 + ty1};
    }

    private double sumOfSquares(double[] t, double[] mean, double a, double b) {
        double sum = 0;
        for (int j = 0; j < row.length; j++) {
            double residual = t[row[j]] - mean[group[j]] - a * x[j] - b * y[j];
            sum += residual * residual;
        }
        return sum;
    }
}
