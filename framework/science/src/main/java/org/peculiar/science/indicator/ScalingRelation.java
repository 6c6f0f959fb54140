package org.peculiar.science.indicator;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Mode;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;

/**
 * A line between the log w of a velocity, which does not depend on distance, and a size or absolute magnitude s, which does: the
 * Tully–Fisher relation, also in several bands, or D_n–σ.
 *
 * <p>Forward, {@code s = p w + c}; inverse, {@code w = p s + c}. Sizes are put at the distances of the tracers' redshifts; groups have an
 * intercept each, whose difference from the others' is their distance; galaxies that are tracers themselves share one, and
 * their residuals are their distances. With several sizes of each galaxy there is a line for each, and the galaxy's ln d is
 * the generalised least-squares mean of what they say, with the covariance that residuals show between them.
 *
 * @see "Tully and Fisher 1977, A&A 54, 661; Dressler et al. 1987, ApJ 313, 42; Strauss and Willick 1995, Phys. Rep. 261, 271, sec. 6"
 */
public final class ScalingRelation {

    /** What the regression is of. */
    public enum Form {
        /** Regression of the velocity on the size or magnitude: a selection by the latter leaves it unbiased. */
        INVERSE,
        /** Regression of the size or magnitude on the velocity. */
        FORWARD
    }

    /** How galaxies count. */
    public enum Weights {
        /** All alike. */
        UNWEIGHTED,
        /** By 1/(s² + e²), with e the galaxy's errors and s the intrinsic scatter that makes the reduced χ² equal to 1. */
        ERRORS
    }

    /**
     * A size or magnitude, and what is known of its line.
     *
     * @param name for parameters, such as {@code i}
     * @param slope of the line, if it is given
     * @param zeroPoint the intercept c, if it is given
     */
    public record Line(String name, Optional<Double> slope, Optional<Double> zeroPoint) {}

    /**
     * What is known before the fit.
     *
     * @param title for people, such as {@code Tully-Fisher relation}
     * @param form of all lines
     * @param weights of galaxies in the fit
     * @param lines one a size
     * @param type of the distance that sizes depend on
     * @param perLnDistance change of a size with ln d
     * @param sign of the slopes
     */
    public record Design(
            String title,
            Form form,
            Weights weights,
            List<Line> lines,
            DistanceType type,
            double perLnDistance,
            int sign) {

        public Design {
            lines = List.copyOf(lines);
            requireNonNull(form, "form");
            if (weights == Weights.ERRORS && lines.size() > 1) {
                throw new IllegalArgumentException("found weights: errors with " + lines.size()
                        + " bands, whose scatter is not independent; use one band, or weights: unweighted");
            }
            long known =
                    lines.stream().filter(line -> line.zeroPoint().isPresent()).count();
            if (known > 0 && known < lines.size()) {
                throw new IllegalArgumentException(
                        "found a zero-point for some bands only, but all or none need one, for they share one scale");
            }
        }

        boolean inverse() {
            return form == Form.INVERSE;
        }

        /** Change of ln d with a residual. */
        double lnDistancePerResidual(double slope) {
            return inverse() ? 1 / (slope * perLnDistance) : -1 / perLnDistance;
        }
    }

    /**
     * The observables of a survey.
     *
     * @param velocity column of log w
     * @param pivotDex what is subtracted from it
     * @param sizes columns whose values change with distance, one a line
     * @param sizeErrors standard errors of the sizes, {@code [line][galaxy]}; NaN where not known
     * @param atUnitDistance {@code s − perLnDistance ln d}, {@code [line][galaxy]}: the size less what distance adds to it
     */
    public record Observables(
            Column velocity, double pivotDex, List<Column> sizes, double[][] sizeErrors, double[][] atUnitDistance) {

        /** Return the errors of a column; NaN where not known. */
        public static double[] errors(Column column) {
            double[] unknown = new double[column.values().length];
            Arrays.fill(unknown, Double.NaN);
            return column.errors().orElse(unknown);
        }

        double velocityError(int galaxy) {
            return known(errors(velocity)[galaxy]);
        }

        double sizeError(int line, int galaxy) {
            return known(sizeErrors[line][galaxy]);
        }

        /** An unknown error counts as none: where errors matter, such galaxies are left out before. */
        private static double known(double error) {
            return Double.isFinite(error) ? error : 0;
        }
    }

    private final Design design;
    private final Function<Survey, Observables> reader;
    private final TracerMembers.Choice choice;
    private final Assumptions assumptions;

    /**
     * Prepare to measure.
     *
     * @param reader finds the observables of a survey, and refuses one that has not got them
     */
    public ScalingRelation(
            Design design, Function<Survey, Observables> reader, TracerMembers.Choice choice, Assumptions assumptions) {
        this.design = design;
        this.reader = reader;
        this.choice = choice;
        this.assumptions = assumptions;
    }

    /**
     * Fit the lines and measure the tracers.
     *
     * @throws DataException if an observable is not there, or a slope has the wrong sign
     * @throws org.peculiar.api.InsufficientDataException if there are too few galaxies
     */
    public DistanceSample measure(Survey survey) {
        Observables observables = reader.apply(survey);
        boolean byErrors = design.weights() == Weights.ERRORS;
        TracerMembers members =
                TracerMembers.of(survey, choice, design.title(), galaxy -> lack(observables, galaxy, byErrors));
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        Fit fit = new Fit(members, observables, members.lnHubble(design.type(), table));
        return fit.sample();
    }

    /**
     * Show each line as fitted with the galaxies, and what it leaves over.
     *
     * @param survey that was measured
     * @param measured what {@link #measure} made of it
     * @param velocity axis of log w
     * @param sizes axes of the sizes, one a line; what shrinks with distance is a magnitude, drawn with the brighter ones up
     * @return {@code edge-on}, or {@code edge-on-NAME} of each of several lines
     */
    public Map<String, Figure> figures(
            Survey survey, DistanceSample measured, Figure.Axis velocity, List<Figure.Axis> sizes) {
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        return new ScalingFigures(design, reader.apply(survey), survey, measured, table).of(velocity, sizes);
    }

    private Optional<String> lack(Observables observables, int galaxy, boolean withErrors) {
        String velocity = observables.velocity().quantity().name();
        if (!Double.isFinite(observables.velocity().values()[galaxy])) {
            return Optional.of("no " + velocity);
        }
        if (withErrors && !Double.isFinite(Observables.errors(observables.velocity())[galaxy])) {
            return Optional.of("no error of " + velocity);
        }
        for (int line = 0; line < design.lines().size(); line++) {
            if (Double.isFinite(observables.atUnitDistance()[line][galaxy])) {
                return withErrors && !Double.isFinite(observables.sizeErrors()[line][galaxy])
                        ? Optional.of("no error of " + design.lines().get(line).name())
                        : Optional.empty();
            }
        }
        return Optional.of(
                design.lines().size() == 1 ? "no " + design.lines().get(0).name() : "no magnitude in any band");
    }

    /** Lines fitted to the galaxies that can be used. */
    private final class Fit {

        private final TracerMembers members;
        private final Observables observables;
        private final double[] lnHubble;
        private final int n;
        private final int lines = design.lines().size();
        private final GroupedLine[] fitted = new GroupedLine[lines];
        private final double[] zeroPoint = new double[lines];
        private final double[] meanRegressor = new double[lines];
        private final int[] used = new int[lines];

        /** Δ ln d that each line says, and its derivative by the slope, {@code [line][galaxy used]}; NaN where it says nothing. */
        private final double[][] lnRatio = new double[lines][];

        private final double[][] bySlope = new double[lines][];

        Fit(TracerMembers members, Observables observables, double[] lnHubble) {
            this.members = members;
            this.observables = observables;
            this.lnHubble = lnHubble;
            n = members.galaxies();
            for (int line = 0; line < lines; line++) {
                fit(line);
            }
        }

        private void fit(int line) {
            int[] rows = members.rows();
            double[] lnOfGalaxies = members.toGalaxies(lnHubble);
            double[] size = new double[n];
            int[] present = new int[n];
            int count = 0;
            for (int i = 0; i < n; i++) {
                size[i] = observables.atUnitDistance()[line][rows[i]] + design.perLnDistance() * lnOfGalaxies[i];
                if (Double.isFinite(size[i])) {
                    present[count++] = i;
                }
            }
            int[] of = Arrays.copyOf(present, count);
            double[] w = new double[count];
            double[] s = new double[count];
            double[] ew = new double[count];
            double[] es = new double[count];
            for (int k = 0; k < count; k++) {
                int row = rows[of[k]];
                w[k] = observables.velocity().values()[row] - observables.pivotDex();
                s[k] = size[of[k]];
                ew[k] = observables.velocityError(row);
                es[k] = observables.sizeError(line, row);
            }
            int[] group = new int[count];
            int groups = 1;
            if (members.byGroup()) {
                int[] renumbered = new int[members.size()];
                Arrays.fill(renumbered, -1);
                groups = 0;
                for (int k = 0; k < count; k++) {
                    int tracer = members.tracerOf()[of[k]];
                    renumbered[tracer] = renumbered[tracer] < 0 ? groups++ : renumbered[tracer];
                    group[k] = renumbered[tracer];
                }
            }
            boolean inverse = design.inverse();
            GroupedLine.Points points = new GroupedLine.Points(
                    inverse ? s : w, inverse ? w : s, inverse ? es : ew, inverse ? ew : es, group, groups);
            GroupedLine fit = GroupedLine.of(
                    title(line), points, design.lines().get(line).slope(), design.weights() == Weights.ERRORS);
            if (!(fit.slope() * design.sign() > 0)) {
                throw new DataException(title(line) + ": found a slope of " + fit.slope() + ", but it must be "
                        + (design.sign() > 0 ? "positive" : "negative") + "; check the observables and their units");
            }
            fitted[line] = fit;
            used[line] = count;
            settle(line, of, points);
        }

        private String title(int line) {
            return lines == 1
                    ? design.title()
                    : design.title() + ", " + design.lines().get(line).name();
        }

        /** Sets the zero point, and what the line says of each galaxy. */
        private void settle(int line, int[] of, GroupedLine.Points points) {
            GroupedLine fit = fitted[line];
            double p = fit.slope();
            double[] weight = new double[of.length];
            double sum = 0;
            double meanX = 0;
            double meanC = 0;
            for (int k = 0; k < of.length; k++) {
                weight[k] = 1 / fit.variances()[k];
                sum += weight[k];
                meanX += weight[k] * points.x()[k];
                meanC += weight[k] * (points.y()[k] - p * points.x()[k]);
            }
            meanRegressor[line] = meanX / sum;
            zeroPoint[line] = design.lines().get(line).zeroPoint().orElse(meanC / sum);
            double f = design.lnDistancePerResidual(p);
            lnRatio[line] = new double[n];
            bySlope[line] = new double[n];
            Arrays.fill(lnRatio[line], Double.NaN);
            for (int k = 0; k < of.length; k++) {
                double x = points.x()[k];
                double residual = points.y()[k] - p * x - zeroPoint[line];
                lnRatio[line][of[k]] = f * residual;
                bySlope[line][of[k]] = -f * (design.inverse() ? x + residual / p : x);
            }
        }

        /** The covariance of what lines say of a galaxy, from residuals within groups; of several lines. */
        private double[][] covariance() {
            double[][] about = new double[lines][];
            for (int line = 0; line < lines; line++) {
                about[line] = aboutTracers(lnRatio[line]);
            }
            double[][] covariance = new double[lines][lines];
            for (int a = 0; a < lines; a++) {
                for (int b = 0; b <= a; b++) {
                    double sum = 0;
                    int both = 0;
                    for (int i = 0; i < n; i++) {
                        if (Double.isFinite(about[a][i]) && Double.isFinite(about[b][i])) {
                            sum += about[a][i] * about[b][i];
                            both++;
                        }
                    }
                    int free = (members.byGroup() ? members.size() : 1) + 1;
                    covariance[a][b] = sum / Math.max(1, both - free);
                    covariance[b][a] = covariance[a][b];
                }
            }
            return covariance;
        }

        private double[] aboutTracers(double[] values) {
            int groups = members.byGroup() ? members.size() : 1;
            double[] sum = new double[groups];
            int[] count = new int[groups];
            for (int i = 0; i < n; i++) {
                int g = members.byGroup() ? members.tracerOf()[i] : 0;
                if (Double.isFinite(values[i])) {
                    sum[g] += values[i];
                    count[g]++;
                }
            }
            double[] about = new double[n];
            for (int i = 0; i < n; i++) {
                int g = members.byGroup() ? members.tracerOf()[i] : 0;
                about[i] = values[i] - sum[g] / count[g];
            }
            return about;
        }

        DistanceSample sample() {
            double[] slopes =
                    Arrays.stream(fitted).mapToDouble(GroupedLine::slope).toArray();
            Blend blend = lines == 1 ? Blend.ofOne() : Blend.of(design, slopes, covariance());
            double[] ratio = new double[n];
            double[] weight = new double[n];
            double[][] slopeOfGalaxy = new double[lines][n];
            for (int i = 0; i < n; i++) {
                double[] share = blend.shares(galaxy(i));
                for (int line = 0; line < lines; line++) {
                    if (share[line] != 0) {
                        ratio[i] += share[line] * lnRatio[line][i];
                        slopeOfGalaxy[line][i] = share[line] * bySlope[line][i];
                    }
                }
                double f = design.lnDistancePerResidual(slopes[0]);
                weight[i] = 1 / (lines == 1 ? f * f * fitted[0].variances()[i] : blend.variance(galaxy(i)));
            }
            double[] lnDistance = members.means(ratio, weight);
            double[] lnError = members.sums(weight);
            for (int t = 0; t < lnDistance.length; t++) {
                lnDistance[t] += lnHubble[t];
                lnError[t] = 1 / Math.sqrt(lnError[t]);
            }
            DistanceSample.Builder sample = members.distances(design.type(), lnDistance, lnError);
            for (int line = 0; line < lines; line++) {
                if (fitted[line].slopeVariance() > 0) {
                    sample.mode(slopeMode(line, members.means(slopeOfGalaxy[line], weight)));
                }
            }
            return sample.calibration(calibration(blend, weight)).build();
        }

        private boolean[] galaxy(int i) {
            boolean[] has = new boolean[lines];
            for (int line = 0; line < lines; line++) {
                has[line] = Double.isFinite(lnRatio[line][i]);
            }
            return has;
        }

        /** The slope's error as one of all tracers, without what it does to the normalisation. */
        private Mode slopeMode(int line, double[] ofTracers) {
            double sigma = Math.sqrt(fitted[line].slopeVariance());
            double mean = 0;
            for (int t = 0; t < ofTracers.length; t++) {
                mean += ofTracers[t] * members.members()[t] / n;
            }
            double[] mode = new double[ofTracers.length];
            for (int t = 0; t < mode.length; t++) {
                mode[t] = sigma * (ofTracers[t] - mean);
            }
            return new Mode("slopes-" + (line + 1), mode, 1);
        }

        private Calibration calibration(Blend blend, double[] weight) {
            double[] values = new double[2 * lines];
            double[][] covariance = new double[2 * lines][2 * lines];
            Map<String, Double> derived = new LinkedHashMap<>();
            double[] intrinsic = new double[lines];
            for (int line = 0; line < lines; line++) {
                GroupedLine fit = fitted[line];
                String suffix = lines == 1 ? "" : "-" + design.lines().get(line).name();
                values[2 * line] = fit.slope();
                values[2 * line + 1] = zeroPoint[line];
                double ofSlope = fit.slopeVariance();
                double x = meanRegressor[line];
                boolean given = design.lines().get(line).zeroPoint().isPresent();
                covariance[2 * line][2 * line] = ofSlope;
                if (!given) {
                    double noise =
                            1 / Arrays.stream(fit.variances()).map(v -> 1 / v).sum();
                    covariance[2 * line + 1][2 * line + 1] = noise + x * x * ofSlope;
                    covariance[2 * line][2 * line + 1] = -x * ofSlope;
                    covariance[2 * line + 1][2 * line] = -x * ofSlope;
                }
                // where there are no errors to tell it from, all scatter is intrinsic
                intrinsic[line] = Math.sqrt(fit.intrinsicVariance());
                derived.put("scatter" + suffix, fit.scatter());
                derived.put("intrinsic-scatter" + suffix, intrinsic[line]);
            }
            double squares = 0;
            for (double w : weight) {
                squares += 1 / w;
            }
            derived.put("distance-error", Math.sqrt(squares / n));
            ScalingLineRelation relation = new ScalingLineRelation(design, reader, intrinsic, blend);
            List<String> names = new ArrayList<>(Arrays.asList(relation.parameters()));
            return new Calibration(
                    (design.inverse() ? "inverse " : "forward ") + design.title(),
                    names,
                    values,
                    covariance,
                    derived,
                    n,
                    members.omitted(),
                    Optional.of(relation));
        }
    }

    /** How what several lines say of a galaxy becomes one distance. */
    static final class Blend {

        private final double[][] covariance;

        /** Change of ln d with a residual of each line; 1 where there is one line. */
        private final double[] perResidual;

        private Blend(double[][] covariance, double[] perResidual) {
            this.covariance = covariance;
            this.perResidual = perResidual;
        }

        static Blend ofOne() {
            return new Blend(new double[][] {{1}}, new double[] {1});
        }

        static Blend of(Design design, double[] slopes, double[][] covariance) {
            double[] perResidual =
                    Arrays.stream(slopes).map(design::lnDistancePerResidual).toArray();
            try {
                new CholeskyDecomposition(new Array2DRowRealMatrix(covariance), 1e-12, 0);
            } catch (NonPositiveDefiniteMatrixException e) {
                throw new DataException(design.title() + ": the residuals of the " + slopes.length
                        + " bands are not independent enough to average them, such as when one is given twice; leave"
                        + " one out");
            }
            return new Blend(covariance, perResidual);
        }

        double perResidual(int line) {
            return perResidual[line];
        }

        private static int[] lines(boolean[] has) {
            int[] lines = new int[has.length];
            int count = 0;
            for (int line = 0; line < has.length; line++) {
                if (has[line]) {
                    lines[count++] = line;
                }
            }
            return Arrays.copyOf(lines, count);
        }

        private RealMatrix block(int[] lines) {
            return new Array2DRowRealMatrix(covariance).getSubMatrix(lines, lines);
        }

        /** Returns the share of each line; 0 for one that says nothing. */
        double[] shares(boolean[] has) {
            int[] lines = lines(has);
            double[] shares = new double[has.length];
            if (lines.length == 0) {
                return shares;
            }
            double[] ones = new double[lines.length];
            Arrays.fill(ones, 1);
            double[] solved = new CholeskyDecomposition(block(lines))
                    .getSolver()
                    .getInverse()
                    .operate(ones);
            double sum = Arrays.stream(solved).sum();
            for (int k = 0; k < lines.length; k++) {
                shares[lines[k]] = solved[k] / sum;
            }
            return shares;
        }

        /** Returns the variance of the mean. */
        double variance(boolean[] has) {
            double[] shares = shares(has);
            double variance = 0;
            for (int a = 0; a < shares.length; a++) {
                for (int b = 0; b < shares.length; b++) {
                    variance += shares[a] * shares[b] * covariance[a][b];
                }
            }
            return variance;
        }

        /** Returns a root of the covariance of all lines: lower triangular, so that the first lines do not need the last. */
        double[][] root() {
            return new CholeskyDecomposition(new Array2DRowRealMatrix(covariance))
                    .getL()
                    .getData();
        }
    }
}
