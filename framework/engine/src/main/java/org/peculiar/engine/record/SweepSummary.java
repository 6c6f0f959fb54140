package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.peculiar.engine.outcome.Comparison;
import org.peculiar.engine.outcome.ErrorBudget;
import org.peculiar.engine.outcome.ErrorBudget.Kind;
import org.peculiar.engine.outcome.Measured;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.Shift;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.Verdict;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variant;
import org.peculiar.engine.variants.Variants;
import org.peculiar.science.resampling.Estimate;
import org.peculiar.science.resampling.Jackknife;
import org.peculiar.science.resampling.Recovery;

/** Tells what a sweep came to on a terminal. */
final class SweepSummary {

    private static final String INDENT = "  ";
    private static final int MOST_PAIRS = 3;
    private static final double FIVE_PER_CENT = 0.05;

    private final SweepOutcome outcome;
    private final Variants variants;
    private final Plan plan;
    private final Measures measures;
    private final List<ErrorBudget.Line> budget;
    private final List<String> lines = new ArrayList<>();

    SweepSummary(Measures measures, List<ErrorBudget.Line> budget) {
        this.outcome = measures.outcome();
        this.variants = outcome.variants();
        this.plan = variants.plan();
        this.measures = measures;
        this.budget = budget;
    }

    /** Returns the lines of the summary. */
    List<String> lines() {
        plan.sweep().ifPresent(this::sweep);
        if (plan.sweep().isPresent()) {
            budget();
        }
        claims();
        targets();
        return lines;
    }

    private void sweep(Sweep sweep) {
        long replicates =
                outcome.replicates().values().stream().mapToLong(List::size).sum();
        int levels = variants.all().size() - 1;
        heading(format(
                "sweep, %s: %s%s",
                sweep.design().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                count(levels, "variant", "variants") + " beside the baseline",
                replicates == 0 ? "" : ", " + count(replicates, "replicate", "replicates")));
        List<String[]> rows = new ArrayList<>();
        for (Axis axis : sweep.axes()) {
            int at = variants.axes().indexOf(axis);
            if (at >= 0) {
                rows.add(new String[] {
                    axis.name(), count(variants.labels(at).size() - 1, "variant", "variants"), variation(axis, at)
                });
                pairs(at).forEach(pair -> rows.add(new String[] {"", "", pair}));
            } else if (axis instanceof Axis.OfReplicates drawn) {
                rows.add(new String[] {
                    axis.name(), count(drawn.replicates(), "replicate", "replicates"), replication(drawn)
                });
            }
        }
        table(rows);
        if (sweep.design() == Sweep.Design.FACTORIAL) {
            decomposition();
        }
        failures();
    }

    /** Tells where the flow changes most. */
    private String variation(Axis axis, int at) {
        List<Variant> alone = measures.alone(at);
        List<Variant> good = (alone.isEmpty() ? variants.all() : alone)
                .stream()
                        .filter(variant -> variant.levels()[at] > 0
                                && outcome.rows().get(variant).shift().isPresent())
                        .toList();
        if (good.isEmpty()) {
            return "no flow";
        }
        Variant moved = most(good, Shift::lengthKms);
        Variant faster = most(good, shift -> Math.abs(shift.amplitudeKms()));
        Shift move = shift(moved);
        Shift change = shift(faster);
        boolean several = good.size() > 1;
        String told = (several ? "V moves at most " : "V moves ")
                + error(move.lengthKms(), SweepTables.errorOfLength(move), "%.0f") + " km/s"
                + (several ? " (" + where(axis, moved, at) + ")" : "")
                + (several ? ", speed at most " : ", speed ")
                + error(change.amplitudeKms(), change.amplitudeErrorKms(), "%+.0f") + " km/s"
                + (several && faster != moved ? " (" + where(axis, faster, at) + ")" : "");
        if (axis instanceof Axis.Jackknife jackknife && several) {
            Jackknife found = measures.jackknife(jackknife);
            told += found.covariance()
                    .map(c -> format(
                            "; error along the flow %.0f km/s",
                            c.errorAlong(outcome.baseline().velocityKms())))
                    .orElse("; too few groups for an error");
        }
        return told;
    }

    private Variant most(List<Variant> of, ToDoubleFunction<Shift> size) {
        return of.stream()
                .max(Comparator.comparingDouble(variant -> size.applyAsDouble(shift(variant))))
                .orElseThrow();
    }

    private Shift shift(Variant variant) {
        return outcome.rows().get(variant).shift().orElseThrow();
    }

    private String where(Axis axis, Variant variant, int at) {
        return (axis instanceof Axis.Jackknife ? "without " : "") + variants.label(variant, at);
    }

    private String replication(Axis.OfReplicates axis) {
        for (Replication replication : outcome.replicates().keySet()) {
            if (replication.axis().equals(axis) && replication.variant().number() == 0) {
                return replication(ReplicateNumbers.of(measures, replication));
            }
        }
        return "";
    }

    private static String replication(ReplicateNumbers numbers) {
        if (numbers.flows().isEmpty()) {
            return "no flow";
        }
        if (numbers.recovery().isEmpty()) {
            return "error along the flow " + estimate(numbers.along(), "%.0f") + " km/s";
        }
        Recovery recovery = numbers.recovery().get();
        Estimate coverage = numbers.coverage();
        String covered = format("1σ ellipsoids hold it in %s %%", percent(coverage));
        return recovery.biasAlongInput()
                .map(bias -> "bias along the input flow " + estimate(bias, "%+.0f") + " km/s, " + covered)
                .orElseGet(() -> format(
                        "at rest: %s %% are significant at 5 %%, Kolmogorov-Smirnov p %.2g, %s",
                        percent(ReplicateNumbers.estimate(recovery.significant(FIVE_PER_CENT))),
                        recovery.uniformityOfPValues(),
                        covered));
    }

    /** Tells of parts that are compared with each other; of many pairs, of the least alike. */
    private List<String> pairs(int axis) {
        Map<String, Double> pairs = new LinkedHashMap<>();
        outcome.pairs().forEach((pair, shift) -> {
            if (pair.axis() == axis) {
                pairs.put(
                        variants.label(pair.second(), axis) + " less " + variants.label(pair.first(), axis) + ": "
                                + error(shift.lengthKms(), SweepTables.errorOfLength(shift), "%.0f") + " km/s"
                                + (Double.isNaN(shift.probability()) ? "" : format(", p %.2g", shift.probability())),
                        Double.isNaN(shift.probability()) ? 1 : shift.probability());
            }
        });
        if (pairs.size() <= MOST_PAIRS) {
            return List.copyOf(pairs.keySet());
        }
        String least = pairs.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
        return List.of("least alike of " + pairs.size() + " pairs, " + least);
    }

    private void decomposition() {
        new SweepTables(measures).decomposition().ifPresent(parts -> {
            List<String> shares = new ArrayList<>();
            double pairs = 0;
            for (int i = 0; i < parts.factors(); i++) {
                shares.add(format("%s %.0f %%", variants.axes().get(i).name(), 100 * parts.mainShare(i)));
                for (int j = i + 1; j < parts.factors(); j++) {
                    pairs += parts.pairShare(i, j);
                }
            }
            lines.add(INDENT + "spread of V by choice: " + String.join(", ", shares)
                    + format(", pairs of choices %.0f %%, the rest %.0f %%", 100 * pairs, 100 * parts.restShare()));
        });
    }

    private void failures() {
        List<Variant> failed = variants.all().stream()
                .filter(v -> !outcome.rows().get(v).succeeded())
                .toList();
        if (!failed.isEmpty()) {
            Variant first = failed.get(0);
            lines.add(INDENT
                    + format(
                            "failed: %,d of %s, the first (%s): %s",
                            failed.size(),
                            count(variants.all().size(), "variant", "variants"),
                            levels(first),
                            SweepTables.line(outcome.rows().get(first).failure())));
        }
        outcome.replicates().forEach((replication, all) -> {
            long broken = all.stream().filter(r -> !r.succeeded()).count();
            if (broken > 0 && replication.variant().number() == 0) {
                lines.add(INDENT
                        + format(
                                "failed: %,d of %,d replicates of %s, the first: %s",
                                broken,
                                all.size(),
                                replication.axis().name(),
                                SweepTables.line(all.stream()
                                        .filter(r -> !r.succeeded())
                                        .findFirst()
                                        .orElseThrow()
                                        .failure())));
            }
        });
    }

    private String levels(Variant variant) {
        return variants.levels(variant).entrySet().stream()
                .map(level -> level.getKey() + " " + level.getValue())
                .collect(Collectors.joining(", "));
    }

    private void budget() {
        heading("error budget, along the flow, in km/s");
        List<String[]> rows = new ArrayList<>();
        for (ErrorBudget.Line line : budget) {
            switch (line.kind()) {
                case RANDOM, SYSTEMATIC, MARGINALISED, TOTAL ->
                    rows.add(new String[] {
                        line.kind() == Kind.SYSTEMATIC ? "systematic, " + line.name() : line.name(),
                        format("%4.0f", line.alongKms()),
                        remark(line)
                    });
                default -> {
                    // Told below, or line by line above.
                }
            }
        }
        table(rows);
        told(Kind.CONDITIONAL, "not added, 1σ with all else held: ");
        told(Kind.SHIFT, "not added, choices shift the flow: ");
    }

    private String remark(ErrorBudget.Line line) {
        return switch (line.kind()) {
            case RANDOM -> found("");
            case SYSTEMATIC -> found(line.name());
            case MARGINALISED -> "part of the random error";
            case TOTAL -> "random and systematic in quadrature";
            default -> "";
        };
    }

    /** Returns what displacements of a step find, or, without a step, what redrawn and left out rows find. */
    private String found(String step) {
        List<String> found = new ArrayList<>();
        for (Axis axis : plan.sweep().map(Sweep::axes).orElse(List.of())) {
            boolean beside = axis instanceof Axis.Displace displace
                    ? displace.step().equals(step)
                    : step.isEmpty() && (axis instanceof Axis.Bootstrap || axis instanceof Axis.Jackknife);
            budget.stream()
                    .filter(line -> beside
                            && line.kind() == Kind.RESAMPLED
                            && line.name().equals(axis.name()))
                    .forEach(line ->
                            found.add(line.name() + " " + error(line.alongKms(), line.alongErrorKms(), "%.0f")));
        }
        return found.isEmpty() ? "" : "resampled: " + String.join(", ", found);
    }

    /** Of a choice with many levels the largest shift is told. */
    private void told(Kind kind, String heading) {
        List<String> told = new ArrayList<>();
        budget.stream()
                .filter(line -> line.kind() == kind)
                .collect(Collectors.groupingBy(
                        line -> line.name().split(": ", 2)[0], LinkedHashMap::new, Collectors.toList()))
                .forEach((name, of) -> {
                    ErrorBudget.Line most = of.stream()
                            .max(Comparator.comparingDouble(line -> Math.abs(line.alongKms())))
                            .orElseThrow();
                    told.add(name + " "
                            + (kind == Kind.SHIFT
                                    ? error(most.alongKms(), most.alongErrorKms(), "%+.0f")
                                    : format("%.0f", most.alongKms())));
                });
        if (!told.isEmpty()) {
            lines.add(INDENT + heading + String.join(", ", told));
        }
    }

    private void claims() {
        List<Verdict> verdicts = measures.verdicts();
        if (verdicts.isEmpty()) {
            return;
        }
        long fail = verdicts.stream().filter(verdict -> !verdict.holds()).count();
        heading(format(
                "claims: %s",
                fail == 0 ? "all " + verdicts.size() + " hold" : fail + " of " + verdicts.size() + " fail"));
        List<String[]> rows = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            rows.add(new String[] {
                ClaimWords.state(verdict),
                ClaimWords.of(verdict.claim().measure()),
                ClaimWords.found(
                        verdict.claim().measure(),
                        verdict.measured(),
                        verdict.claim().unit()),
                ClaimWords.bounds(verdict.claim()),
                besides(verdict)
            });
        }
        table(rows);
        if (verdicts.stream().anyMatch(Verdict::close)) {
            lines.add(INDENT + "close: a bound is within two errors of what was found");
        }
        note();
    }

    private void note() {
        plan.note().ifPresent(note -> note.lines().forEach(line -> lines.add(INDENT + line.strip())));
    }

    private static String besides(Verdict verdict) {
        List<String> besides = new ArrayList<>();
        Measured measured = verdict.measured();
        if (!measured.trouble().isEmpty()) {
            besides.add(SweepTables.line(measured.trouble()));
        }
        if (verdict.close()) {
            besides.add("close");
        }
        if (!measured.where().isEmpty()) {
            besides.add(measured.where());
        }
        if (!verdict.claim().cite().isEmpty()) {
            besides.add("[" + verdict.claim().cite() + "]");
        }
        return String.join("; ", besides);
    }

    private void targets() {
        List<Comparison> comparisons = measures.comparisons();
        if (comparisons.isEmpty()) {
            return;
        }
        heading("targets");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"", "published", "here", "difference", ""});
        for (Comparison comparison : comparisons) {
            Target target = comparison.target();
            rows.add(new String[] {
                target.name(),
                ClaimWords.published(target),
                ClaimWords.found(target.measure(), comparison.measured(), target.unit()),
                Double.isNaN(comparison.sigmas()) ? "" : format("%+.1f σ", comparison.sigmas()),
                (SweepTables.line(comparison.measured().trouble()) + " "
                                + (target.cite().isEmpty() ? "" : "[" + target.cite() + "]"))
                        .strip()
            });
        }
        table(rows);
        if (plan.claims().isEmpty()) {
            note();
        }
    }

    private void heading(String text) {
        lines.add("");
        lines.add(text);
    }

    private void table(List<String[]> rows) {
        int columns = rows.stream().mapToInt(row -> row.length).max().orElse(0);
        int[] widths = new int[columns];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(INDENT).append(row[i]).append(" ".repeat(widths[i] - row[i].length()));
            }
            lines.add(line.toString().stripTrailing());
        }
    }

    private static String estimate(Estimate estimate, String pattern) {
        return error(estimate.value(), estimate.error(), pattern);
    }

    private static String percent(Estimate fraction) {
        return format("%.1f ± %.1f", 100 * fraction.value(), 100 * fraction.error());
    }

    private static String error(double value, double error, String pattern) {
        return format(pattern, value) + (Double.isNaN(error) ? "" : format(error < 2 ? " ± %.1f" : " ± %.0f", error));
    }

    private static String count(long n, String one, String many) {
        return format("%,d %s", n, n == 1 ? one : many);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
