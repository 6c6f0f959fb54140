package org.peculiar.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;

/**
 * What became of a flow from one run to the other.
 *
 * @param step that fits it in both runs
 * @param first speed and direction in the first run
 * @param second speed and direction in the second run
 * @param moves length of the vector of the difference, with its error along itself where that is known
 * @param speed change of the speed
 * @param errorSource where the errors of the difference come from, or why there are none
 */
public record FlowMove(
        String step, Direction first, Direction second, Measure moves, Measure speed, String errorSource) {

    private static final String KMS = "km/s";

    /** Two fits of the same data agree to this if they are the same, whatever the order of their sums, in km/s. */
    private static final double SAME_KMS = 1e-6;

    /**
     * A flow.
     *
     * @param speed with its error along the flow
     * @param l Galactic longitude
     * @param b Galactic latitude
     */
    public record Direction(Measure speed, Measure l, Measure b) {

        static Direction of(JsonNode flow) {
            return new Direction(
                    Measure.of(flow, "speed-kms", "error-along-flow-kms", KMS),
                    Measure.of(flow.path("l-deg"), "value", "error", "deg"),
                    Measure.of(flow.path("b-deg"), "value", "error", "deg"));
        }

        @Override
        public String toString() {
            return speed + " towards l " + l + ", b " + b;
        }
    }

    /** A difference and its error, as a sweep found it. */
    private record Paired(double lengthError, double speedError, String method) {}

    static Optional<FlowMove> between(RecordedRun first, RecordedRun second, String step) {
        JsonNode a = first.results().path("steps").path(step).path("bulk-flow");
        JsonNode b = second.results().path("steps").path(step).path("bulk-flow");
        if (a.isMissingNode() || b.isMissingNode()) {
            return Optional.empty();
        }
        double[] va = vector(a);
        double[] vb = vector(b);
        double length = distance(va, vb);
        double speed = number(b, "speed-kms") - number(a, "speed-kms");
        double lengthError = Double.NaN;
        double speedError = Double.NaN;
        String source;
        Optional<Paired> forth = paired(first, step, vb);
        Optional<Paired> back = paired(second, step, va);
        if (length <= SAME_KMS) {
            source = "the same flow";
        } else if (forth.isPresent() || back.isPresent()) {
            Paired found = forth.orElseGet(back::get);
            lengthError = found.lengthError();
            speedError = found.speedError();
            source = "paired, a variant in the sweep of the " + (forth.isPresent() ? "first" : "second") + " run: "
                    + found.method();
        } else if (mayShareData(first, second)) {
            source =
                    "unknown: the runs share data, or may, so that the errors of both do not add up; a sweep with the one as a"
                            + " variant of the other finds it";
        } else {
            speedError = Math.hypot(number(a, "error-along-flow-kms"), number(b, "error-along-flow-kms"));
            source = "of the speed, both in quadrature: the runs read no file in common";
        }
        return Optional.of(new FlowMove(
                step,
                Direction.of(a),
                Direction.of(b),
                new Measure(length, lengthError, KMS),
                new Measure(speed, speedError, KMS),
                source));
    }

    /** Finds the difference to a flow among the variants of a run whose sweep follows the step. */
    private static Optional<Paired> paired(RecordedRun run, String step, double[] velocity) {
        if (!run.results().at("/sweep/flow").asText().equals(step)) {
            return Optional.empty();
        }
        RecordedTable variants = run.needed("variants");
        double[] x = variants.numbers("vx");
        double[] y = variants.numbers("vy");
        double[] z = variants.numbers("vz");
        for (int i = 0; i < variants.size(); i++) {
            double error = variants.numbers("dv_error")[i];
            if (distance(new double[] {x[i], y[i], z[i]}, velocity) <= SAME_KMS && Double.isFinite(error)) {
                return Optional.of(new Paired(error, variants.numbers("dspeed_error")[i], variants.texts("method")[i]));
            }
        }
        return Optional.empty();
    }

    /** Mocks read no file, and may share their random numbers: without files nothing says that runs are independent. */
    private static boolean mayShareData(RecordedRun first, RecordedRun second) {
        if (first.lock().path("data").isEmpty() || second.lock().path("data").isEmpty()) {
            return true;
        }
        Set<String> hashes = new HashSet<>();
        first.lock().path("data").forEach(hash -> hashes.add(hash.asText()));
        for (JsonNode hash : second.lock().path("data")) {
            if (hashes.contains(hash.asText())) {
                return true;
            }
        }
        return false;
    }

    private static double[] vector(JsonNode flow) {
        JsonNode v = flow.path("velocity-kms");
        return new double[] {
            v.path(0).asDouble(), v.path(1).asDouble(), v.path(2).asDouble()
        };
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private static double number(JsonNode node, String key) {
        return node.path(key).asDouble(Double.NaN);
    }
}
