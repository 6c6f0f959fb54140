package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * @param others names of what was fitted besides V
 * @param velocity V in km/s, Galactic
 * @param random covariance of V, in (km/s)²
 * @param total covariance of V with all systematic ones
 * @param labels of the tracers
 * @param directions of the tracers
 * @param distanceKms R
 * @param velocityKms v
 * @param errorKms of v
 * @param czKms in the CMB frame, {@code NaN} where the record does not tell it
 * @param measuredKms comoving distance as measured, before the flow; {@code NaN} where the record does not tell it
 * @param measuredErrorKms standard error of the measured distance
 */
record RecordedFlow(
        String step,
        String title,
        List<String> others,
        GalacticVector velocity,
        double[][] random,
        double[][] total,
        String[] labels,
        Directions directions,
        double[] distanceKms,
        double[] velocityKms,
        double[] errorKms,
        double[] czKms,
        double[] measuredKms,
        double[] measuredErrorKms) {

    private static final int AXES = 3;

    /** Reads the flow of a step. */
    static RecordedFlow of(RecordedRun run, String step) {
        return read(run, step, run.results().path("steps").path(step));
    }

    private static RecordedFlow read(RecordedRun run, String step, JsonNode fit) {
        RecordedTable tracers = run.needed(step);
        String[] labels = tracers.texts("id");
        Distances distances = distances(run, step, labels);
        return new RecordedFlow(
                step,
                fit.path("title").asText(),
                others(fit),
                GalacticVector.of(numbers(fit.at("/bulk-flow/velocity-kms"))),
                corner(fit.at("/covariance/random")),
                corner(fit.at("/covariance/total")),
                labels,
                Directions.ofDegrees(tracers.numbers("l"), tracers.numbers("b")),
                tracers.numbers("distance"),
                tracers.numbers("velocity"),
                tracers.numbers("velocity_error"),
                distances.czKms(),
                distances.distanceKms(),
                distances.errorKms());
    }

    private static List<String> others(JsonNode fit) {
        List<String> names = new ArrayList<>();
        fit.path("parameters").fieldNames().forEachRemaining(names::add);
        return names.subList(Math.min(AXES, names.size()), names.size());
    }

    /**
     * What was measured of the tracers, before the flow.
     *
     * @param czKms in the CMB frame
     * @param distanceKms comoving distance H0 R
     * @param errorKms standard error of the distance
     */
    private record Distances(double[] czKms, double[] distanceKms, double[] errorKms) {}

    /** Reads the last table of distances before the flow that has all its tracers; NaN if there is none. */
    private static Distances distances(RecordedRun run, String flow, String[] labels) {
        List<Map.Entry<String, JsonNode>> before = new ArrayList<>();
        for (Map.Entry<String, JsonNode> step : run.results().path("steps").properties()) {
            if (step.getKey().equals(flow)) {
                break;
            }
            if (step.getValue().has("calibration")) {
                before.add(0, step);
            }
        }
        for (Map.Entry<String, JsonNode> step : before) {
            RecordedTable table = run.needed(step.getKey());
            Map<String, Integer> rows = new HashMap<>();
            String[] ids = table.texts("id");
            for (int i = 0; i < ids.length; i++) {
                rows.put(ids[i], i);
            }
            if (rows.keySet().containsAll(List.of(labels))) {
                int[] picked = Arrays.stream(labels).mapToInt(rows::get).toArray();
                return read(table, step.getValue().path("distance").asText(), picked);
            }
        }
        int n = labels.length;
        return new Distances(missing(n), missing(n), missing(n));
    }

    private static double[] missing(int n) {
        double[] missing = new double[n];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    private static Distances read(RecordedTable table, String type, int[] rows) {
        double[] z = table.numbers("z");
        double[] lnDistance = table.numbers("ln_distance");
        double[] lnError = table.numbers("ln_distance_error");
        double[] cz = new double[rows.length];
        double[] distance = new double[rows.length];
        double[] error = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            double comoving =
                    type.startsWith("angular") ? 1 + z[row] : type.startsWith("luminosity") ? 1 / (1 + z[row]) : 1;
            cz[i] = z[row] * Constants.SPEED_OF_LIGHT_KMS;
            distance[i] = Math.exp(lnDistance[row]) * comoving;
            error[i] = distance[i] * lnError[row];
        }
        return new Distances(cz, distance, error);
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

    /** Returns the total standard error of the speed, √(nᵀ C n) along the flow, in km/s. */
    double errorAlongKms() {
        double[] v = velocity.toArray();
        double sum = 0;
        for (int i = 0; i < AXES; i++) {
            for (int j = 0; j < AXES; j++) {
                sum += v[i] * total[i][j] * v[j];
            }
        }
        return Math.sqrt(sum) / velocity.length();
    }

    ErrorEllipsoid ellipsoid() {
        return ErrorEllipsoid.of(total);
    }

    /** Returns diameters in proportion to 1/error, 1 for the median error, within bounds that can be seen. */
    double[] sizes() {
        double[] sorted = errorKms.clone();
        Arrays.sort(sorted);
        double median = sorted.length == 0 ? 1 : sorted[sorted.length / 2];
        double[] sizes = new double[errorKms.length];
        Arrays.setAll(sizes, i -> Math.min(2.5, Math.max(0.4, median / errorKms[i])));
        return sizes;
    }
}
