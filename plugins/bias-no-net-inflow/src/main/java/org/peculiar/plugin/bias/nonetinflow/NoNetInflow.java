package org.peculiar.plugin.bias.nonetinflow;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.Supplier;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Parameter;
import org.peculiar.api.Stage;
import org.peculiar.api.Treatment;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.ScalableDistances;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Sets the zero point of distances so that the sample neither expands nor contracts, apart from a flow.
 *
 * <p>Distance indicators leave one factor k for all distances unknown. Its forms:
 *
 * <ul>
 *   <li>joint (default): k such that h vanishes in a fit of v = V.n + h R, a bulk flow with a Hubble-like outflow
 *   <li>mono: the same without the flow, v = h R
 *   <li>constant: k such that K vanishes in v = V.n + K, an outflow of one speed at all distances
 *   <li>band: like mono, from the tracers in a band of declination only, where a flow along the axis of the coverage hardly
 *       shows; for samples of one hemisphere
 *   <li>fixed: the distances are on their final scale already, with a given error
 * </ul>
 *
 * <p>In eta space the fit is to log-distance ratios with errors at the distance of the model, as flow/bulk fits by default; the
 * band is then the mean of eta with weights 1/error^2, from which no flow is removed. In distance space the fit is to velocities
 * with errors at the distance estimate, and is repeated with rescaled distances until h is below 1e-10, as the SMAC survey did.
 * Use one space for the zero point and the flow.
 *
 * <p>The distances get the mode zero-point with its standard error, which flow/bulk can marginalise. That of a band is treated
 * as independent of the flow, although the tracers of the band take part in both. Other shared errors of the distances, such
 * as those of slopes, lose the part that the fitted zero point takes up. A shift displaces the zero point by a fraction
 * afterwards, to see what depends on it.
 */
@Component(
        id = "no-net-inflow",
        title = "Zero point by no net inflow",
        cite = {"1999ApJ...512L..79H", "2014MNRAS.445.2677S"},
        example = """
                form: joint
                space: distance
                shift: 1 %
                """)
@Extension
public final class NoNetInflow implements DistanceBias {

    private static final double CONVERGED = 1e-10;
    private static final int MOST_ROUNDS = 30;

    /** Condition on the zero point. */
    public enum Form {
        /** No Hubble-like outflow beside a bulk flow. */
        JOINT,
        /** No Hubble-like outflow. */
        MONO,
        /** No outflow of constant speed beside a bulk flow. */
        CONSTANT,
        /** The scale is known. */
        FIXED,
        /** No Hubble-like outflow in a band of declination. */
        BAND
    }

    /** What is fitted. */
    public enum Space {
        /** Log-distance ratios, errors at the model distance. */
        ETA,
        /** Velocities, errors at the distance estimate. */
        DISTANCE
    }

    /** The pole of the band. */
    public record Axis(
            @Parameter(doc = "Galactic longitude", unit = "deg", value = "122.93192 deg", min = -360, max = 360)
            double lDeg,

            @Parameter(doc = "Galactic latitude", unit = "deg", value = "27.12825 deg", min = -90, max = 90)
            double bDeg) {}

    /** A band of the sky. */
    public record Band(
            @Parameter(doc = "Southern edge", unit = "deg", value = "-20 deg", min = -90, max = 90)
            double fromDeg,

            @Parameter(doc = "Northern edge", unit = "deg", value = "0 deg", min = -90, max = 90)
            double toDeg,

            @Parameter(
                    doc =
                            "Pole that the edges are angles from the equator of, in Galactic coordinates; the celestial one by "
                                    + "default",
                    value = "{}")
            Axis axis) {

        public Band {
            if (!(fromDeg < toDeg)) {
                throw new IllegalArgumentException(
                        "band: found from " + fromDeg + " deg to " + toDeg + " deg, but from must be less than to");
            }
        }
    }

    /** Form of the condition. */
    public record Parameters(
            @Parameter(doc = "Condition on the zero point", value = "joint")
            Form form,

            @Parameter(doc = "What is fitted; use the same as the flow", value = "eta")
            Space space,

            @Parameter(
                    doc = "Fraction by which all distances are enlarged afterwards",
                    unit = "%",
                    value = "0 %",
                    min = -50,
                    max = 50)
            double shiftPercent,

            @Parameter(
                    doc = "Tracers that set the zero point, for form: band",
                    value = "{}",
                    cite = "2014MNRAS.445.2677S")
            Band band,

            @Parameter(
                    doc = "Standard error of the scale, for form: fixed",
                    unit = "%",
                    value = "0 %",
                    min = 0,
                    max = 50)
            double errorPercent) {

        public Parameters {
            if (errorPercent != 0 && form != Form.FIXED) {
                throw new IllegalArgumentException("error: found " + errorPercent
                        + " %, but only form: fixed takes one; the other forms find their own");
            }
        }
    }

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final double shift;
    private final String description;

    /** Take parameters and what all steps share. */
    @Inject
    public NoNetInflow(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        shift = Math.log1p(parameters.shiftPercent() / 100);
        description = describe(parameters);
    }

    /**
     * What one fit says of the zero point.
     *
     * @param correction h, the fraction by which all distances are too small
     * @param influence how it came about; worked out only when the shared errors are asked for
     */
    private record Step(double correction, Supplier<Influence> influence) {}

    /**
     * What the zero point depends on.
     *
     * @param error standard error of h
     * @param sensitivity of h to each tracer's ln d: the sum is −1, as a common error is undone
     */
    private record Influence(double error, double[] sensitivity) {}

    @Override
    public DistanceSample correct(DistanceSample distances) {
        return correct(distances, scalable());
    }

    @Override
    public Stage<DistanceSample, DistanceSample> prepare(DistanceSample like) {
        ScalableDistances own = scalable();
        return distances -> correct(distances, own);
    }

    private ScalableDistances scalable() {
        return new ScalableDistances(assumptions, ErrorDistance.ESTIMATE);
    }

    private DistanceSample correct(DistanceSample distances, ScalableDistances scalable) {
        if (distances.zeroPoint() == ZeroPoint.FITTED) {
            throw new DataException("zero point: it was set before ("
                    + distances.treatment("zero-point").map(Treatment::how).orElse("by an earlier step")
                    + "), but it can be set only once");
        }
        if (distances.size() == 0) {
            throw new InsufficientDataException("zero point: the sample is empty, but tracers are needed");
        }
        if (parameters.form() == Form.FIXED) {
            Influence none = new Influence(parameters.errorPercent() / 100, new double[distances.size()]);
            return corrected(distances, shift, () -> none);
        }
        int[] band = parameters.form() == Form.BAND ? band(distances) : new int[0];
        DistanceSample sample = parameters.form() == Form.BAND ? distances.select(band) : distances;
        DoubleFunction<Step> fit = fits(sample, scalable);
        double found = 0;
        double lastResult = 0;
        double lastMove = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Step step = fit.apply(found);
            if (!(step.correction() > -1)) {
                throw new DataException("zero point: the distances are too large by a factor beyond repair (h = "
                        + step.correction() + "), but they must be roughly H0 d in km/s");
            }
            double result = Math.log1p(step.correction());
            // a step by the result itself would do, too; the secant knows how much of it is left after a step
            double slope = round == 0 ? -1 : (result - lastResult) / lastMove;
            double move = slope < -0.5 && slope > -2 ? -result / slope : result;
            double tried = found;
            found += move;
            // a secant leaves an error of the product of its last two steps at most; of 0.02 of it for the SMAC survey
            boolean negligible = round > 0 && Math.abs(move * lastMove) <= CONVERGED;
            if (negligible || Math.abs(step.correction()) <= CONVERGED) {
                return corrected(distances, found + shift, () -> influence(distances, band, tried));
            }
            lastResult = result;
            lastMove = move;
        }
        throw new DataException("zero point: no convergence in " + MOST_ROUNDS
                + " rounds; look for wild distances or too small errors");
    }

    /** Fit once more, with ln d larger by so much, to tell what the zero point depends on. */
    private Influence influence(DistanceSample distances, int[] band, double by) {
        if (parameters.form() != Form.BAND) {
            return fits(distances, scalable()).apply(by).influence().get();
        }
        Influence ofBand =
                fits(distances.select(band), scalable()).apply(by).influence().get();
        double[] sensitivity = new double[distances.size()];
        for (int i = 0; i < band.length; i++) {
            sensitivity[band[i]] = ofBand.sensitivity()[i];
        }
        return new Influence(ofBand.error(), sensitivity);
    }

    private static String describe(Parameters parameters) {
        String form = parameters.form().name().toLowerCase(Locale.ROOT);
        String shift = parameters.shiftPercent() == 0 ? "" : ", shifted by " + parameters.shiftPercent() + " %";
        return parameters.form() == Form.FIXED
                ? form + shift
                : form + " in " + parameters.space().name().toLowerCase(Locale.ROOT) + " space" + shift;
    }

    /** Return the fit to a sample whose ln d are all larger by so much; the next fit may undo what the last one returned. */
    private DoubleFunction<Step> fits(DistanceSample sample, ScalableDistances scalable) {
        if (parameters.space() == Space.DISTANCE) {
            scalable.take(sample);
            return by -> step(scalable.fit(Math.exp(by), this::model));
        }
        return parameters.form() == Form.BAND
                ? by -> meanRatio(shifted(sample, by))
                : by -> step(
                        LogDistanceRatios.of(shifted(sample, by), assumptions).fit(this::model));
    }

    private LinearModel model(TracerVelocities velocities) {
        switch (parameters.form()) {
            case JOINT:
                return velocities.bulkFlowAndZeroPoint();
            case CONSTANT:
                return velocities.bulkFlowAnd("constant", ones(velocities.size()));
            default:
                return velocities.zeroPoint();
        }
    }

    /** Read the last parameter of a fit. */
    private Step step(FlowSolution solution) {
        LinearFit fit = solution.fit();
        int last = fit.model().names().size() - 1;
        // how a common change of ln d changes it: 1 for a Hubble-like outflow; for one of constant speed, km/s for a
        // fraction
        double common = parameters.form() == Form.CONSTANT
                ? sum(fit.weights(last), solution.velocities().responseKms())
                : 1;
        return new Step(fit.parameter(last) / common, () -> {
            double[] response = solution.velocities().responseKms();
            double[] sensitivity = fit.weights(last);
            for (int i = 0; i < sensitivity.length; i++) {
                sensitivity[i] *= -response[i] / common;
            }
            return new Influence(fit.error(last) / Math.abs(common), sensitivity);
        });
    }

    private static double sum(double[] weight, double[] of) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * of[i];
        }
        return sum;
    }

    /** The mean of ln(dm(z)/R) with weights from the distance errors alone. */
    private Step meanRatio(DistanceSample sample) {
        double[] ratio = LogDistanceRatios.of(sample, assumptions).lnRatio();
        double[] sensitivity = new double[ratio.length];
        double sum = 0;
        double weights = 0;
        for (int i = 0; i < ratio.length; i++) {
            double error = sample.lnError()[i];
            if (!(error > 0)) {
                throw new DataException(
                        sample.labels()[i] + ": its distance has no error, but a mean needs positive ones");
            }
            double weight = 1 / (error * error);
            sum += weight * ratio[i];
            weights += weight;
            sensitivity[i] = -weight;
        }
        for (int i = 0; i < sensitivity.length; i++) {
            sensitivity[i] /= weights;
        }
        double error = 1 / Math.sqrt(weights);
        return new Step(Math.expm1(sum / weights), () -> new Influence(error, sensitivity));
    }

    private int[] band(DistanceSample sample) {
        Band band = parameters.band();
        GalacticVector pole =
                GalacticVector.ofDegrees(band.axis().lDeg(), band.axis().bDeg());
        int[] members = new int[sample.size()];
        int count = 0;
        for (int i = 0; i < members.length; i++) {
            double sine = pole.x() * sample.directions().x()[i]
                    + pole.y() * sample.directions().y()[i]
                    + pole.z() * sample.directions().z()[i];
            double latitude = Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, sine))));
            if (latitude > band.fromDeg() && latitude < band.toDeg()) {
                members[count++] = i;
            }
        }
        if (count == 0) {
            throw new InsufficientDataException("zero point: no tracer is in the band from " + band.fromDeg()
                    + " deg to " + band.toDeg() + " deg, but at least one is needed");
        }
        return Arrays.copyOf(members, count);
    }

    private static DistanceSample shifted(DistanceSample sample, double by) {
        return sample.withLnDistance(plus(sample.lnDistance(), by));
    }

    private static double[] plus(double[] values, double by) {
        double[] shifted = new double[values.length];
        for (int i = 0; i < shifted.length; i++) {
            shifted[i] = values[i] + by;
        }
        return shifted;
    }

    /** The sample with its zero point set, and its shared errors as they are after that. */
    private DistanceSample corrected(DistanceSample sample, double by, Supplier<Influence> influence) {
        return sample.toBuilder()
                .lnDistance(plus(sample.lnDistance(), by))
                .modes(() -> modes(sample, influence.get()))
                .zeroPoint(ZeroPoint.FITTED)
                .treated(new Treatment("zero-point", description))
                .build();
    }

    private static List<Mode> modes(DistanceSample sample, Influence influence) {
        List<Mode> modes = new ArrayList<>(sample.modes().size() + 1);
        for (Mode mode : sample.modes()) {
            // an unknown zero point is what this step has made known
            if (!mode.name().equals(TracerVelocities.ZERO_POINT)) {
                modes.add(new Mode(mode.name(), absorbed(mode.lnDistance(), influence.sensitivity()), mode.sigma()));
            }
        }
        modes.add(new Mode(TracerVelocities.ZERO_POINT, ones(sample.size()), influence.error()));
        return modes;
    }

    private static double[] absorbed(double[] mode, double[] sensitivity) {
        return plus(mode, sum(sensitivity, mode));
    }

    private static double[] ones(int size) {
        double[] ones = new double[size];
        Arrays.fill(ones, 1);
        return ones;
    }
}
