package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.Step;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.BulkAmplitude;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** Tells the results of a run on a terminal. */
public final class TextSummary {

    private static final int INDENT = 2;

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
            }
            for (int i = 0; i < told.size(); i++) {
                String name = i == 0 ? step.name() : "";
                lines.add(" ".repeat(INDENT) + name + " ".repeat(width - name.length() + 2) + told.get(i));
            }
        }
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
            for (int i = 0; i < values.size(); i += 3) {
                told.add(String.join(", ", values.subList(i, Math.min(values.size(), i + 3)))
                        + (i == 0 ? " " + nuisance.unit() : ""));
            }
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
        told.add(String.join(", ", parameters));
        if (!calibration.derived().isEmpty()) {
            told.add(calibration.derived().entrySet().stream()
                    .map(entry -> format("%s %.4f", entry.getKey(), entry.getValue()))
                    .collect(java.util.stream.Collectors.joining(", ")));
        }
        for (Map.Entry<String, List<String>> omitted : calibration.omitted().entrySet()) {
            if (!omitted.getValue().isEmpty()) {
                told.add("left out: " + count(omitted.getValue().size(), "galaxy", "galaxies") + ", " + omitted.getKey()
                        + " (" + some(omitted.getValue()) + ")");
            }
        }
    }

    private static String some(List<String> labels) {
        return labels.size() <= 3 ? String.join(", ", labels) : String.join(", ", labels.subList(0, 3)) + ", …";
    }

    private static void flow(FlowFit fit, List<String> told) {
        FlowSummary summary = new FlowSummary(fit);
        GalacticVector v = summary.vector();
        BulkAmplitude amplitude = summary.amplitude();
        Double depth = fit.quoted().get("depth-kms");
        told.add(fit.title() + ", " + count(fit.tracers().labels().length, "tracer", "tracers")
                + (depth == null ? "" : format(", depth %,.0f km/s", depth)));
        told.add(format(
                "speed      %.0f ± %.0f km/s towards l %.1f° ± %.1f°, b %+.1f° ± %.1f°",
                amplitude.raw(),
                amplitude.errorAlongFlow(),
                v.longitudeDeg(),
                summary.directionErrors().lDeg(),
                v.latitudeDeg(),
                summary.directionErrors().bDeg()));
        if (!fit.systematic().isEmpty()) {
            told.add(format(
                    "           of the error: random %.0f, systematic %.0f (%s)",
                    summary.randomErrorAlongFlow(),
                    summary.systematicErrorAlongFlow(),
                    String.join(", ", fit.systematic().keySet())));
        }
        told.add(format("corrected  %.0f km/s (for error bias)", amplitude.corrected()));
        told.add(format("vector     (%.1f, %.1f, %.1f) km/s, Galactic axes", v.x(), v.y(), v.z()));
        double[][] total = fit.total();
        for (int i = 3; i < fit.values().length; i++) {
            Unit unit = fit.units().get(i);
            told.add(format(
                    "%s  %.5g ± %.2g %s",
                    fit.parameters().get(i), fit.values()[i], Math.sqrt(total[i][i]), unit.symbol()));
        }
        List<String> axes = new ArrayList<>();
        for (ErrorEllipsoid.Axis axis : amplitude.ellipsoid().axes()) {
            GalacticVector end = axis.towards(v);
            axes.add(format("%.0f (%.0f°, %+.0f°)", axis.error(), end.longitudeDeg(), end.latitudeDeg()));
        }
        told.add("ellipsoid  " + String.join(", ", axes) + " km/s, with the axes' l, b");
        told.add(format(
                "χ²/dof     %.1f/%d (p %.2g)", fit.chi2(), fit.dof(), ChiSquare.survival(fit.chi2(), fit.dof())));
        told.add(format("at rest    χ² %.2f for 3 dof, p %.2g", amplitude.chi2AtRest(), amplitude.probabilityAtRest()));
        told.add(format(
                "at least   %.0f km/s (Neyman, 95 %%), %.0f km/s (posterior, flat in the vector, 95 %%)",
                amplitude.neymanLowerLimit(0.95), amplitude.posteriorLowerLimit(0.95)));
    }

    private static String count(int n, String one, String many) {
        return format("%,d %s", n, n == 1 ? one : many);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
