package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Directions;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;
import org.peculiar.science.Constants;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid;

/**
 * A bulk flow of a record with the tracers that it was fitted to.
 *
 * @param step that fitted it
 * @param title of the fit
 * @param velocity V in km/s, Galactic
 * @param random covariance of V, in (km/s)²
 * @param total covariance of V with all systematic ones
 * @param labels of the tracers
 * @param directions of the tracers
 * @param distanceKms R
 * @param velocityKms v
 * @param errorKms of v
 * @param czKms in the CMB frame, {@code NaN} where the record does not tell it
 */
record RecordedFlow(
        String step,
        String title,
        GalacticVector velocity,
        double[][] random,
        double[][] total,
        String[] labels,
        Directions directions,
        double[] distanceKms,
        double[] velocityKms,
        double[] errorKms,
        double[] czKms) {

    private static final int AXES = 3;

    /** Returns the flow that the sweep follows; the last one of a run without a sweep. */
    static Optional<RecordedFlow> of(RecordedRun run) {
        String step = run.results().at("/sweep/flow").asText();
        for (Map.Entry<String, JsonNode> entry : run.results().path("steps").properties()) {
            if (run.results().at("/sweep/flow").isMissingNode()
                    && entry.getValue().has("bulk-flow")) {
                step = entry.getKey();
            }
        }
        JsonNode fit = run.results().path("steps").path(step);
        return fit.has("bulk-flow") ? Optional.of(read(run, step, fit)) : Optional.empty();
    }

    private static RecordedFlow read(RecordedRun run, String step, JsonNode fit) {
        RecordedTable tracers = run.needed(step);
        String[] labels = tracers.texts("id");
        return new RecordedFlow(
                step,
                fit.path("title").asText(),
                GalacticVector.of(numbers(fit.at("/bulk-flow/velocity-kms"))),
                corner(fit.at("/covariance/random")),
                corner(fit.at("/covariance/total")),
                labels,
                Directions.ofDegrees(tracers.numbers("l"), tracers.numbers("b")),
                tracers.numbers("distance"),
                tracers.numbers("velocity"),
                tracers.numbers("velocity_error"),
                cz(run, labels));
    }

    /** Returns the redshifts of the first table of distances that has all tracers. */
    private static double[] cz(RecordedRun run, String[] labels) {
        double[] cz = new double[labels.length];
        java.util.Arrays.fill(cz, Double.NaN);
        for (Map.Entry<String, JsonNode> entry : run.results().path("steps").properties()) {
            if (!entry.getValue().has("calibration")) {
                continue;
            }
            RecordedTable table = run.needed(entry.getKey());
            Map<String, Double> byLabel = new HashMap<>();
            String[] ids = table.texts("id");
            double[] z = table.numbers("z");
            for (int i = 0; i < ids.length; i++) {
                byLabel.put(ids[i], z[i] * Constants.SPEED_OF_LIGHT_KMS);
            }
            if (byLabel.keySet().containsAll(List.of(labels))) {
                for (int i = 0; i < labels.length; i++) {
                    cz[i] = byLabel.get(labels[i]);
                }
                return cz;
            }
        }
        return cz;
    }

    private static double[] numbers(JsonNode array) {
        List<Double> numbers = new ArrayList<>();
        array.forEach(number -> numbers.add(number.asDouble(Double.NaN)));
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the part of a covariance that belongs to V, which comes first. */
    private static double[][] corner(JsonNode matrix) {
        double[][] corner = new double[AXES][AXES];
        for (int i = 0; i < AXES; i++) {
            for (int j = 0; j < AXES; j++) {
                corner[i][j] = matrix.path(i).path(j).asDouble(Double.NaN);
            }
        }
        return corner;
    }

    int size() {
        return labels.length;
    }

    GalacticVector direction(int i) {
        return new GalacticVector(
                directions.x()[i], directions.y()[i], directions.z()[i]);
    }

    /** Returns the radial velocity of the flow towards a tracer, in km/s. */
    double predictedKms(int i) {
        return velocity.dot(direction(i));
    }

    ErrorEllipsoid ellipsoid() {
        return ErrorEllipsoid.of(total);
    }

    /** Returns diameters in proportion to 1/error, 1 for the median error, within bounds that can be seen. */
    double[] sizes() {
        double[] sorted = errorKms.clone();
        java.util.Arrays.sort(sorted);
        double median = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
        double[] sizes = new double[errorKms.length];
        java.util.Arrays.setAll(sizes, i -> Math.min(2.5, Math.max(0.4, median / errorKms[i])));
        return sizes;
    }
}
