package org.peculiar.plugin.flow.simultaneous;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Fits a bulk flow V and the zero point of the distances at once, with the redshift as what is known of each distance: Method II.
 *
 * <p>The flow turns each redshift into a distance, and what is fitted is the measured quantity at that distance:
 * ln d_i + k = ln d(z_H,i) with 1 + z_H,i = (1 + z_i)/(1 + V.n_i/c), where d is the distance that the indicator measures
 * (angular-diameter, comoving or luminosity). Errors are D_i^2 + (thermal-dispersion^2 + cz-error^2)/(c z_i)^2, with D_i the
 * tracer's own error of ln d. Least squares by Gauss-Newton steps from rest; the covariance is (J^T J)^-1 at the solution, k
 * marginalised. For groups with a relation log sigma = a log theta + b mu + c_i this is the fit of
 * c_i = c_0 + a log d_A(z_H,i) with slopes held.
 *
 * <p>zero-point is k, which is to be added to ln d, as that of flow/bulk: positive if the distances are too small. As k is free, distances of a relative scale and those whose
 * zero point a step has set give the same flow, and nothing but k depends on that scale.
 *
 * <p>Given the redshift there is no Malmquist bias, so distances that were corrected for it are refused: use bias/none. The
 * method takes each redshift for one distance, which fails where infall makes that ambiguous. Shared errors of the distances
 * other than the zero point, those of slopes included, are not in the covariance.
 *
 * <p>The tracers' velocities, distances and errors are those of the linearisation at the solution, with the zero point taken off:
 * velocities are V.n_i plus the residual. The estimator is not strictly linear; its weights are those of the same linearisation,
 * dp = sum w dv. For V they also reproduce the fit, V = sum w v; for k the sum of w v is 0, since the velocities have lost k.
 */
@Component(
        id = "simultaneous",
        title = "Bulk flow and zero point at once, given the redshifts (Method II)",
        cite = {"1995PhR...261..271S"},
        example = "{}")
@Extension
public final class SimultaneousFlowModel implements FlowModel {

    private static final int FEWEST_TRACERS = 4;

    private static final int ZERO_POINT = 3;

    private static final List<String> PARAMETERS = List.of(
            TracerVelocities.FLOW.get(0),
            TracerVelocities.FLOW.get(1),
            TracerVelocities.FLOW.get(2),
            TracerVelocities.ZERO_POINT);

    private static final List<Unit> UNITS = List.of(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE);

    /** The iteration stops when the flow moves by less than this many km/s. */
    private static final double CONVERGED_KMS = 1e-8;

    private static final int MOST_ROUNDS = 60;

    private static final int MOST_HALVINGS = 30;

    /** Chi-square may grow by this much, relative, in a step: what rounding leaves of it near the minimum. */
    private static final double ROUNDING = 1e-9;

    private final Assumptions assumptions;

    @Inject
    SimultaneousFlowModel(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        if (distances.size() < FEWEST_TRACERS) {
            throw new InsufficientDataException("simultaneous flow: found " + distances.size()
                    + " tracers, but at least " + FEWEST_TRACERS + " are needed");
        }
        distances
                .treatment("malmquist")
                .filter(treatment -> !treatment.how().equals("none"))
                .ifPresent(treatment -> {
                    throw new DataException("simultaneous flow: the distances were corrected for Malmquist bias ("
                            + treatment.how() + "), but given the redshift there is none; use bias/none instead");
                });
        Sample sample =
                new Sample(distances, Cosmology.of(assumptions.cosmology()).table(), variances(distances));
        Linearisation at = sample.linearise(new GalacticVector(0, 0, 0));
        for (int round = 0; round < MOST_ROUNDS; round++) {
            LinearFit fit = at.fit();
            double[] p = fit.parameters();
            GalacticVector step = new GalacticVector(p[0], p[1], p[2]).minus(at.flow);
            if (step.length() < CONVERGED_KMS) {
                return result(at, fit);
            }
            at = sample.step(at, step);
        }
        throw unsettled(at);
    }

    private static DataException unsettled(Linearisation at) {
        return new DataException("simultaneous flow: no convergence, the last flow being "
                + Math.round(at.flow.length()) + " km/s; look for wild distances or too small errors");
    }

    /** The variances of {@code ln d − ln d(z_H)}. */
    private double[] variances(DistanceSample distances) {
        double thermal = assumptions.thermalDispersionKms();
        double cz = assumptions.czErrorKms();
        double scatter = thermal * thermal + cz * cz;
        double[] variances = new double[distances.size()];
        for (int i = 0; i < variances.length; i++) {
            double z = distances.z()[i];
            if (!(z > 0)) {
                throw new DataException(distances.labels()[i] + ": its redshift is " + z
                        + " in the CMB frame, but a positive one is needed to predict its distance; leave it out");
            }
            double error = distances.lnError()[i];
            double czKms = SPEED_OF_LIGHT_KMS * z;
            variances[i] = error * error + scatter / (czKms * czKms);
            if (!(variances[i] > 0)) {
                throw new DataException(distances.labels()[i] + ": the error of its ln d is " + error
                        + " and that of its redshift 0 km/s, but one of them must be positive");
            }
        }
        return variances;
    }

    private FlowFit result(Linearisation at, LinearFit fit) {
        double[][] covariance = fit.covariance();
        double[][] conditional = conditional(covariance);
        FlowFit.Tracers tracers = at.tracers(fit.parameters());
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", depthKms(tracers));
        quoted.put("conditional-sqrt-trace-kms", sqrtTrace(conditional));
        quoted.put("marginal-sqrt-trace-kms", sqrtTrace(covariance));
        quoted.put("zero-point-error", Math.sqrt(covariance[ZERO_POINT][ZERO_POINT]));
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return new FlowFit(
                "bulk flow and zero point, Method II",
                PARAMETERS,
                UNITS,
                fit.parameters(),
                covariance,
                Optional.of(conditional),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                tracers,
                Optional.of(at.weights(fit)),
                quoted);
    }

    /** The covariance of the flow if the zero point were known. */
    private static double[][] conditional(double[][] covariance) {
        double[][] conditional = new double[ZERO_POINT][ZERO_POINT];
        for (int i = 0; i < ZERO_POINT; i++) {
            for (int j = 0; j < ZERO_POINT; j++) {
                conditional[i][j] = covariance[i][j]
                        - covariance[i][ZERO_POINT] * covariance[ZERO_POINT][j] / covariance[ZERO_POINT][ZERO_POINT];
            }
        }
        return conditional;
    }

    private static double sqrtTrace(double[][] covariance) {
        return Math.sqrt(covariance[0][0] + covariance[1][1] + covariance[2][2]);
    }

    private static double depthKms(FlowFit.Tracers tracers) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < tracers.errorKms().length; i++) {
            double weight = 1 / (tracers.errorKms()[i] * tracers.errorKms()[i]);
            sum += weight * tracers.distanceKms()[i];
            weights += weight;
        }
        return sum / weights;
    }

    /** What does not change from step to step. */
    private record Sample(DistanceSample distances, DistanceTable table, double[] variances) {

        /** Go a step, or so much of it that leaves every tracer a Hubble redshift and fits no worse. */
        Linearisation step(Linearisation from, GalacticVector step) {
            GalacticVector part = step;
            for (int halving = 0; halving < MOST_HALVINGS; halving++) {
                Linearisation next = linearise(from.flow.plus(part));
                if (next.chi2 <= from.chi2 + ROUNDING * (1 + from.chi2)) {
                    return next;
                }
                part = part.times(0.5);
            }
            throw unsettled(from);
        }

        Linearisation linearise(GalacticVector flow) {
            Cosmology cosmology = table.cosmology();
            DistanceType type = distances.type();
            int power = type == DistanceType.COMOVING ? 0 : type == DistanceType.LUMINOSITY ? 1 : -1;
            double[] x = distances.directions().x();
            double[] y = distances.directions().y();
            double[] z = distances.directions().z();
            int n = distances.size();
            double[] comoving = new double[n];
            double[] excess = new double[n];
            double[] slope = new double[n];
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < n; i++) {
                double v = flow.x() * x[i] + flow.y() * y[i] + flow.z() * z[i];
                double zHubble = PeculiarVelocity.zHubble(distances.z()[i], v);
                if (!(zHubble > 0)) {
                    return new Linearisation(this, flow, comoving, excess, slope, Double.POSITIVE_INFINITY);
                }
                double dm = table.comovingKms(zHubble);
                double stretch = power == 0 ? 1 : power > 0 ? 1 + zHubble : 1 / (1 + zHubble);
                comoving[i] = dm;
                excess[i] = distances.lnDistance()[i] - Math.log(dm * stretch);
                double curved = dm / SPEED_OF_LIGHT_KMS;
                // d ln dm/dz; the root is 1 in a flat universe
                double byRedshift =
                        Math.sqrt(1 + cosmology.omegaK() * curved * curved) / (cosmology.hubbleRatio(zHubble) * curved);
                slope[i] = -(byRedshift * (1 + zHubble) + power) / (SPEED_OF_LIGHT_KMS + v);
                sum += excess[i] / variances[i];
                weights += 1 / variances[i];
            }
            double k = sum / weights;
            double chi2 = 0;
            for (int i = 0; i < n; i++) {
                double residual = excess[i] - k;
                chi2 += residual * residual / variances[i];
            }
            return new Linearisation(this, flow, comoving, excess, slope, chi2);
        }
    }

    /** The model about a flow: {@code ln d − ln d(z_H) = −k + slope n·(V − flow)}. */
    private static final class Linearisation {

        private final Sample sample;
        private final GalacticVector flow;
        private final double[] comovingKms;
        private final double[] excess;
        private final double[] slope;
        private final double chi2;

        /**
         * @param comovingKms of the Hubble redshifts
         * @param excess {@code ln d − ln d(z_H)}
         * @param slope derivative of ln d(z_H) by the radial velocity, in s/km; negative
         * @param chi2 with the best zero point
         */
        Linearisation(
                Sample sample,
                GalacticVector flow,
                double[] comovingKms,
                double[] excess,
                double[] slope,
                double chi2) {
            this.sample = sample;
            this.flow = flow;
            this.comovingKms = comovingKms;
            this.excess = excess;
            this.slope = slope;
            this.chi2 = chi2;
        }

        private double radialKms(GalacticVector velocity, int i) {
            DistanceSample distances = sample.distances();
            return velocity.x() * distances.directions().x()[i]
                    + velocity.y() * distances.directions().y()[i]
                    + velocity.z() * distances.directions().z()[i];
        }

        LinearFit fit() {
            int n = slope.length;
            double[][] directions = {
                sample.distances().directions().x(),
                sample.distances().directions().y(),
                sample.distances().directions().z()
            };
            double[][] columns = new double[PARAMETERS.size()][n];
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                for (int axis = 0; axis < ZERO_POINT; axis++) {
                    columns[axis][i] = slope[i] * directions[axis][i];
                }
                columns[ZERO_POINT][i] = -1;
                values[i] = excess[i] + slope[i] * radialKms(flow, i);
            }
            return LinearModel.of(PARAMETERS, columns).fit(values, sample.variances());
        }

        /** The weights of the velocities: a velocity enters ln d(z_H) by the slope. */
        double[][] weights(LinearFit fit) {
            double[][] weights = fit.weights();
            for (double[] row : weights) {
                for (int i = 0; i < row.length; i++) {
                    row[i] *= slope[i];
                }
            }
            return weights;
        }

        FlowFit.Tracers tracers(double[] parameters) {
            int n = slope.length;
            double[] velocity = new double[n];
            double[] error = new double[n];
            double[] predicted = new double[n];
            GalacticVector fitted = new GalacticVector(parameters[0], parameters[1], parameters[2]);
            for (int i = 0; i < n; i++) {
                predicted[i] = radialKms(fitted, i);
                velocity[i] = radialKms(flow, i) + (excess[i] + parameters[ZERO_POINT]) / slope[i];
                error[i] = Math.sqrt(sample.variances()[i]) / Math.abs(slope[i]);
            }
            DistanceSample distances = sample.distances();
            return new FlowFit.Tracers(
                    distances.labels(),
                    distances.rowIds(),
                    distances.directions(),
                    comovingKms,
                    velocity,
                    error,
                    predicted);
        }
    }
}
