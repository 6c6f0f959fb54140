package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Survey;
import org.peculiar.engine.plan.Step;
import org.peculiar.science.flow.BulkFlow;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** Tells the results of a run on a terminal. */
public final class TextSummary {

    private static final int INDENT = 2;
    private static final String ERROR = "-error";
    private static final int LINE = 100;

    private final Results results;
    private final int width;

    /** Tell these results. */
    public TextSummary(Results results) {
        this.results = results;
        this.width = results.plan().steps().stream()
                .mapToInt(step -> step.name().length())
                .max()
                .orElse(0);
    }

    /** Return the lines of the summary. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(results.plan().name());
        for (Step step : results.plan().steps()) {
            List<String> told = new ArrayList<>();
            Object value = results.output(step.name());
            if (value instanceof Survey survey) {
                survey(step, survey, told);
            } else if (value instanceof DistanceSample sample) {
                distances(step, sample, told);
            } else if (value instanceof FlowFit fit) {
                flow(fit, told);
            } else if (value instanceof Finding finding) {
                finding(finding, told);
            }
            for (int i = 0; i < told.size(); i++) {
                String name = i == 0 ? step.name() : "";
                lines.add(" ".repeat(INDENT) + name + " ".repeat(width - name.length() + 2) + told.get(i));
            }
        }
        results.measures()
                .ifPresent(measures -> lines.addAll(new SweepSummary(measures, results.errorBudget()).lines()));
        return lines;
    }

    private void survey(Step step, Survey survey, List<String> told) {
        told.add(step.component().ref());
        if (step.inputs().isEmpty()) {
            told.add(count(survey.galaxies().size(), "galaxy", "galaxies")
                    + (survey.groups().size() == 0
                            ? ""
                            : ", " + count(survey.groups().size(), "group", "groups"))
                    + (survey.measurements().size() == 0
                            ? ""
                            : ", " + count(survey.measurements().size(), "measurement", "measurements")));
        }
        Survey before = step.inputs().isEmpty()
                ? null
                : (Survey) results.output(step.inputs().values().iterator().next());
        survey.treatments().stream()
                .filter(treatment -> before == null || !before.treatments().contains(treatment))
                .forEach(treatment -> told.add(treatment.what() + ": " + treatment.how()));
        Nuisance nuisance = results.nuisance(step.name());
        if (nuisance != null) {
            List<String> values = new ArrayList<>();
            for (int i = 0; i < nuisance.values().length; i++) {
                values.add(format(
                        "%s %+.4f ± %.4f",
                        nuisance.names().get(i), nuisance.values()[i], Math.sqrt(nuisance.covariance()[i][i])));
            }
            told.add(nuisance.name() + " in " + nuisance.unit() + ":");
            wrapped(values, told);
        }
    }

    private void distances(Step step, DistanceSample sample, List<String> told) {
        Calibration calibration = sample.calibration();
        Object before = results.output(step.inputs().values().iterator().next());
        if (before instanceof DistanceSample earlier) {
            told.add(step.component().ref());
            sample.treatments().stream()
                    .filter(treatment -> !earlier.treatments().contains(treatment))
                    .forEach(treatment -> told.add(treatment.what() + ": " + treatment.how()));
            return;
        }
        told.add(calibration.title() + ", " + count(calibration.used(), "galaxy", "galaxies") + ", "
                + count(sample.size(), "distance", "distances"));
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < calibration.values().length; i++) {
            parameters.add(format(
                    "%s %.4f ± %.4f",
                    calibration.parameters().get(i),
                    calibration.values()[i],
                    Math.sqrt(calibration.covariance()[i][i])));
        }
        wrapped(parameters, told);
        wrapped(derived(calibration.derived()), told);
        for (Map.Entry<String, List<String>> omitted : calibration.omitted().entrySet()) {
            if (!omitted.getValue().isEmpty()) {
                told.add("left out: " + count(omitted.getValue().size(), "galaxy", "galaxies") + ", " + omitted.getKey()
                        + " (" + some(omitted.getValue()) + ")");
            }
        }
    }

    /** Tells numbers, each with its error where there is one of that name. */
    private static List<String> derived(Map<String, Double> numbers) {
        List<String> derived = new ArrayList<>();
        numbers.forEach((name, number) -> {
            Double error = numbers.get(name + ERROR);
            if (error != null) {
                derived.add(format("%s %.4f ± %.4f", name, number, error));
            } else if (!name.endsWith(ERROR)
                    || !numbers.containsKey(name.substring(0, name.length() - ERROR.length()))) {
                derived.add(format(number == Math.rint(number) ? "%s %.0f" : "%s %.4f", name, number));
            }
        });
        return derived;
    }

    /** Tells items separated by commas, in lines that fit a terminal. */
    private static void wrapped(List<String> items, List<String> told) {
        StringBuilder line = new StringBuilder();
        for (String item : items) {
            if (line.length() > 0 && line.length() + item.length() + 2 > LINE) {
                told.add(line.append(',').toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : ", ").append(item);
        }
        if (line.length() > 0) {
            told.add(line.toString());
        }
    }

    private static String some(List<String> labels) {
        return labels.size() <= 3 ? String.join(", ", labels) : String.join(", ", labels.subList(0, 3)) + ", …";
    }

    private static void flow(FlowFit fit, List<String> told) {
        if (!BulkFlow.isIn(fit)) {
            told.add(fit.title() + ", " + count(fit.tracers().labels().length, "tracer", "tracers"));
            for (int i = 0; i < fit.values().length; i++) {
                told.add(parameter(fit, i, "%-10s "));
            }
            told.add(format("χ²/dof      %.1f/%d", fit.chi2(), fit.dof()));
            return;
        }
        BulkFlow flow = BulkFlow.of(fit);
        GalacticVector v = flow.velocity();
        told.add(format(
                "%s, %s, depth %,.0f km/s",
                fit.title(), count(fit.tracers().labels().length, "tracer", "tracers"), flow.depthKms()));
        told.add(format(
                "speed       %.0f ± %.0f km/s towards l %.1f° ± %.1f°, b %+.1f° ± %.1f°",
                flow.speedKms(),
                flow.errorAlongFlowKms(),
                flow.lDeg(),
                flow.directionErrors().lDeg(),
                flow.bDeg(),
                flow.directionErrors().bDeg()));
        if (!fit.systematic().isEmpty()) {
            told.add(format(
                    "            of the error: random %.0f, systematic %.0f (%s)",
                    flow.randomErrorAlongFlowKms(),
                    flow.systematicErrorAlongFlowKms(),
                    String.join(", ", fit.systematic().keySet())));
        }
        told.add(format("corrected   %.0f km/s, for error bias", flow.correctedSpeedKms()));
        told.add(format("vector      (%.1f, %.1f, %.1f) km/s in Galactic axes", v.x(), v.y(), v.z()));
        List<String> axes = new ArrayList<>();
        for (ErrorEllipsoid.Axis axis : flow.totalEllipsoid().axes()) {
            GalacticVector end = axis.towards(v);
            axes.add(format("%.0f (%.0f°, %+.0f°)", axis.error(), end.longitudeDeg(), end.latitudeDeg()));
        }
        told.add("ellipsoid   " + String.join(", ", axes) + " km/s along the axes (l, b)");
        told.add(format("χ²/dof      %.1f/%d", fit.chi2(), fit.dof())
                + (flow.goodnessOfFit().isPresent()
                        ? format(", p %.2g", flow.goodnessOfFit().getAsDouble())
                        : ""));
        told.add(format(
                "at rest     χ² %.2f for 3 dof, p %.2g: %s",
                flow.chi2AtRest(), flow.probabilityAtRest(), significance(flow.probabilityAtRest())));
        told.add(format(
                "at least    %.0f km/s (Neyman, 95 %%), %.0f km/s (posterior for a flat prior on the vector, 95 %%)",
                flow.neymanLowerLimitKms(), flow.posteriorLowerLimitKms()));
        inTheory(fit, told);
        beside(fit, told);
    }

    /** Tells what was fitted beside the flow. */
    private static void beside(FlowFit fit, List<String> told) {
        List<String> items = new ArrayList<>();
        for (int i = 3; i < fit.values().length; i++) {
            items.add(parameter(fit, i, "%s"));
        }
        intervals(fit.quoted(), items);
        List<String> lines = new ArrayList<>();
        wrapped(items, lines);
        for (int i = 0; i < lines.size(); i++) {
            told.add((i == 0 ? "beside      " : "            ") + lines.get(i));
        }
    }

    /** What a model quotes that knows of a power spectrum. */
    private static void inTheory(FlowFit fit, List<String> told) {
        Double chi2 = fit.quoted().get("theory-chi2");
        Double p = fit.quoted().get("theory-probability");
        Double cosmic = fit.quoted().get("cosmic-sqrt-trace-kms");
        if (chi2 != null && p != null && cosmic != null) {
            told.add(format(
                    "in theory   %.0f km/s rms; χ² %.2f for 3 dof, p %.2g, with random errors", cosmic, chi2, p));
        }
    }

    /** Tells quoted velocities that have an interval, or a limit where there is none. */
    private static void intervals(Map<String, Double> quoted, List<String> items) {
        quoted.forEach((key, value) -> {
            String name = key.replaceFirst("-kms$", "");
            Double below = quoted.get(name + "-below-kms");
            Double above = quoted.get(name + "-above-kms");
            Double limit = quoted.get(name + "-limit-kms");
            if (below != null && above != null) {
                items.add(format("%s %.0f km/s (%.0f to %.0f)", name, value, below, above));
            } else if (limit != null) {
                items.add(format("%s %.0f km/s (below %.0f at 95 %%)", name, value, limit));
            }
        });
    }

    /** Tells a parameter to two digits of its error. */
    private static String parameter(FlowFit fit, int i, String name) {
        double error = Math.sqrt(fit.total()[i][i]);
        int decimals = error > 0 ? Math.max(0, Math.min(9, 1 - (int) Math.floor(Math.log10(error)))) : 5;
        String number = "%." + decimals + "f";
        return format(
                        name + " " + number + " ± " + number + " %s",
                        fit.parameters().get(i),
                        fit.values()[i],
                        error,
                        fit.units().get(i).symbol())
                .stripTrailing();
    }

    private static void finding(Finding finding, List<String> told) {
        told.add(finding.title());
        List<String> scalars = new ArrayList<>();
        finding.scalars()
                .forEach((name, scalar) -> scalars.add((name + " " + number(scalar.value())
                                + (scalar.error().isPresent()
                                        ? format(" ± %.2g", scalar.error().getAsDouble())
                                        : "")
                                + " " + scalar.unit().symbol())
                        .stripTrailing()));
        wrapped(scalars, told);
        told.addAll(finding.notes());
    }

    private static String number(double value) {
        return format(value == Math.rint(value) ? "%.0f" : "%.4g", value);
    }

    private static String significance(double probability) {
        return probability < 1e-4 ? "more than 99.99 %" : format("%.2f %%", 100 * (1 - probability));
    }

    private static String count(int n, String one, String many) {
        return format("%,d %s", n, n == 1 ? one : many);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
