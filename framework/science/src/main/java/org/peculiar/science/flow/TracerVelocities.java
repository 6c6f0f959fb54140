package org.peculiar.science.flow;

import java.util.List;
import java.util.function.Function;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Mode;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.statistics.SharedError;

/**
 * Radial velocities of the tracers of a sample, with what a fit of a flow needs: {@code v_i = V·n_i + h r_i + noise}.
 *
 * <p>h is the fraction by which all distances are too small (it is to be added to ln d) and r_i the response of the
 * velocity to it, about the distance. The noise has the variance {@code ε_i² = (D_i r_i)² + σ_cz² + σ_thermal²}. Immutable,
 * unless {@link ScalableDistances} made them; arrays are shared and not to be written to.
 *
 * @see "Hudson et al. 1999, ApJ 512, L79, equation 1"
 */
public final class TracerVelocities {

    /** Names of the components of a flow, as parameters of models and fits. */
    public static final List<String> FLOW = List.of("vx", "vy", "vz");

    /** Name of the zero point, as a parameter of models and as a mode of a sample. */
    public static final String ZERO_POINT = "zero-point";

    private static final List<String> FLOW_AND_ZERO_POINT = List.of("vx", "vy", "vz", ZERO_POINT);

    /** Which distance stands in {@code ε² = (D R)² + σ_cz² + σ_thermal²}. */
    public enum ErrorDistance {
        /** The comoving distance estimate. */
        ESTIMATE,
        /** The distance of the redshift, as if at rest; it contains the flow itself. */
        REDSHIFT
    }

    private final DistanceSample sample;
    private final double[] distanceKms;
    private final double[] velocityKms;
    private final double[] responseKms;
    private final double[] varianceKms2;

    TracerVelocities(
            DistanceSample sample,
            double[] distanceKms,
            double[] velocityKms,
            double[] responseKms,
            double[] varianceKms2) {
        this.sample = sample;
        this.distanceKms = distanceKms;
        this.velocityKms = velocityKms;
        this.responseKms = responseKms;
        this.varianceKms2 = varianceKms2;
    }

    /**
     * Take the distance estimates as they are: {@code v = c (z − z_H)/(1 + z_H)} with the redshift z_H of the distance, and
     * r = R, the comoving distance.
     *
     * <p>The errors of such velocities are lognormal, and correlate with the weights if those use the same estimates: good
     * for clusters with D ≲ 0.1, not for single galaxies.
     *
     * @throws DataException if a distance has no redshift in the cosmology, naming the tracer
     */
    public static TracerVelocities ofDistances(
            DistanceSample sample, Assumptions assumptions, ErrorDistance errorDistance) {
        ScalableDistances distances = new ScalableDistances(assumptions, errorDistance);
        distances.take(sample);
        return distances.times(1);
    }

    /** The scatter of velocities that does not grow with distance, in (km/s)². */
    static double independentVariance(Assumptions assumptions) {
        double thermal = assumptions.thermalDispersionKms();
        double cz = assumptions.czErrorKms();
        return thermal * thermal + cz * cz;
    }

    static double redshiftOfDistance(DistanceSample sample, int i, DistanceTable table) {
        try {
            return table.redshiftOf(sample.type(), Math.exp(sample.lnDistance()[i]));
        } catch (IllegalArgumentException e) {
            throw new DataException(sample.labels()[i] + ": " + e.getMessage(), e);
        }
    }

    static double distanceOfRedshift(DistanceSample sample, int i, DistanceTable table) {
        double z = sample.z()[i];
        if (!(z > 0)) {
            throw new DataException(sample.labels()[i] + ": its redshift is " + z
                    + " in the CMB frame, but a positive one is needed to compare with its distance; leave it out");
        }
        return table.comovingKms(z);
    }

    /** Return the comoving distance in km/s of one tracer's distance estimate. */
    static double comovingEstimate(DistanceSample sample, int i, DistanceTable table) {
        return sample.type() == DistanceType.COMOVING
                ? Math.exp(sample.lnDistance()[i])
                : table.comovingKms(redshiftOfDistance(sample, i, table));
    }

    /** Return the sample that the velocities are of. */
    public DistanceSample sample() {
        return sample;
    }

    /** Return the number of tracers. */
    public int size() {
        return velocityKms.length;
    }

    /** Return comoving distances R in km/s. */
    public double[] distanceKms() {
        return distanceKms;
    }

    /** Return radial velocities in km/s. */
    public double[] velocityKms() {
        return velocityKms;
    }

    /** Return what the velocities change by in km/s if ln d is too small by 1 for all tracers. */
    public double[] responseKms() {
        return responseKms;
    }

    /** Return the variances ε² of the velocities in (km/s)². */
    public double[] varianceKms2() {
        return varianceKms2;
    }

    /** Return the columns of a flow: the directions' components. */
    public double[][] flowColumns() {
        return new double[][] {
            sample.directions().x(),
            sample.directions().y(),
            sample.directions().z()
        };
    }

    /** Return the model of a bulk flow, {@code v = V·n}. */
    public LinearModel bulkFlow() {
        return LinearModel.of(FLOW, flowColumns());
    }

    /** Return the model of a bulk flow with a free zero point, {@code v = V·n + h r}; the fourth parameter is h. */
    public LinearModel bulkFlowAndZeroPoint() {
        return bulkFlowAnd(ZERO_POINT, responseKms);
    }

    /** Return the model of a bulk flow and one further column. */
    public LinearModel bulkFlowAnd(String name, double[] column) {
        double[][] flow = flowColumns();
        List<String> names =
                name.equals(ZERO_POINT) ? FLOW_AND_ZERO_POINT : List.of(FLOW.get(0), FLOW.get(1), FLOW.get(2), name);
        return LinearModel.of(names, new double[][] {flow[0], flow[1], flow[2], column});
    }

    /** Return the model of a zero point alone, {@code v = h r}. */
    public LinearModel zeroPoint() {
        return LinearModel.of(List.of(ZERO_POINT), new double[][] {responseKms});
    }

    /** Return what a shared error of ln d does to the velocities: too large a distance, too small a velocity. */
    public SharedError shared(Mode mode) {
        double[] column = new double[size()];
        for (int i = 0; i < column.length; i++) {
            column[i] = -responseKms[i] * mode.lnDistance()[i];
        }
        return new SharedError(mode.name(), column, mode.sigma());
    }

    /** Fit a model to the velocities. */
    public FlowSolution fit(Function<TracerVelocities, LinearModel> model) {
        return fit(model, new LinearModel.Workspace());
    }

    FlowSolution fit(Function<TracerVelocities, LinearModel> model, LinearModel.Workspace workspace) {
        return new FlowSolution(this, model.apply(this).fit(velocityKms, varianceKms2, workspace));
    }

    /** Return the weighted depth {@code Σ R/ε² / Σ 1/ε²} in km/s. */
    public double depthKms() {
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < varianceKms2.length; i++) {
            double weight = 1 / varianceKms2[i];
            sum += weight * distanceKms[i];
            weights += weight;
        }
        return sum / weights;
    }
}
