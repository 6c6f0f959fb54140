package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.List;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.fundamentalplane.PlaneGaussian;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.indicator.TracerMembers;

/**
 * A regression plane with one zero point: {@code log σ = a log R_e + b y + c}, or {@code log R_e = α log σ + β y + γ}.
 *
 * <p>The residual is that of the regression. The inverse and the forward form say what one observable is given the other two, and
 * nothing about these; so a simulation draws that one, the dispersions or the sizes, on the plane at the true distances and off
 * it by the intrinsic scatter and the galaxies' own errors, and leaves the others as the template has them. A selection on these
 * then changes nothing. The orthogonal form has no such given ones: its galaxies come from the population that the calibration
 * saw, as it saw it, and are then moved across the plane.
 *
 * <p>A galaxy that lacks one of the three observables has none drawn, for nothing says what it should be.
 */
final class RegressionRelation implements Relation {

    private static final List<String> INVERSE = List.of("a", "b", "c");
    private static final List<String> OTHERS = List.of("alpha", "beta", "gamma");

    private final PlaneFit.Form form;
    private final double errorCorrelation;
    private final boolean redshiftsOfGroups;
    private final DistanceType type;
    private final DistanceTable distances;
    private final double intrinsicScatter;
    private final double[] population;

    /**
     * State a relation.
     *
     * @param type angular-diameter, or comoving: that divided by the observed 1 + z is the angular-diameter distance then
     * @param intrinsicScatter of the residual, in dex
     * @param population mean and covariance of log R_e, log σ and brightness among observed galaxies; of the orthogonal form only
     */
    RegressionRelation(
            PlaneFit.Form form,
            double errorCorrelation,
            boolean redshiftsOfGroups,
            DistanceType type,
            DistanceTable distances,
            double intrinsicScatter,
            double[] population) {
        this.form = form;
        this.errorCorrelation = errorCorrelation;
        this.redshiftsOfGroups = redshiftsOfGroups;
        this.type = type;
        this.distances = distances;
        this.intrinsicScatter = intrinsicScatter;
        this.population = population;
    }

    private boolean inverse() {
        return form == PlaneFit.Form.INVERSE;
    }

    /** Return the name for people. */
    String title() {
        return switch (form) {
            case INVERSE -> "inverse Fundamental Plane";
            case FORWARD -> "forward Fundamental Plane";
            case ORTHOGONAL -> "orthogonal Fundamental Plane";
        };
    }

    /** Return the names of the parameters. */
    List<String> names() {
        return inverse() ? INVERSE : OTHERS;
    }

    @Override
    public String[] parameters() {
        return names().toArray(new String[0]);
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        Observables observables = new Observables(survey, distances, errorCorrelation);
        double[] z = TracerMembers.redshifts(survey, redshiftsOfGroups);
        double[] logRe = observables.logReOverDistance(z);
        double[] lnAngular = lnAngularDiameter(lnDistance, z);
        int n = logRe.length;
        for (int i = 0; i < n; i++) {
            logRe[i] += lnAngular[i] / LN10;
        }
        PlaneSample sample = observables.sampleOf(logRe);
        double[] target = inverse() ? sample.logSigma() : sample.logRe();
        double[] first = inverse() ? sample.logRe() : sample.logSigma();
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[3][n];
        double perLnDistance = (inverse() ? -theta[0] : 1) / LN10;
        for (int i = 0; i < n; i++) {
            values[i] = target[i] - theta[0] * first[i] - theta[1] * sample.brightness()[i] - theta[2];
            variances[i] = variance(sample, i, theta);
            byLnDistance[i] = perLnDistance;
            byParameter[0][i] = -first[i];
            byParameter[1][i] = -sample.brightness()[i];
            byParameter[2][i] = -1;
        }
        return new Residuals(values, variances, byLnDistance, byParameter);
    }

    private double variance(PlaneSample sample, int galaxy, double[] theta) {
        double errors = inverse()
                ? sample.errorVariance(galaxy, theta[0], -1, theta[1])
                : sample.errorVariance(galaxy, -1, theta[0], theta[1]);
        return intrinsicScatter * intrinsicScatter + errors;
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        return prepare(survey, theta).draw(lnDistance, draws);
    }

    @Override
    public Simulation prepare(Survey template, double[] theta) {
        return form == PlaneFit.Form.ORTHOGONAL ? fromPopulation(template, theta) : new Redrawn(template, theta);
    }

    /** Draws the observable that the regression is of, given the other two. */
    private final class Redrawn implements Simulation {

        private final Survey template;
        private final double[] theta;
        private final Observables observables;
        private final int[] ids;
        private final double[] scatter;
        private double[] lnDistance;
        private double[] expected;

        Redrawn(Survey template, double[] theta) {
            this.template = template;
            this.theta = theta.clone();
            observables = new Observables(template, distances, errorCorrelation);
            ids = template.galaxies().rowIds();
            scatter = new double[ids.length];
            PlaneSample sample = observables.sampleOf(scatter);
            for (int i = 0; i < scatter.length; i++) {
                scatter[i] = Math.sqrt(variance(sample, i, theta));
            }
        }

        @Override
        public Survey draw(double[] lnTrueDistance, Draws draws) {
            if (lnTrueDistance != lnDistance) {
                expected = expected(lnTrueDistance);
                lnDistance = lnTrueDistance;
            }
            double[] drawn = drawn(expected, scatter, ids, draws.stream("scatter"));
            Column column = inverse() ? observables.dispersion() : observables.size();
            return template.withGalaxies(template.galaxies().with(column.withValues(drawn)));
        }

        private static double[] drawn(double[] expected, double[] scatter, int[] ids, Draws draws) {
            double[] drawn = new double[ids.length];
            draws.gaussians(ids, drawn);
            for (int i = 0; i < drawn.length; i++) {
                drawn[i] = expected[i] + scatter[i] * drawn[i];
            }
            return drawn;
        }

        /** What the plane predicts: log σ, or the size as the template has it. */
        private double[] expected(double[] lnTrueDistance) {
            double[] z = TracerMembers.redshifts(template, redshiftsOfGroups);
            double[] unit = observables.logReOverDistance(z);
            double[] lnAngular = lnAngularDiameter(lnTrueDistance, z);
            PlaneSample sample = observables.sampleOf(unit);
            double[] size = observables.size().values();
            double[] result = new double[unit.length];
            for (int i = 0; i < result.length; i++) {
                double logDistance = lnAngular[i] / LN10;
                double plane = theta[1] * sample.brightness()[i] + theta[2];
                double logSigma = sample.logSigma()[i];
                if (inverse()) {
                    result[i] = Double.isFinite(logSigma) ? theta[0] * (unit[i] + logDistance) + plane : Double.NaN;
                } else {
                    // what the catalogue adds to its size to have log R_e over distance does not depend on the size
                    result[i] = theta[0] * logSigma + plane - logDistance - (unit[i] - size[i]);
                }
            }
            return result;
        }
    }

    private Simulation fromPopulation(Survey template, double[] theta) {
        Observables observables = new Observables(template, distances, errorCorrelation);
        double[] z = TracerMembers.redshifts(template, redshiftsOfGroups);
        double[][] root = spread();
        double[] towardsPlane = residualDirection(theta, observables.inMagnitudes() ? -0.4 : 1);
        return (lnDistance, draws) -> {
            int n = lnDistance.length;
            PlaneSample errors = observables.sampleOf(new double[n]);
            Draws[] streams = {
                draws.stream("population-1"),
                draws.stream("population-2"),
                draws.stream("population-3"),
                draws.stream("scatter")
            };
            double[][] drawn = new double[3][n];
            double[] x = new double[3];
            for (int i = 0; i < n; i++) {
                int id = template.galaxies().rowIds()[i];
                double g0 = streams[0].gaussian(id);
                double g1 = streams[1].gaussian(id);
                double g2 = streams[2].gaussian(id);
                for (int axis = 0; axis < 3; axis++) {
                    x[axis] = population[axis] + root[axis][0] * g0 + root[axis][1] * g1 + root[axis][2] * g2;
                }
                double residual = x[0] - theta[0] * x[1] - theta[1] * x[2] - theta[2];
                double wanted = Math.sqrt(variance(errors, i, theta)) * streams[3].gaussian(id);
                for (int axis = 0; axis < 3; axis++) {
                    drawn[axis][i] = x[axis] + towardsPlane[axis] * (wanted - residual);
                }
            }
            return observables.withDrawn(drawn[0], drawn[1], drawn[2], lnAngularDiameter(lnDistance, z), z);
        };
    }

    private double[] lnAngularDiameter(double[] lnDistance, double[] z) {
        if (type == DistanceType.ANGULAR_DIAMETER) {
            return lnDistance;
        }
        double[] angular = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            angular[i] = lnDistance[i] - Math.log1p(z[i]);
        }
        return angular;
    }

    private double[][] spread() {
        try {
            return new PlaneGaussian(population).cholesky();
        } catch (DataException e) {
            throw new DataException(
                    "Fundamental Plane: the galaxies of the calibration lie on a plane without scatter, but a"
                            + " population to draw from needs some");
        }
    }

    /** The direction perpendicular to the plane, in which residuals in log R_e grow by one per unit. */
    private static double[] residualDirection(double[] theta, double logIntensityPerBrightness) {
        double brightness = theta[1] / (logIntensityPerBrightness * logIntensityPerBrightness);
        double length = 1 + theta[0] * theta[0] + theta[1] * brightness;
        return new double[] {1 / length, -theta[0] / length, -brightness / length};
    }
}
