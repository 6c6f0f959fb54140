package org.peculiar.engine.outcome;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of a variant.
 *
 * @param velocityKms the followed flow's Galactic components, in km/s
 * @param random its random covariance, in (km/s)²
 * @param systematic its systematic covariances by name, in (km/s)²
 * @param chi2 of the fit
 * @param dof degrees of freedom
 * @param tracers number of tracers
 * @param galaxies number of galaxies behind them
 * @param depthKms weighted depth, in km/s
 * @param estimands values by name: one number, or a vector's components
 * @param shift from the baseline; none for the baseline itself
 * @param failure why there is no flow; empty if there is one
 */
public record Row(
        double[] velocityKms,
        double[][] random,
        Map<String, double[][]> systematic,
        double chi2,
        int dof,
        int tracers,
        int galaxies,
        double depthKms,
        Map<String, double[]> estimands,
        Optional<Shift> shift,
        String failure) {

    /** Return the row of a variant that failed. */
    public static Row failed(String why) {
        return new Row(
                new double[] {Double.NaN, Double.NaN, Double.NaN},
                new double[3][3],
                Map.of(),
                Double.NaN,
                0,
                0,
                0,
                Double.NaN,
                Map.of(),
                Optional.empty(),
                why);
    }

    /** Tell whether there is a flow. */
    public boolean succeeded() {
        return failure.isEmpty();
    }

    /** Return the sum of the random and systematic covariances, in (km/s)². */
    public double[][] total() {
        double[][] total = new double[3][3];
        Map<String, double[][]> parts = new LinkedHashMap<>(systematic);
        parts.put("", random);
        parts.values().forEach(part -> {
            for (int i = 0; i < 3; i++) {
                for (int j = 0; j < 3; j++) {
                    total[i][j] += part[i][j];
                }
            }
        });
        return total;
    }
}
