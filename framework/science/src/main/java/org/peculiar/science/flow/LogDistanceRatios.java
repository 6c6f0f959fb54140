package org.peculiar.science.flow;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.List;
import java.util.function.Function;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/**
 * Log-distance ratios of the tracers of a sample, {@code ln 10 η = ln(dm(z)/R)} with the comoving distance estimate R.
 *
 * <p>Their errors are Gaussian where those of velocities are lognormal. A flow V predicts {@code ln(dm(z)/dm(z_H))} with
 * {@code 1 + z_H = (1 + z)/(1 + V·n/c)}; errors and Jacobian are taken at that model distance, never at the estimate.
 * Immutable; arrays are shared and not to be written to.
 *
 * @see "Springob et al. 2014, MNRAS 445, 2677"
 */
public final class LogDistanceRatios {

    /** The iteration stops when no component of the flow moves by more than this many km/s. */
    private static final double CONVERGED_KMS = 1e-8;

    /** The same for velocities of a model that need not be a bulk flow. */
    private static final double CONVERGED_VELOCITY_KMS = 1e-6;

    private static final int MOST_ROUNDS = 60;

    private static final GalacticVector REST = new GalacticVector(0, 0, 0);

    private final DistanceSample sample;
    private final DistanceTable table;
    private final double independentVariance;
    private final double[] lnHubble;
    private final double[] lnRatio;

    private LogDistanceRatios(
            DistanceSample sample,
            DistanceTable table,
            double independentVariance,
            double[] lnHubble,
            double[] lnRatio) {
        this.sample = sample;
        this.table = table;
        this.independentVariance = independentVariance;
        this.lnHubble = lnHubble;
        this.lnRatio = lnRatio;
    }

    /**
     * Compare the distances of a sample with its redshifts.
     *
     * @throws DataException if a redshift is not positive, or a distance has none in the cosmology, naming the tracer
     */
    public static LogDistanceRatios of(DistanceSample sample, Assumptions assumptions) {
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        int n = sample.size();
        double[] lnHubble = new double[n];
        double[] lnRatio = new double[n];
        for (int i = 0; i < n; i++) {
            double hubble = TracerVelocities.distanceOfRedshift(sample, i, table);
            lnHubble[i] = Math.log(hubble);
            lnRatio[i] = Math.log(hubble / TracerVelocities.comovingEstimate(sample, i, table));
        }
        return new LogDistanceRatios(
                sample, table, TracerVelocities.independentVariance(assumptions), lnHubble, lnRatio);
    }

    /** Return {@code ln(dm(z)/R)}, one a tracer; divide by ln 10 for η. */
    public double[] lnRatio() {
        return lnRatio;
    }

    /** Return {@code c z_mod/(1 + z_mod)} in km/s of a redshift, as in {@link #watkinsFeldman}. */
    public static double watkinsFeldmanKms(Cosmology cosmology, double z) {
        double q0 = cosmology.q0();
        double j0 = cosmology.parameters().omegaM() + cosmology.parameters().omegaLambda();
        double zMod = z * (1 + 0.5 * (1 - q0) * z - (1 - q0 - 3 * q0 * q0 + j0) * z * z / 6);
        return SPEED_OF_LIGHT_KMS * zMod / (1 + zMod);
    }

    /**
     * Return the velocities of Watkins and Feldman, {@code v = c z_mod/(1 + z_mod) ln(dm/R)}, whose errors are Gaussian; the
     * distances are those of the redshifts.
     *
     * <p>z_mod is the expansion {@code z (1 + (1 − q0) z/2 − (1 − q0 − 3 q0² + j0) z²/6)}, so the response is nearly the distance
     * of the redshift; linearising {@link #at} rest has {@code 1 + q0 z} times that.
     *
     * @see "Watkins and Feldman 2015, MNRAS 450, 1868"
     */
    public TracerVelocities watkinsFeldman() {
        int n = sample.size();
        double[] distance = new double[n];
        double[] velocity = new double[n];
        double[] response = new double[n];
        double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            double z = sample.z()[i];
            double r = watkinsFeldmanKms(table.cosmology(), z);
            double scatter = sample.lnError()[i] * r;
            distance[i] = table.comovingKms(z);
            response[i] = r;
            velocity[i] = r * lnRatio[i];
            variance[i] = scatter * scatter + independentVariance;
        }
        return new TracerVelocities(sample, distance, velocity, response, variance);
    }

    /**
     * Linearise about a flow: {@code v = V·n + (ln ratio − prediction)/J} with {@code J = d prediction/dv}, {@code r = 1/J},
     * and the model's own distances for R.
     *
     * @throws DataException if the flow leaves a tracer no positive Hubble redshift, naming the tracer
     */
    public TracerVelocities at(GalacticVector flow) {
        int n = sample.size();
        TracerVelocities velocities =
                new TracerVelocities(sample, new double[n], new double[n], new double[n], new double[n]);
        linearise(flow, velocities);
        return velocities;
    }

    /**
     * Linearise about the radial velocities of a model, in km/s, as about a flow.
     *
     * @throws DataException if one leaves its tracer no positive Hubble redshift, naming the tracer
     */
    public TracerVelocities at(double[] modelKms) {
        int n = sample.size();
        TracerVelocities velocities =
                new TracerVelocities(sample, new double[n], new double[n], new double[n], new double[n]);
        for (int i = 0; i < n; i++) {
            linearise(i, modelKms[i], velocities);
        }
        return velocities;
    }

    private void linearise(GalacticVector flow, TracerVelocities velocities) {
        double[] x = sample.directions().x();
        double[] y = sample.directions().y();
        double[] z = sample.directions().z();
        for (int i = 0; i < x.length; i++) {
            linearise(i, flow.x() * x[i] + flow.y() * y[i] + flow.z() * z[i], velocities);
        }
    }

    private void linearise(int i, double v, TracerVelocities velocities) {
        double zHubble = PeculiarVelocity.zHubble(sample.z()[i], v);
        if (!(zHubble > 0)) {
            throw new DataException(sample.labels()[i] + ": a flow of " + Math.round(v)
                    + " km/s along its direction at cz " + Math.round(SPEED_OF_LIGHT_KMS * sample.z()[i])
                    + " km/s leaves no Hubble redshift, but a positive one is needed; leave out such near tracers");
        }
        Cosmology cosmology = table.cosmology();
        double dm = table.comovingKms(zHubble);
        double curved = dm / SPEED_OF_LIGHT_KMS;
        // d dm/dz over c; the root is 1 in a flat universe
        double slope = Math.sqrt(1 + cosmology.omegaK() * curved * curved) / cosmology.hubbleRatio(zHubble);
        double r = dm * (1 + v / SPEED_OF_LIGHT_KMS) / (slope * (1 + zHubble));
        double scatter = sample.lnError()[i] * r;
        velocities.distanceKms()[i] = dm;
        velocities.responseKms()[i] = r;
        velocities.velocityKms()[i] = v + (lnRatio[i] - lnHubble[i] + Math.log(dm)) * r;
        velocities.varianceKms2()[i] = scatter * scatter + independentVariance;
    }

    /**
     * Fit a model whose first three parameters are the flow, by Gauss–Newton steps: linearise about the flow, fit, repeat.
     *
     * @param model made anew of each linearisation; one without a flow is fitted once, at rest
     * @throws DataException if the iteration does not settle
     * @throws org.peculiar.api.InsufficientDataException if the tracers cannot determine the model
     */
    public FlowSolution fit(Function<TracerVelocities, LinearModel> model) {
        GalacticVector flow = REST;
        TracerVelocities velocities = at(flow);
        LinearModel.Workspace workspace = new LinearModel.Workspace();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FlowSolution solution = velocities.fit(model, workspace);
            LinearFit fit = solution.fit();
            List<String> names = fit.model().names();
            if (names.size() < 3 || !names.subList(0, 3).equals(TracerVelocities.FLOW)) {
                return solution;
            }
            GalacticVector next = new GalacticVector(fit.parameter(0), fit.parameter(1), fit.parameter(2));
            if (next.minus(flow).length() < CONVERGED_KMS) {
                return solution;
            }
            flow = next;
            linearise(flow, velocities);
        }
        throw new DataException("flow in log-distance ratios: no convergence in " + MOST_ROUNDS
                + " rounds, the last flow being " + Math.round(flow.length())
                + " km/s; look for wild distances or too small errors");
    }

    /**
     * Fit any model by Gauss–Newton steps: linearise about its own velocities, those without the zero point, fit, repeat.
     *
     * @param model made anew of each linearisation
     * @throws DataException if the iteration does not settle
     * @throws org.peculiar.api.InsufficientDataException if the tracers cannot determine the model
     */
    public FlowSolution fitVelocities(Function<TracerVelocities, LinearModel> model) {
        double[] about = new double[sample.size()];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FlowSolution solution = at(about).fit(model);
            double[] next = solution.predictedKms();
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - about[i]));
            }
            if (moved < CONVERGED_VELOCITY_KMS) {
                return solution;
            }
            about = next;
        }
        throw new DataException("flow in log-distance ratios: no convergence in " + MOST_ROUNDS
                + " rounds; look for wild distances or too small errors");
    }
}
