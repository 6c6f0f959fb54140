package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.indicator.RelationFigure;
import org.peculiar.science.indicator.RelationFigure.Variable;
import org.peculiar.science.indicator.ShownGalaxies;

/** The plane seen along itself: log R_e against what the other two observables predict. */
final class EdgeOn {

    private final DistanceSample measured;
    private final ShownGalaxies galaxies;

    EdgeOn(Survey survey, DistanceSample measured, DistanceTable distances) {
        this.measured = measured;
        galaxies = ShownGalaxies.of(survey, measured, distances);
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
        PlaneSample inHubbleFlow = observables.sample(galaxies.z());
        PlaneSample sample = ofIntensity ? observables.withLogIntensity(inHubbleFlow, solarMagnitude) : inHubbleFlow;
        double[] predicted = new double[sample.size()];
        double[] radius = new double[sample.size()];
        for (int i = 0; i < predicted.length; i++) {
            predicted[i] = alpha * sample.logSigma()[i] + beta * sample.brightness()[i] + gamma;
            radius[i] = sample.logRe()[i] + (galaxies.lnDistance()[i] - galaxies.lnHubble()[i]) / LN10;
        }
        RelationFigure figure = RelationFigure.of(
                galaxies,
                Variable.of(
                        Figure.Axis.of(label(alpha, beta, gamma, ofIntensity || !observables.inMagnitudes())),
                        predicted),
                Variable.of(Figure.Axis.of("log R_{e}", Unit.KPC_H), radius),
                Unit.DEX,
                DoubleUnaryOperator.identity());
        return figure.figure(
                "Fundamental Plane, edge-on",
                String.format(
                        Locale.ROOT,
                        "The %s of %,d galaxies, seen edge-on: their effective radii %s against what velocity dispersion and"
                                + " surface brightness predict, and the residuals.",
                        measured.calibration().title(),
                        figure.size(),
                        galaxies.places()));
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
}
