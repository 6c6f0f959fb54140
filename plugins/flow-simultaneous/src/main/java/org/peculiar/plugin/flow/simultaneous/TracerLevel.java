package org.peculiar.plugin.flow.simultaneous;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/**
 * The fit to distances as measured, one a tracer: {@code ln d_i + k = ln d(z_H,i)}. Least squares by Gauss-Newton steps from rest; the
 * covariance is {@code (JᵀJ)⁻¹} at the solution, k marginalised.
 */
final class TracerLevel {

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

    TracerLevel(Assumptions assumptions) {
        this.assumptions = assumptions;
    }

    FlowFit fit(DistanceSample distances) {
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

    static double sqrtTrace(double[][] covariance) {
        return Math.sqrt(covariance[0][0] + covariance[1][1] + covariance[2][2]);
    }

    static double depthKms(FlowFit.Tracers tracers) {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < tracers.errorKms().length; i++) {
            double weight = 1 / (tracers.errorKms()[i] * tracers.errorKms()[i]);
            sum += weight * tracers.distanceKms()[i];
            weights += weight;
        }
        return sum / weights;
    }

    /** Return the velocities of a flow along directions, in km/s. */
    static double[] radialKms(GalacticVector flow, Directions n) {
        double[] radial = new double[n.size()];
        for (int i = 0; i < radial.length; i++) {
            radial[i] = flow.x() * n.x()[i] + flow.y() * n.y()[i] + flow.z() * n.z()[i];
        }
        return radial;
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
            ModelDistances model =
                    ModelDistances.of(distances.type(), distances.z(), radialKms(flow, distances.directions()), table);
            int n = distances.size();
            double[] excess = new double[n];
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < n; i++) {
                excess[i] = distances.lnDistance()[i] - model.lnDistance()[i];
                sum += excess[i] / variances[i];
                weights += 1 / variances[i];
            }
            double k = sum / weights;
            double chi2 = 0;
            for (int i = 0; i < n; i++) {
                double residual = excess[i] - k;
                chi2 += residual * residual / variances[i];
            }
            return new Linearisation(this, flow, model, excess, Double.isNaN(chi2) ? Double.POSITIVE_INFINITY : chi2);
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
         * @param excess {@code ln d − ln d(z_H)}
         * @param chi2 with the best zero point; infinite if the flow leaves a tracer no Hubble redshift
         */
        Linearisation(Sample sample, GalacticVector flow, ModelDistances model, double[] excess, double chi2) {
            this.sample = sample;
            this.flow = flow;
            this.comovingKms = model.comovingKms();
            this.excess = excess;
            this.slope = model.slope();
            this.chi2 = chi2;
        }

        LinearFit fit() {
            int n = slope.length;
            double[][] directions = {
                sample.distances().directions().x(),
                sample.distances().directions().y(),
                sample.distances().directions().z()
            };
            double[] radial = radialKms(flow, sample.distances().directions());
            double[][] columns = new double[PARAMETERS.size()][n];
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                for (int axis = 0; axis < ZERO_POINT; axis++) {
                    columns[axis][i] = slope[i] * directions[axis][i];
                }
                columns[ZERO_POINT][i] = -1;
                values[i] = excess[i] + slope[i] * radial[i];
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
            DistanceSample distances = sample.distances();
            double[] predicted =
                    radialKms(new GalacticVector(parameters[0], parameters[1], parameters[2]), distances.directions());
            double[] linearised = radialKms(flow, distances.directions());
            for (int i = 0; i < n; i++) {
                velocity[i] = linearised[i] + (excess[i] + parameters[ZERO_POINT]) / slope[i];
                error[i] = Math.sqrt(sample.variances()[i]) / Math.abs(slope[i]);
            }
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
