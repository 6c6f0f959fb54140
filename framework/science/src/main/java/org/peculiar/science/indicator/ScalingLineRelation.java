package org.peculiar.science.indicator;

import java.util.Arrays;
import java.util.function.Function;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.science.indicator.ScalingRelation.Blend;
import org.peculiar.science.indicator.ScalingRelation.Design;
import org.peculiar.science.indicator.ScalingRelation.Observables;

/**
 * The lines of a {@link ScalingRelation}, as fitted.
 *
 * <p>With one line, the residual is that of the regression; with several, the mean Δ ln d of them. A simulation draws what the
 * regression is of, velocities or sizes, given the other, which stays as the template has it: a selection on that changes
 * nothing. Parameters are a slope and a zero point for each line.
 */
final class ScalingLineRelation implements Relation {

    private final Design design;
    private final Function<Survey, Observables> reader;
    private final double[] intrinsicScatter;
    private final Blend blend;

    ScalingLineRelation(Design design, Function<Survey, Observables> reader, double[] intrinsicScatter, Blend blend) {
        this.design = design;
        this.reader = reader;
        this.intrinsicScatter = intrinsicScatter;
        this.blend = blend;
    }

    private int lines() {
        return intrinsicScatter.length;
    }

    @Override
    public String[] parameters() {
        String[] names = new String[2 * lines()];
        for (int line = 0; line < lines(); line++) {
            String suffix = lines() == 1 ? "" : "-" + design.lines().get(line).name();
            names[2 * line] = "slope" + suffix;
            names[2 * line + 1] = "zero-point" + suffix;
        }
        return names;
    }

    /** A survey's observables at given distances. */
    private final class Seen {

        private final Observables observables;
        private final double[] w;
        private final double[][] s;

        Seen(Survey survey, double[] lnDistance) {
            observables = reader.apply(survey);
            double[] log = observables.velocity().values();
            w = new double[log.length];
            Arrays.setAll(w, i -> log[i] - observables.pivotDex());
            s = new double[lines()][w.length];
            for (int line = 0; line < lines(); line++) {
                double[] unit = observables.atUnitDistance()[line];
                double[] size = s[line];
                Arrays.setAll(size, i -> unit[i] + design.perLnDistance() * lnDistance[i]);
            }
        }

        boolean[] has(int galaxy) {
            boolean[] has = new boolean[lines()];
            for (int line = 0; line < lines(); line++) {
                has[line] = Double.isFinite(observables.atUnitDistance()[line][galaxy]);
            }
            return has;
        }

        boolean any(int galaxy) {
            for (boolean one : has(galaxy)) {
                if (one) {
                    return true;
                }
            }
            return false;
        }

        double variance(int galaxy, double slope) {
            if (lines() > 1) {
                return blend.variance(has(galaxy));
            }
            double ew = observables.velocityError(galaxy);
            double es = observables.sizeError(0, galaxy);
            double error = design.inverse() ? Math.hypot(ew, slope * es) : Math.hypot(es, slope * ew);
            return intrinsicScatter[0] * intrinsicScatter[0] + error * error;
        }
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        Seen seen = new Seen(survey, lnDistance);
        int n = lnDistance.length;
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[theta.length][n];
        for (int i = 0; i < n; i++) {
            if (!seen.any(i)) {
                values[i] = Double.NaN;
                variances[i] = Double.NaN;
                byLnDistance[i] = Double.NaN;
                for (double[] by : byParameter) {
                    by[i] = Double.NaN;
                }
                continue;
            }
            double[] share = blend.shares(seen.has(i));
            for (int line = 0; line < lines(); line++) {
                if (share[line] == 0) {
                    continue;
                }
                double factor = share[line] * blend.perResidual(line);
                double p = theta[2 * line];
                double x = design.inverse() ? seen.s[line][i] : seen.w[i];
                double y = design.inverse() ? seen.w[i] : seen.s[line][i];
                values[i] += factor * (y - p * x - theta[2 * line + 1]);
                byLnDistance[i] += factor * design.perLnDistance() * (design.inverse() ? -p : 1);
                byParameter[2 * line][i] = -factor * x;
                byParameter[2 * line + 1][i] = -factor;
            }
            variances[i] = seen.variance(i, theta[0]);
        }
        return new Residuals(values, variances, byLnDistance, byParameter);
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        Seen seen = new Seen(survey, lnDistance);
        int[] ids = survey.galaxies().rowIds();
        return survey.withGalaxies(
                design.inverse()
                        ? withVelocities(survey.galaxies(), seen, theta, ids, draws)
                        : withSizes(survey.galaxies(), seen, theta, ids, draws));
    }

    private Table withVelocities(Table galaxies, Seen seen, double[] theta, int[] ids, Draws draws) {
        Draws scatter = draws.stream("scatter");
        Column velocity = seen.observables.velocity();
        double[] drawn = new double[ids.length];
        for (int i = 0; i < drawn.length; i++) {
            if (!seen.any(i) || !Double.isFinite(seen.w[i])) {
                drawn[i] = velocity.values()[i];
                continue;
            }
            double[] share = blend.shares(seen.has(i));
            double expected = 0;
            double sum = 0;
            for (int line = 0; line < lines(); line++) {
                if (share[line] != 0) {
                    double factor = share[line] * blend.perResidual(line);
                    expected += factor * (theta[2 * line] * seen.s[line][i] + theta[2 * line + 1]);
                    sum += factor;
                }
            }
            double noise = Math.sqrt(seen.variance(i, theta[0])) * scatter.gaussian(ids[i]);
            drawn[i] = (expected + noise) / sum + seen.observables.pivotDex();
        }
        return galaxies.with(velocity.withValues(drawn));
    }

    private Table withSizes(Table galaxies, Seen seen, double[] theta, int[] ids, Draws draws) {
        double[][] root = lines() == 1 ? null : blend.root();
        Draws[] streams = new Draws[lines()];
        Arrays.setAll(streams, line -> draws.stream(line == 0 ? "scatter" : "scatter-" + (line + 1)));
        Table drawn = galaxies;
        for (int line = 0; line < lines(); line++) {
            Column column = seen.observables.sizes().get(line);
            double[] values = new double[ids.length];
            for (int i = 0; i < values.length; i++) {
                double noise = 0;
                if (root == null) {
                    noise = Math.sqrt(seen.variance(i, theta[0])) * streams[0].gaussian(ids[i]);
                } else {
                    for (int other = 0; other <= line; other++) {
                        noise += root[line][other] * streams[other].gaussian(ids[i]);
                    }
                    noise /= blend.perResidual(line);
                }
                double wanted = theta[2 * line] * seen.w[i] + theta[2 * line + 1] + noise;
                // what makes a size of the column's value does not depend on that value
                values[i] = column.values()[i] + wanted - seen.s[line][i];
            }
            drawn = drawn.with(column.withValues(values));
        }
        return drawn;
    }
}
