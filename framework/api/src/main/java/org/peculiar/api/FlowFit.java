package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flow model as fitted.
 *
 * <p>The first three parameters are the bulk flow's Galactic components in km/s, named {@code vx}, {@code vy} and {@code vz}, for
 * every model that has one: summaries, figures, sweeps and estimands know it by these names. Immutable; arrays are shared and
 * not to be written to.
 *
 * @param title for people, such as {@code bulk flow, η space}
 * @param parameters names
 * @param units one a parameter
 * @param values estimates
 * @param random covariance of the estimates from independent errors, modes that were asked for marginalised
 * @param conditional covariance as if the marginalised modes were known, where any was
 * @param systematic covariances by name, attached by the host
 * @param chi2 of the fit
 * @param dof degrees of freedom
 * @param tracers what the fit saw
 * @param weights of a linear estimator, {@code [parameter][tracer]}: parameters are the weighted sums of the tracers'
 *     velocities
 * @param quoted other numbers that people quote, by name, such as {@code depth-kms}
 */
public record FlowFit(
        String title,
        List<String> parameters,
        List<Unit> units,
        double[] values,
        double[][] random,
        Optional<double[][]> conditional,
        Map<String, double[][]> systematic,
        double chi2,
        int dof,
        Tracers tracers,
        Optional<double[][]> weights,
        Map<String, Double> quoted) {

    /**
     * The tracers of a fit, as it saw them.
     *
     * @param labels identifiers
     * @param rowIds in their survey
     * @param directions on the sky
     * @param distanceKms comoving distances R in km/s
     * @param velocityKms peculiar velocities in km/s
     * @param errorKms standard errors of the velocities in km/s, all independent terms in quadrature
     * @param predictedKms radial velocities of the fitted model in km/s
     */
    public record Tracers(
            String[] labels,
            int[] rowIds,
            Directions directions,
            double[] distanceKms,
            double[] velocityKms,
            double[] errorKms,
            double[] predictedKms) {}

    public FlowFit {
        requireNonNull(title, "title");
        parameters = List.copyOf(parameters);
        units = List.copyOf(units);
        systematic = OrderedMap.copyOf(systematic);
        quoted = OrderedMap.copyOf(quoted);
        int k = parameters.size();
        if (units.size() != k || values.length != k || random.length != k) {
            throw new IllegalArgumentException(title + ": " + k + " parameters, " + units.size() + " units, "
                    + values.length + " values and a " + random.length + "-row covariance, but the four must agree");
        }
        requireNonNull(conditional, "conditional");
        requireNonNull(tracers, "tracers");
        requireNonNull(weights, "weights");
    }

    /** Return the fit with a systematic covariance attached. */
    public FlowFit withSystematic(String name, double[][] covariance) {
        Map<String, double[][]> more = new LinkedHashMap<>(systematic);
        more.put(name, covariance);
        return new FlowFit(
                title, parameters, units, values, random, conditional, more, chi2, dof, tracers, weights, quoted);
    }

    /** Return what replicates of the fit are read for; the depth is quoted as {@code depth-kms}. */
    public FlowEstimate estimate() {
        return new FlowEstimate(values, random, chi2, dof, quoted.getOrDefault("depth-kms", Double.NaN));
    }

    /** Return the sum of the random and all systematic covariances. */
    public double[][] total() {
        double[][] total = new double[random.length][];
        for (int i = 0; i < total.length; i++) {
            total[i] = random[i].clone();
            for (double[][] part : systematic.values()) {
                for (int j = 0; j < total.length; j++) {
                    total[i][j] += part[i][j];
                }
            }
        }
        return total;
    }
}
