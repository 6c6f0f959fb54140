package org.peculiar.science.resampling;

import org.peculiar.api.DataException;

/** Vectors of any number of components. */
final class Vectors {

    private Vectors() {}

    static double length(double[] v) {
        double length = 0;
        for (double component : v) {
            length = Math.hypot(length, component);
        }
        return length;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] minus(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    static double[] times(double factor, double[] v) {
        double[] product = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            product[i] = factor * v[i];
        }
        return product;
    }

    static double[] unit(double[] v) {
        double length = length(v);
        if (!(length > 0)) {
            throw new IllegalArgumentException("a vector of length " + length + " has no direction");
        }
        return times(1 / length, v);
    }

    /** Add {@code factor a bᵀ} to a matrix. */
    static void addOuter(double[][] matrix, double factor, double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                matrix[i][j] += factor * a[i] * b[j];
            }
        }
    }

    static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < matrix.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /** Refuse a vector of another size than the rest or with values that are not finite. */
    static void require(double[] v, int size, String where) {
        if (v.length != size) {
            throw new IllegalArgumentException(
                    where + ": found " + v.length + " components, but " + size + " are needed");
        }
        for (int i = 0; i < size; i++) {
            if (!Double.isFinite(v[i])) {
                throw new DataException(where + ": component " + i + " is " + v[i] + ", but it must be finite");
            }
        }
    }
}
