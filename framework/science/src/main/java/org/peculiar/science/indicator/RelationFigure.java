package org.peculiar.science.indicator;

import static java.util.Objects.requireNonNull;
import static org.peculiar.api.Series.NONE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.peculiar.api.Figure;
import org.peculiar.api.Figure.Axis;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Unit;

/**
 * The figure of an indicator's relation {@code y = f(x)}: the galaxies with the curve, and below it their residuals {@code y − f(x)}.
 *
 * <p>A galaxy that lacks x or y is not shown. One that the calibration left out, such as a clipped one, is an open circle. Standard
 * errors are drawn where they are known and galaxies are few. Immutable; the arrays are shared and not to be written to.
 */
public final class RelationFigure {

    /**
     * What an axis shows.
     *
     * @param axis with its unit
     * @param values one for each galaxy of the survey; NaN where missing
     * @param errors standard errors, NaN where not known; empty if none is
     */
    public record Variable(Axis axis, double[] values, double[] errors) {

        public Variable {
            requireNonNull(axis, "axis");
            if (errors.length != 0 && errors.length != values.length) {
                throw new IllegalArgumentException(axis.label() + ": found " + values.length + " values and "
                        + errors.length + " errors, but the two must agree");
            }
        }

        /** Return a variable without errors. */
        public static Variable of(Axis axis, double[] values) {
            return new Variable(axis, values, NONE);
        }

        private Variable on(Axis other, double[] otherValues) {
            return new Variable(other, otherValues, errors);
        }

        private double[] values(int[] rows) {
            return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
        }

        private double[] errors(int[] rows) {
            return errors.length == 0
                    ? NONE
                    : Arrays.stream(rows).mapToDouble(row -> errors[row]).toArray();
        }

        /** Returns the values less and plus their errors. */
        private DoubleStream reach(IntStream rows, boolean withErrors) {
            return rows.boxed().flatMapToDouble(row -> {
                boolean known = withErrors && errors.length > 0 && Double.isFinite(errors[row]);
                double error = known ? errors[row] : 0;
                return DoubleStream.of(values[row] - error, values[row] + error);
            });
        }
    }

    /** Beyond this many galaxies, errors would hide them. */
    private static final int MOST_ERRORS = 100;

    private static final int STEPS = 60;
    private static final double RESIDUALS = 0.4;
    private static final double MARGIN = 0.05;

    private final ShownGalaxies galaxies;
    private final Variable x;
    private final Variable y;
    private final Unit residualUnit;
    private final DoubleUnaryOperator relation;
    private final boolean brighterUp;
    private final List<Series> behindResiduals;
    private final int[] used;
    private final int[] leftOut;

    private RelationFigure(
            ShownGalaxies galaxies,
            Variable x,
            Variable y,
            Unit residualUnit,
            DoubleUnaryOperator relation,
            boolean brighterUp,
            List<Series> behindResiduals) {
        this.galaxies = galaxies;
        this.x = x;
        this.y = y;
        this.residualUnit = residualUnit;
        this.relation = relation;
        this.brighterUp = brighterUp;
        this.behindResiduals = List.copyOf(behindResiduals);
        int[] shown = IntStream.range(0, galaxies.z().length)
                .filter(i -> Double.isFinite(galaxies.z()[i] + x.values()[i] + y.values()[i]))
                .toArray();
        used = Arrays.stream(shown).filter(i -> galaxies.used()[i]).toArray();
        leftOut = Arrays.stream(shown).filter(i -> !galaxies.used()[i]).toArray();
    }

    /**
     * Begin a figure.
     *
     * @param x what the relation predicts from
     * @param y what it predicts
     * @param residualUnit of y − f(x), such as mag or dex
     * @param relation f
     */
    public static RelationFigure of(
            ShownGalaxies galaxies, Variable x, Variable y, Unit residualUnit, DoubleUnaryOperator relation) {
        return new RelationFigure(galaxies, x, y, residualUnit, relation, false, List.of());
    }

    /** Return the figure with y growing downwards, as magnitudes are drawn. */
    public RelationFigure brighterUp() {
        return new RelationFigure(galaxies, x, y, residualUnit, relation, true, behindResiduals);
    }

    /** Return the figure with something behind the residuals, such as a band of scatter. */
    public RelationFigure behindResiduals(Series... series) {
        return new RelationFigure(galaxies, x, y, residualUnit, relation, brighterUp, List.of(series));
    }

    /** Return the number of galaxies that the relation was calibrated on and that have a place. */
    public int size() {
        return used.length;
    }

    /**
     * Return the figure.
     *
     * @param title one line for people
     * @param caption what it shows; that of symbols and bars is added
     */
    public Figure figure(String title, String caption) {
        double[] residuals = new double[y.values().length];
        Arrays.fill(residuals, Double.NaN);
        shown().forEach(i -> residuals[i] = y.values()[i] - relation.applyAsDouble(x.values()[i]));
        Variable residual = y.on(Axis.of("Residual", residualUnit), residuals);
        Series.Line curve = curve();
        List<Series> upper = new ArrayList<>(points(y, "not used"));
        upper.add(curve);
        List<Series> lower = new ArrayList<>(behindResiduals);
        lower.addAll(points(residual, ""));
        lower.add(new Series.Rule("", Role.MODEL, Stroke.SOLID, false, 0));
        return Figure.of(
                title,
                caption + legend(),
                Figure.Plane.of(x.axis(), axis(y, curve.y()), upper),
                Figure.Plane.of(x.axis(), axis(residual, 0), lower).withAspect(RESIDUALS));
    }

    /** Returns the axis of a variable, which the renderer would not turn round unless it had a range. */
    private Axis axis(Variable variable, double... more) {
        if (!brighterUp) {
            return variable.axis();
        }
        double[] ends = DoubleStream.concat(Arrays.stream(more), variable.reach(shown(), hasErrors()))
                .toArray();
        double low = Arrays.stream(ends).min().orElse(0);
        double high = Arrays.stream(ends).max().orElse(1);
        double margin = high > low ? MARGIN * (high - low) : 0.5;
        return variable.axis().range(high + margin, low - margin);
    }

    private IntStream shown() {
        return IntStream.concat(Arrays.stream(used), Arrays.stream(leftOut));
    }

    private boolean hasErrors() {
        return used.length + leftOut.length <= MOST_ERRORS
                && Stream.of(x, y).anyMatch(v -> Arrays.stream(v.errors(used)).anyMatch(e -> e > 0));
    }

    private String legend() {
        return (hasErrors() ? " Bars are standard errors." : "")
                + (leftOut.length > 0
                        ? String.format(Locale.ROOT, " Open circles, %,d, were not used for the fit.", leftOut.length)
                        : "");
    }

    private List<Series> points(Variable vertical, String nameOfOthers) {
        List<Series> points = new ArrayList<>();
        if (leftOut.length > 0) {
            points.add(points(nameOfOthers, Role.MUTED, Symbol.OPEN_CIRCLE, leftOut, vertical));
        }
        points.add(points("", Role.DATA, Symbol.FILLED_CIRCLE, used, vertical));
        return points;
    }

    private Series points(String title, Role role, Symbol symbol, int[] rows, Variable vertical) {
        String[] all = galaxies.labels();
        String[] labels = Arrays.stream(rows).mapToObj(row -> all[row]).toArray(String[]::new);
        Series.Points points = Series.Points.of(title, role, symbol, x.values(rows), vertical.values(rows))
                .withLabels(labels);
        return hasErrors() ? points.withErrors(x.errors(rows), vertical.errors(rows)) : points;
    }

    /** Returns the curve from the smallest x to the largest. */
    private Series.Line curve() {
        boolean logarithmic = x.axis().scale() == Figure.Scale.LOG;
        double[] places = Arrays.stream(x.values(used))
                .map(v -> logarithmic ? Math.log(v) : v)
                .toArray();
        double low = Arrays.stream(places).min().orElse(0);
        double high = Arrays.stream(places).max().orElse(0);
        double[] xs = new double[places.length == 0 ? 0 : STEPS + 1];
        Arrays.setAll(xs, k -> low + (high - low) * k / STEPS);
        if (logarithmic) {
            Arrays.setAll(xs, k -> Math.exp(xs[k]));
        }
        return new Series.Line(
                "",
                Role.MODEL,
                Stroke.SOLID,
                xs,
                Arrays.stream(xs).map(relation).toArray());
    }
}
