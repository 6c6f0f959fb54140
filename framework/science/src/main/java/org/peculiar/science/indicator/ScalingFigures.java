package org.peculiar.science.indicator;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.RelationFigure.Variable;
import org.peculiar.science.indicator.ScalingRelation.Design;
import org.peculiar.science.indicator.ScalingRelation.Observables;

/** The lines of a {@link ScalingRelation}: sizes against velocities, whichever the regression is of. */
final class ScalingFigures {

    private final Design design;
    private final Observables observables;
    private final ShownGalaxies galaxies;
    private final Calibration calibration;

    ScalingFigures(
            Design design, Observables observables, Survey survey, DistanceSample measured, DistanceTable distances) {
        this.design = design;
        this.observables = observables;
        galaxies = ShownGalaxies.of(survey, measured, distances);
        calibration = measured.calibration();
    }

    Map<String, Figure> of(Figure.Axis velocity, List<Figure.Axis> sizes) {
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (int line = 0; line < sizes.size(); line++) {
            String suffix =
                    sizes.size() == 1 ? "" : "-" + design.lines().get(line).name();
            figures.put("edge-on" + suffix, figure(line, suffix, velocity, sizes.get(line)));
        }
        return figures;
    }

    private Figure figure(int line, String suffix, Figure.Axis velocity, Figure.Axis sizeAxis) {
        double p = calibration.values()[2 * line];
        double c = calibration.values()[2 * line + 1];
        double pivot = observables.pivotDex();
        double[] size = observables.atUnitDistance()[line].clone();
        Arrays.setAll(size, i -> size[i] + design.perLnDistance() * galaxies.lnDistance()[i]);
        Variable x =
                new Variable(velocity, observables.velocity().values(), Observables.errors(observables.velocity()));
        Variable y = new Variable(sizeAxis, size, observables.sizeErrors()[line]);
        boolean magnitudes = design.perLnDistance() < 0;
        RelationFigure edgeOn = RelationFigure.of(
                galaxies,
                x,
                y,
                magnitudes ? Unit.MAG : Unit.DEX,
                w -> design.inverse() ? (w - pivot - c) / p : p * (w - pivot) + c);
        if (magnitudes) {
            edgeOn = edgeOn.brighterUp();
        }
        String name = design.lines().get(line).name();
        return edgeOn.figure(
                design.title() + (suffix.isEmpty() ? "" : ", " + name),
                String.format(
                        Locale.ROOT,
                        "The %s of %,d galaxies %s, and the residuals. %s The scatter is %.3f %s.",
                        calibration.title(),
                        edgeOn.size(),
                        galaxies.places(),
                        equation(symbol(velocity), symbol(sizeAxis), p, c),
                        calibration.derived().get("scatter" + suffix),
                        magnitudes && !design.inverse() ? "mag" : "dex"));
    }

    /** Returns the line as papers print it, and what it means for the residuals. */
    private String equation(String w, String s, double p, double c) {
        double pivot = observables.pivotDex();
        String off = (pivot < 0 ? " + " : " − ")
                + BigDecimal.valueOf(Math.abs(pivot)).toPlainString();
        String velocity = pivot == 0 ? w : w + off;
        return design.inverse()
                ? velocity + " = " + number(p, 4) + " " + bracketed(s) + signed(c, 3) + ", by regression of " + w
                        + ": residuals of " + s + " keep a trend."
                : s + " = " + number(p, 3) + " " + bracketed(velocity) + signed(c, 3) + ", by regression of " + s + ".";
    }

    private static String bracketed(String term) {
        return term.contains(" + ") || term.contains(" − ") ? "(" + term + ")" : term;
    }

    private static String signed(double value, int decimals) {
        return (value < 0 ? " − " : " + ") + number(Math.abs(value), decimals);
    }

    private static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value).replace('-', '−');
    }

    /** Returns the label of an axis without its unit. */
    private static String symbol(Figure.Axis axis) {
        return axis.label().replaceFirst(" \\(.*\\)$", "");
    }
}
