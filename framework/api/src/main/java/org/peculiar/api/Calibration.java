package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A relation as fitted to a survey.
 *
 * @param title for people, such as {@code inverse Fundamental Plane}
 * @param parameters names of θ
 * @param values of θ
 * @param covariance of θ
 * @param derived other numbers that people quote, by name, such as {@code alpha} or {@code distance-error}; dimensionless
 *     or in the unit that the name says
 * @param used number of galaxies in the fit
 * @param omitted labels of galaxies left out, by the reason
 * @param relation the relation itself, if the indicator offers it
 */
public record Calibration(
        String title,
        List<String> parameters,
        double[] values,
        double[][] covariance,
        Map<String, Double> derived,
        int used,
        Map<String, List<String>> omitted,
        Optional<Relation> relation) {

    public Calibration {
        requireNonNull(title, "title");
        parameters = List.copyOf(parameters);
        if (values.length != parameters.size() || covariance.length != parameters.size()) {
            throw new IllegalArgumentException(title + ": " + parameters.size() + " parameters, " + values.length
                    + " values and a " + covariance.length + "-row covariance, but the three must agree");
        }
        derived = OrderedMap.copyOf(derived);
        omitted = OrderedMap.copyOf(omitted);
        requireNonNull(relation, "relation");
    }
}
