package org.peculiar.science.resampling;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;

/**
 * The tracers of a linear fit, with what each adds to the error of its result.
 *
 * <p>The result is {@code V = w v}, so that the velocities' errors are weighted alike. Arrays are shared and not to be written
 * to.
 *
 * @param weights w, {@code [k][tracer]}; dimensionless for a flow
 * @param keys identify tracers across fits, such as rows of the survey; no two alike
 * @param distanceErrorKms {@code D_i R_i}: standard errors of the velocities from the distances alone, in km/s
 * @param members number of galaxies behind each distance, at least 1
 */
public record WeightedTracers(double[][] weights, int[] keys, double[] distanceErrorKms, int[] members) {

    public WeightedTracers {
        requireNonNull(keys, "keys");
        int n = keys.length;
        if (distanceErrorKms.length != n || members.length != n) {
            throw new IllegalArgumentException("tracers: " + n + " keys, " + distanceErrorKms.length + " errors and "
                    + members.length + " member counts, but the three must agree");
        }
        for (int i = 0; i < weights.length; i++) {
            Vectors.require(weights[i], n, "weights of component " + i);
        }
        Set<Integer> seen = new HashSet<>();
        for (int t = 0; t < n; t++) {
            if (!seen.add(keys[t]) || !(distanceErrorKms[t] >= 0) || members[t] < 1) {
                throw new IllegalArgumentException(
                        "tracer " + keys[t] + ": error " + distanceErrorKms[t] + " km/s, " + members[t]
                                + " members, but each needs an error of at least 0, a member, and a key of its own");
            }
        }
    }

    /** Return the number of components k of the result. */
    public int size() {
        return weights.length;
    }

    /**
     * Return how the result answers to an error that the tracers share: {@code w x}.
     *
     * @param column x: what one unit of the shared error adds to each tracer's velocity, in km/s
     */
    public double[] response(double[] column) {
        Vectors.require(column, keys.length, "shared error");
        double[] response = new double[size()];
        for (int i = 0; i < response.length; i++) {
            response[i] = Vectors.dot(weights[i], column);
        }
        return response;
    }

    /** The weights of one tracer, k of them. */
    double[] column(int tracer) {
        double[] column = new double[size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = weights[i][tracer];
        }
        return column;
    }
}
