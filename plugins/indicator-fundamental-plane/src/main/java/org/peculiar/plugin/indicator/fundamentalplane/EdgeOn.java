package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneSample;

/**
 * The plane seen along itself: log R_e against what the other two observables predict.
 *
 * <p>Galaxies in groups are at the distances measured for the groups. Galaxies that are tracers themselves are at the distances of
 * their redshifts: at the measured ones they would lie on the plane by construction.
 */
final class EdgeOn {

    private static final double RESIDUALS = 0.35;

    private final Survey survey;
    private final DistanceSample measured;
    private final DistanceTable distances;
    private final boolean byGroup;

    EdgeOn(Survey survey, DistanceSample measured, DistanceTable distances) {
        this.survey = survey;
        this.measured = measured;
        this.distances = distances;
        this.byGroup = measured.tracer() == DistanceSample.Tracer.GROUP;
    }

    /**
     * Draw the plane.
     *
     * @param observables of the survey
     * @param solarMagnitude turns magnitudes into log I_e where the plane is one of these; {@code NaN} where it is not
     */
    Figure figure(Observables observables, double solarMagnitude) {
        Map<String, Double> derived = measured.calibration().derived();
        boolean ofIntensity = Double.isFinite(solarMagnitude);
        double alpha = derived.get(ofIntensity ? "a" : "alpha");
        double beta = derived.get(ofIntensity ? "b" : "beta");
        double gamma = derived.get(ofIntensity ? "c" : "gamma");
        double[] z = redshifts();
        PlaneSample sample = observables.sample(z);
        if (ofIntensity) {
            sample = observables.withLogIntensity(sample, solarMagnitude);
        }
        double[] shift = shifts(z);
        Set<String> omitted = measured.calibration().omitted().values().stream()
                .flatMap(Collection::stream)
                .collect(Collectors.toSet());
        List<Integer> shown = new ArrayList<>();
        for (int i = 0; i < sample.size(); i++) {
            double all = sample.logRe()[i] + sample.logSigma()[i] + sample.brightness()[i] + shift[i];
            if (Double.isFinite(all) && !omitted.contains(survey.galaxies().labels()[i])) {
                shown.add(i);
            }
        }
        int n = shown.size();
        double[] predicted = new double[n];
        double[] radius = new double[n];
        double[] residual = new double[n];
        String[] labels = new String[n];
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < n; k++) {
            int i = shown.get(k);
            predicted[k] = alpha * sample.logSigma()[i] + beta * sample.brightness()[i] + gamma;
            radius[k] = sample.logRe()[i] + shift[i];
            residual[k] = radius[k] - predicted[k];
            labels[k] = survey.galaxies().labels()[i] + (byGroup ? " in " + group(i) : "");
            low = Math.min(low, predicted[k]);
            high = Math.max(high, predicted[k]);
        }
        double[] ends = n == 0 ? new double[] {0, 1} : new double[] {low, high};
        Figure.Axis x = Figure.Axis.of(label(alpha, beta, gamma, ofIntensity || !observables.inMagnitudes()));
        return Figure.of(
                "Fundamental Plane, edge-on",
                caption(measured.calibration(), n),
                Figure.Plane.of(
                        x,
                        Figure.Axis.of("log R_{e} (dex(h⁻¹ kpc))"),
                        List.of(
                                points(predicted, radius, labels),
                                new Series.Line("", Role.MODEL, Stroke.SOLID, ends, ends))),
                Figure.Plane.of(
                                x,
                                Figure.Axis.of("Residual"),
                                List.of(
                                        points(predicted, residual, labels),
                                        new Series.Rule("", Role.MODEL, Stroke.SOLID, false, 0)))
                        .withAspect(RESIDUALS));
    }

    private static Series points(double[] x, double[] y, String[] labels) {
        return Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, x, y).withLabels(labels);
    }

    private static String label(double alpha, double beta, double gamma, boolean intensity) {
        return String.format(
                        Locale.ROOT,
                        "%.2f log σ %+.3f %s %+.2f",
                        alpha,
                        beta,
                        intensity ? "log I_{e}" : "⟨µ⟩_{e}",
                        gamma)
                .replace("-", "− ")
                .replace("+", "+ ");
    }

    private String caption(Calibration calibration, int galaxies) {
        return String.format(
                Locale.ROOT,
                "The %s of %,d galaxies, seen edge-on: their effective radii %s against what velocity dispersion and surface"
                        + " brightness predict, and the residuals in dex.",
                calibration.title(),
                galaxies,
                byGroup ? "at the distances measured for their groups" : "at the distances of their redshifts");
    }

    /** Returns the tracer of each galaxy, {@code null} where it is none's. */
    private Integer[] tracers() {
        Map<Integer, Integer> byRow = new HashMap<>();
        for (int t = 0; t < measured.size(); t++) {
            byRow.put(measured.rowIds()[t], t);
        }
        Integer[] tracers = new Integer[survey.galaxies().size()];
        for (int i = 0; i < tracers.length; i++) {
            int group = survey.groupOf()[i];
            if (!byGroup) {
                tracers[i] = byRow.get(survey.galaxies().rowIds()[i]);
            } else if (group >= 0) {
                tracers[i] = byRow.get(survey.groups().rowIds()[group]);
            }
        }
        return tracers;
    }

    private double[] redshifts() {
        Integer[] tracers = tracers();
        double[] z = new double[tracers.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = tracers[i] == null ? Double.NaN : measured.z()[tracers[i]];
        }
        return z;
    }

    /** Returns what log R_e grows by from the distance of the redshift to where the galaxy is shown. */
    private double[] shifts(double[] z) {
        Integer[] tracers = tracers();
        double[] shifts = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            if (byGroup && tracers[i] != null) {
                double here = distances.distanceKms(DistanceType.ANGULAR_DIAMETER, z[i]);
                shifts[i] = measured.lnDistance()[tracers[i]] / LN10 - Math.log10(here);
            }
        }
        return shifts;
    }

    private String group(int galaxy) {
        return survey.groups().labels()[survey.groupOf()[galaxy]];
    }
}
