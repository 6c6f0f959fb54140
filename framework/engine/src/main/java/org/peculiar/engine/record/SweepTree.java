package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.outcome.Comparison;
import org.peculiar.engine.outcome.ErrorBudget;
import org.peculiar.engine.outcome.FlowNumbers;
import org.peculiar.engine.outcome.Measured;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.Row;
import org.peculiar.engine.outcome.Shift;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.Verdict;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;
import org.peculiar.science.resampling.Decomposition;
import org.peculiar.science.resampling.Estimate;
import org.peculiar.science.resampling.Jackknife;
import org.peculiar.science.resampling.Proportion;
import org.peculiar.science.resampling.Recovery;
import org.peculiar.science.statistics.CovarianceMatrix;

/** Writes what a sweep came to as a tree for JSON. Numbers that do not exist are left out. */
final class SweepTree {

    /** More variants than this are in their table only. */
    private static final int MOST_VARIANTS = 1000;

    private final SweepOutcome outcome;
    private final Variants variants;
    private final Plan plan;
    private final Measures measures;

    SweepTree(Measures measures) {
        this.outcome = measures.outcome();
        this.variants = outcome.variants();
        this.plan = variants.plan();
        this.measures = measures;
    }

    Map<String, Object> of(List<ErrorBudget.Line> budget) {
        Map<String, Object> json = new LinkedHashMap<>();
        Optional<Sweep> sweep = plan.sweep();
        if (sweep.isPresent()) {
            json.put("sweep", sweep(sweep.get()));
            put(json, "replicates", replicates());
            put(json, "jackknife", jackknives());
        }
        json.put("error-budget", budget.stream().map(SweepTree::line).toList());
        put(json, "claims", measures.verdicts().stream().map(this::claim).toList());
        put(json, "targets", measures.comparisons().stream().map(this::target).toList());
        plan.note().ifPresent(note -> json.put("note", note));
        return json;
    }

    private static void put(Map<String, Object> json, String key, List<?> list) {
        if (!list.isEmpty()) {
            json.put(key, list);
        }
    }

    private static void put(Map<String, Object> json, String key, double value) {
        if (Double.isFinite(value)) {
            json.put(key, value);
        }
    }

    private static void put(Map<String, Object> json, String key, String text) {
        if (!text.isEmpty()) {
            json.put(key, text);
        }
    }

    private Map<String, Object> sweep(Sweep sweep) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("design", sweep.design().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        json.put("flow", variants.flow());
        json.put("paired-replicates", sweep.pairedReplicates());
        json.put("seed", plan.seed());
        List<Object> axes = new ArrayList<>();
        for (Axis axis : sweep.axes()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("name", axis.name());
            body.put("kind", kind(axis));
            int at = variants.axes().indexOf(axis);
            if (at >= 0) {
                body.put("column", SweepTables.axisColumns(variants).get(at));
                body.put("levels", variants.labels(at));
            } else if (axis instanceof Axis.OfReplicates drawn) {
                body.put("replicates", drawn.replicates());
            }
            axes.add(body);
        }
        json.put("axes", axes);
        json.put("variant-count", variants.all().size());
        json.put(
                "failed",
                variants.all().stream()
                        .filter(v -> !outcome.rows().get(v).succeeded())
                        .count());
        json.put("table", "tables/variants.ecsv");
        if (variants.all().size() <= MOST_VARIANTS) {
            json.put("variants", variants.all().stream().map(this::variant).toList());
        }
        new SweepTables(measures).decomposition().ifPresent(parts -> {
            if (sweep.design() == Sweep.Design.FACTORIAL) {
                json.put("decomposition", decomposition(parts));
            }
        });
        return json;
    }

    /** Returns how descriptors declare an axis. */
    static String kind(Axis axis) {
        if (axis instanceof Axis.Choice) {
            return "set";
        }
        String name = axis.getClass().getSimpleName();
        return name.replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private Map<String, Object> variant(Variant variant) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("variant", variant.number());
        json.put("levels", variants.levels(variant));
        Row row = outcome.rows().get(variant);
        if (!row.succeeded()) {
            json.put("failure", row.failure());
            return json;
        }
        FlowNumbers numbers = FlowNumbers.of(row);
        json.put("velocity-kms", row.velocityKms());
        json.put("speed-kms", numbers.speedKms());
        json.put("speed-bias-corrected-kms", numbers.correctedSpeedKms());
        json.put("error-along-flow-kms", numbers.errorAlongFlowKms());
        json.put("l-deg", numbers.lDeg());
        json.put("b-deg", numbers.bDeg());
        json.put("chi2", row.chi2());
        json.put("dof", row.dof());
        json.put("tracers", row.tracers());
        json.put("galaxies", row.galaxies());
        put(json, "depth-kms", row.depthKms());
        Map<String, Object> estimands = new LinkedHashMap<>();
        row.estimands().forEach((name, value) -> estimands.put(name, value.length == 1 ? (Object) value[0] : value));
        if (!estimands.isEmpty()) {
            json.put("estimands", estimands);
        }
        row.shift().ifPresent(shift -> json.put("difference", difference(shift)));
        return json;
    }

    private static Map<String, Object> difference(Shift shift) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("vector-kms", shift.vectorKms());
        json.put("length-kms", shift.lengthKms());
        put(json, "error-along-it-kms", SweepTables.errorOfLength(shift));
        json.put("amplitude-change-kms", shift.amplitudeKms());
        put(json, "amplitude-change-error-kms", shift.amplitudeErrorKms());
        put(json, "angle-deg", shift.angleDeg());
        put(json, "angle-error-deg", shift.angleErrorDeg());
        put(json, "p", shift.probability());
        json.put("method", shift.method());
        json.put("replicates", shift.replicates());
        return json;
    }

    private Map<String, Object> decomposition(Decomposition parts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("complete", parts.isComplete());
        Map<String, Object> shares = new LinkedHashMap<>();
        for (int i = 0; i < parts.factors(); i++) {
            shares.put(variants.axes().get(i).name(), parts.mainShare(i));
        }
        json.put("share-of-squares", shares);
        Map<String, Object> interactions = new LinkedHashMap<>();
        for (int i = 0; i < parts.factors(); i++) {
            for (int j = i + 1; j < parts.factors(); j++) {
                interactions.put(
                        variants.axes().get(i).name() + " × "
                                + variants.axes().get(j).name(),
                        parts.pairShare(i, j));
            }
        }
        json.put("interactions", interactions);
        json.put("rest", parts.restShare());
        return json;
    }

    private List<Object> replicates() {
        List<Object> all = new ArrayList<>();
        outcome.replicates().keySet().forEach(replication -> {
            if (replication.variant().number() == 0 || variants.all().size() <= MOST_VARIANTS) {
                all.add(replicates(ReplicateNumbers.of(measures, replication)));
            }
        });
        return all;
    }

    private Map<String, Object> replicates(ReplicateNumbers numbers) {
        Map<String, Object> json = new LinkedHashMap<>();
        Axis.OfReplicates axis = numbers.replication().axis();
        json.put("axis", axis.name());
        json.put("kind", kind(axis));
        json.put("variant", numbers.replication().variant().number());
        json.put("levels", variants.levels(numbers.replication().variant()));
        json.put("count", numbers.count());
        json.put("failed", numbers.failed());
        put(json, "first-failure", numbers.firstFailure());
        json.put("table", "tables/replicates-" + axis.name() + ".ecsv");
        numbers.flows().ifPresent(flows -> {
            json.put("mean-kms", flows.mean());
            json.put("mean-error-kms", flows.meanError());
            json.put("covariance", flows.covariance().toArray());
            json.put("error-along-flow-kms", estimate(numbers.along()));
        });
        if (numbers.recovery().isPresent() && axis instanceof Axis.MonteCarlo mocks) {
            json.put("recovery", recovery(numbers.recovery().get(), measures.input(mocks)));
        }
        return json;
    }

    private static Map<String, Object> recovery(Recovery recovery, double[] input) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("input-kms", input);
        json.put("bias-kms", estimates(recovery.bias()));
        recovery.biasAlongInput().ifPresent(bias -> json.put("bias-along-input-kms", estimate(bias)));
        List<Object> coverage = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            coverage.add(proportion(recovery.coverage(i, Recovery.ONE_SIGMA)));
        }
        json.put("coverage", coverage);
        json.put("ellipsoid-coverage", proportion(recovery.ellipsoidCoverage(Recovery.ONE_SIGMA)));
        json.put("expected-coverage", Recovery.ONE_SIGMA);
        json.put("variance-ratios", estimates(recovery.varianceRatios()));
        if (recovery.biasAlongInput().isEmpty()) {
            json.put("significant-at-5-percent", proportion(recovery.significant(0.05)));
            json.put("uniformity-of-p-values", recovery.uniformityOfPValues());
        }
        return json;
    }

    private static List<Object> estimates(Estimate[] estimates) {
        List<Object> list = new ArrayList<>();
        for (Estimate estimate : estimates) {
            list.add(estimate(estimate));
        }
        return list;
    }

    private static Map<String, Object> estimate(Estimate estimate) {
        Map<String, Object> json = new LinkedHashMap<>();
        put(json, "value", estimate.value());
        put(json, "error", estimate.error());
        return json;
    }

    private static Map<String, Object> proportion(Proportion proportion) {
        return estimate(ReplicateNumbers.estimate(proportion));
    }

    private List<Object> jackknives() {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < variants.axes().size(); i++) {
            if (variants.axes().get(i) instanceof Axis.Jackknife axis) {
                all.add(jackknife(axis, i));
            }
        }
        return all;
    }

    private Map<String, Object> jackknife(Axis.Jackknife axis, int at) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("axis", axis.name());
        List<Variant> without = measures.alone(at);
        json.put("groups", without.size());
        if (without.size() < 2) {
            json.put("reason", "fewer than two groups can be left out");
            return json;
        }
        Jackknife jackknife = measures.jackknife(axis);
        jackknife.covariance().map(CovarianceMatrix::toArray).ifPresent(c -> json.put("covariance", c));
        jackknife
                .covariance()
                .ifPresent(c -> json.put(
                        "error-along-flow-kms", c.errorAlong(outcome.baseline().velocityKms())));
        jackknife.reason().ifPresent(reason -> json.put("no-covariance", reason));
        List<Object> ranking = new ArrayList<>();
        for (Jackknife.Influence influence : jackknife.influences()) {
            Variant variant = without.get(influence.group());
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("without", variants.label(variant, at));
            body.put(
                    "galaxies",
                    outcome.baseline().galaxies() - outcome.rows().get(variant).galaxies());
            body.put("length-kms", influence.length());
            body.put("amplitude-change-kms", influence.amplitudeChange());
            ranking.add(body);
        }
        json.put("influence", ranking);
        return json;
    }

    private static Map<String, Object> line(ErrorBudget.Line line) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("source", line.name());
        json.put("kind", line.kind().key());
        line.shiftKms().ifPresent(shift -> json.put("vector-kms", shift));
        if (Double.isFinite(line.covariance()[0][0])) {
            json.put("covariance", line.covariance());
            json.put("sqrt-trace-kms", line.sqrtTraceKms());
        }
        put(json, "along-flow-kms", line.alongKms());
        put(json, "along-flow-error-kms", line.alongErrorKms());
        json.put("method", line.method());
        return json;
    }

    private Map<String, Object> claim(Verdict verdict) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("claim", ClaimWords.of(verdict.claim().measure()));
        json.put("what", verdict.claim().measure().what().key());
        json.put("bounds", ClaimWords.bounds(verdict.claim()));
        verdict.claim().above().ifPresent(above -> json.put("above", above));
        verdict.claim().below().ifPresent(below -> json.put("below", below));
        measured(json, verdict.measured(), verdict.claim().unit().symbol());
        json.put("verdict", ClaimWords.state(verdict).toLowerCase(Locale.ROOT));
        json.put("close", verdict.close());
        put(json, "cite", verdict.claim().cite());
        return json;
    }

    private Map<String, Object> target(Comparison comparison) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("target", comparison.target().name());
        json.put("measure", ClaimWords.of(comparison.target().measure()));
        json.put("what", comparison.target().measure().what().key());
        json.put("published", comparison.target().published());
        comparison.target().error().ifPresent(error -> json.put("published-error", error));
        measured(json, comparison.measured(), comparison.target().unit().symbol());
        put(json, "sigmas", comparison.sigmas());
        put(json, "cite", comparison.target().cite());
        return json;
    }

    private static void measured(Map<String, Object> json, Measured measured, String unit) {
        put(json, "value", measured.value());
        put(json, "error", measured.error());
        put(json, "error-kind", measured.kind());
        put(json, "unit", unit);
        put(json, "where", measured.where());
        put(json, "trouble", measured.trouble());
    }
}
