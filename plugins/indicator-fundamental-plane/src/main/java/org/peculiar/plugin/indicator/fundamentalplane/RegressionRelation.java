package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import org.peculiar.api.DataException;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.fundamentalplane.PlaneGaussian;
import org.peculiar.science.fundamentalplane.PlaneSample;

/**
 * A regression plane with one zero point: {@code log σ = a log R_e + b y + c}, or {@code log R_e = α log σ + β y + γ}.
 *
 * <p>The residual is that of the regression. Simulated galaxies come from the population that the calibration saw, as it saw
 * it; along the direction in which the regression measures residuals each is then put on the plane, and off it by the
 * intrinsic scatter and its own errors.
 */
final class RegressionRelation implements Relation {

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
     * @param population mean and covariance of log R_e, log σ and brightness among observed galaxies
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

    @Override
    public String[] parameters() {
        return inverse() ? new String[] {"a", "b", "c"} : new String[] {"alpha", "beta", "gamma"};
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        Observables observables = new Observables(survey, distances, errorCorrelation);
        double[] z = observables.redshifts(redshiftsOfGroups);
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
        Observables observables = new Observables(survey, distances, errorCorrelation);
        int n = lnDistance.length;
        double[][] root = spread();
        double[] towardsPlane = residualDirection(theta, observables.inMagnitudes() ? -0.4 : 1);
        PlaneSample template = observables.sampleOf(new double[n]);
        Draws[] streams = {
            draws.stream("population-1"),
            draws.stream("population-2"),
            draws.stream("population-3"),
            draws.stream("scatter")
        };
        double[][] drawn = new double[3][n];
        double[] x = new double[3];
        for (int i = 0; i < n; i++) {
            int id = survey.galaxies().rowIds()[i];
            double g0 = streams[0].gaussian(id);
            double g1 = streams[1].gaussian(id);
            double g2 = streams[2].gaussian(id);
            for (int axis = 0; axis < 3; axis++) {
                x[axis] = population[axis] + root[axis][0] * g0 + root[axis][1] * g1 + root[axis][2] * g2;
            }
            double residual = inverse()
                    ? x[1] - theta[0] * x[0] - theta[1] * x[2] - theta[2]
                    : x[0] - theta[0] * x[1] - theta[1] * x[2] - theta[2];
            double wanted = Math.sqrt(variance(template, i, theta)) * streams[3].gaussian(id);
            for (int axis = 0; axis < 3; axis++) {
                drawn[axis][i] = x[axis] + towardsPlane[axis] * (wanted - residual);
            }
        }
        double[] z = observables.redshifts(redshiftsOfGroups);
        return observables.withDrawn(drawn[0], drawn[1], drawn[2], lnAngularDiameter(lnDistance, z), z);
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

    /** The direction that the form measures residuals along, in which they grow by one per unit. */
    private double[] residualDirection(double[] theta, double logIntensityPerBrightness) {
        return switch (form) {
            case INVERSE -> new double[] {0, 1, 0};
            case FORWARD -> new double[] {1, 0, 0};
            case ORTHOGONAL -> {
                double brightness = theta[1] / (logIntensityPerBrightness * logIntensityPerBrightness);
                double length = 1 + theta[0] * theta[0] + theta[1] * brightness;
                yield new double[] {1 / length, -theta[0] / length, -brightness / length};
            }
        };
    }
}
