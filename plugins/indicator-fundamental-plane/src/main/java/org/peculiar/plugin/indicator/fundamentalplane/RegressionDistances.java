package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;
import static org.peculiar.science.fundamentalplane.PlaneSample.BRIGHTNESS;
import static org.peculiar.science.fundamentalplane.PlaneSample.DISPERSION;
import static org.peculiar.science.fundamentalplane.PlaneSample.RADIUS;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.TracerMembers;

/**
 * Distances of one survey's groups or galaxies from a regression plane.
 *
 * <p>Radii are put at the distances of the tracers' redshifts; a tracer's intercept then says how far off that distance is.
 */
final class RegressionDistances {

    private static final int MAX_CLIPPING_ROUNDS = 3;

    private final PlaneFit.Form form;
    private final FundamentalPlane.Parameters parameters;
    private final DistanceTable distances;
    private final Observables observables;
    private final boolean groupRedshifts;
    private final PlaneSample all;

    /** The galaxies fitted. */
    private TracerMembers members;

    private PlaneFit fit;

    private RegressionDistances(
            PlaneFit.Form form, FundamentalPlane.Parameters parameters, DistanceTable distances, Survey survey) {
        this.form = form;
        this.parameters = parameters;
        this.distances = distances;
        observables = new Observables(survey, distances, parameters.errorCorrelation());
        boolean weighted = parameters.weights() == FundamentalPlane.Weights.ERRORS;
        boolean needErrors = weighted || parameters.errorsInVariables();
        if (needErrors) {
            observables.requireErrors(weighted ? "weights: errors" : "errors-in-variables");
        }
        TracerMembers.Choice choice =
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts());
        members =
                TracerMembers.of(survey, choice, FundamentalPlane.NAME, galaxy -> observables.lack(galaxy, needErrors));
        groupRedshifts = members.byGroup() || parameters.redshifts() == Redshifts.GROUP;
        all = observables.sample(TracerMembers.redshifts(survey, groupRedshifts));
    }

    /**
     * Find what a survey's distances can be measured from.
     *
     * @throws InsufficientDataException if no tracer has what the plane needs
     */
    static RegressionDistances of(
            PlaneFit.Form form, FundamentalPlane.Parameters parameters, DistanceTable distances, Survey survey) {
        return new RegressionDistances(form, parameters, distances, survey);
    }

    /**
     * Measure the distances.
     *
     * @throws InsufficientDataException if too few galaxies are left
     */
    DistanceSample measure() {
        fit(new PlaneFit.Options(
                form,
                parameters.weights() == FundamentalPlane.Weights.ERRORS,
                parameters.errorsInVariables(),
                observables.logIntensityPerBrightness()));
        return sample();
    }

    Observables observables() {
        return observables;
    }

    /** Return the galaxies that can be used, less those clipped once the distances were measured. */
    TracerMembers members() {
        return members;
    }

    private void fit(PlaneFit.Options options) {
        int rounds = parameters.clip().isPresent() ? MAX_CLIPPING_ROUNDS : 0;
        fit = fitOnce(options);
        for (int round = 0; round < rounds; round++) {
            int before = members.galaxies();
            double limit = parameters.clip().orElseThrow();
            double[] residuals = fit.residuals();
            members = members.keeping(i -> Math.abs(residuals[i]) <= limit * Math.sqrt(fit.variance(i)), "clipped");
            if (members.galaxies() == before) {
                break;
            }
            fit = fitOnce(options);
        }
        if (!(fit.alpha() > 0)) {
            throw new DataException(
                    "Fundamental Plane: log Re was found to change by " + fit.alpha()
                            + " per dex of velocity dispersion, but distances need it to grow; check the observables and their units");
        }
    }

    private PlaneFit fitOnce(PlaneFit.Options options) {
        PlaneSample used = all.select(members.rows());
        return members.byGroup()
                ? PlaneFit.of(used, members.tracerOf(), members.size(), options)
                : PlaneFit.of(used, new int[members.galaxies()], 1, options);
    }

    /**
     * Where the plane passes each tracer.
     *
     * @param variance of each intercept
     * @param mean log R_e, log σ and brightness
     */
    private record Intercepts(double[] values, double[] variance, double[][] mean) {}

    private Intercepts ofGroups() {
        int n = members.size();
        double[] intercept = new double[n];
        double[] variance = new double[n];
        double[][] mean = new double[3][n];
        double[] weights = fit.groupWeights();
        for (int g = 0; g < n; g++) {
            intercept[g] = fit.groupIntercept(g);
            variance[g] = 1 / weights[g];
            for (int axis = 0; axis < 3; axis++) {
                mean[axis][g] = fit.groupMean(axis, g);
            }
        }
        return new Intercepts(intercept, variance, mean);
    }

    private Intercepts ofGalaxies() {
        int n = members.galaxies();
        double[] intercept = new double[n];
        double[] variance = new double[n];
        for (int i = 0; i < n; i++) {
            intercept[i] = fit.intercept(i);
            variance[i] = fit.variance(i);
        }
        PlaneSample used = all.select(members.rows());
        return new Intercepts(intercept, variance, new double[][] {used.logRe(), used.logSigma(), used.brightness()});
    }

    /** The mean of a column of tracers over all galaxies. */
    private double overall(double[] ofTracers) {
        double sum = 0;
        for (int t = 0; t < ofTracers.length; t++) {
            sum += members.members()[t] * ofTracers[t];
        }
        return sum / members.galaxies();
    }

    private DistanceSample sample() {
        Intercepts intercepts = members.byGroup() ? ofGroups() : ofGalaxies();
        double[] lnHubble = members.lnHubble(type(), distances);
        int n = members.size();
        double zeroPoint = overall(intercepts.values());
        double perResidual = fit.logDistancePerResidual();
        double[] logRatio = new double[n];
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        double[][] bySlope = new double[2][n];
        for (int i = 0; i < n; i++) {
            logRatio[i] = perResidual * (intercepts.values()[i] - zeroPoint);
            lnDistance[i] = lnHubble[i] + LN10 * logRatio[i];
            lnError[i] = LN10 * Math.abs(perResidual) * Math.sqrt(intercepts.variance()[i]);
            double[] by = fit.logDistanceBySlope(
                    intercepts.mean()[RADIUS][i] + logRatio[i],
                    intercepts.mean()[DISPERSION][i],
                    intercepts.mean()[BRIGHTNESS][i]);
            bySlope[0][i] = LN10 * by[0];
            bySlope[1][i] = LN10 * by[1];
        }
        DistanceSample.Builder builder = members.distances(type(), lnDistance, lnError);
        slopeModes(bySlope).forEach(builder::mode);
        return builder.calibration(calibration(intercepts, zeroPoint, logRatio)).build();
    }

    /** What the log ratio of distances is taken to be one of. */
    private DistanceType type() {
        return members.byGroup() ? DistanceType.ANGULAR_DIAMETER : DistanceType.COMOVING;
    }

    /** The slopes' errors as two independent ones, without what they do to the normalisation. */
    private List<Mode> slopeModes(double[][] bySlope) {
        double[][] covariance = fit.covariance();
        double l00 = Math.sqrt(covariance[0][0]);
        double l10 = covariance[1][0] / l00;
        double l11 = Math.sqrt(Math.max(0, covariance[1][1] - l10 * l10));
        double common0 = overall(bySlope[0]);
        double common1 = overall(bySlope[1]);
        int n = bySlope[0].length;
        double[] first = new double[n];
        double[] second = new double[n];
        for (int i = 0; i < n; i++) {
            first[i] = (bySlope[0][i] - common0) * l00 + (bySlope[1][i] - common1) * l10;
            second[i] = (bySlope[1][i] - common1) * l11;
        }
        return List.of(new Mode("slopes-1", first, 1), new Mode("slopes-2", second, 1));
    }

    private Calibration calibration(Intercepts intercepts, double zeroPoint, double[] logRatio) {
        Map<String, Double> derived = derived(
                fit.alpha(),
                fit.beta(),
                form == PlaneFit.Form.INVERSE ? -zeroPoint * fit.alpha() : zeroPoint,
                fit.scatter(),
                fit.intrinsicScatter(),
                LN10 * Math.abs(fit.logDistancePerResidual()) * fit.scatter());
        if (parameters.weights() == FundamentalPlane.Weights.ERRORS) {
            derived.put("reduced-chi-square", fit.reducedChiSquare());
        }
        if (parameters.errorsInVariables()) {
            derived.put("errors-in-variables-factor", fit.correctionFactor());
        }
        RegressionRelation relation = new RegressionRelation(
                form,
                parameters.errorCorrelation(),
                groupRedshifts,
                type(),
                distances,
                fit.intrinsicScatter(),
                form == PlaneFit.Form.ORTHOGONAL ? population(logRatio) : new double[0]);
        double[] slopes = fit.slopes();
        return calibration(
                relation,
                new double[] {slopes[0], slopes[1], zeroPoint},
                withZeroPoint(intercepts),
                derived,
                members.galaxies(),
                members.omitted());
    }

    /** The numbers that people quote of every regression. */
    static Map<String, Double> derived(
            double alpha, double beta, double gamma, double scatter, double intrinsicScatter, double distanceError) {
        Map<String, Double> derived = new LinkedHashMap<>();
        derived.put("alpha", alpha);
        derived.put("beta", beta);
        derived.put("gamma", gamma);
        derived.put("scatter", scatter);
        derived.put("intrinsic-scatter", intrinsicScatter);
        derived.put("distance-error", distanceError);
        return derived;
    }

    static Calibration calibration(
            RegressionRelation relation,
            double[] values,
            double[][] covariance,
            Map<String, Double> derived,
            int used,
            Map<String, List<String>> omitted) {
        return new Calibration(
                relation.title(), relation.names(), values, covariance, derived, used, omitted, Optional.of(relation));
    }

    /** The covariance of slopes and zero point, the latter at fixed distances. */
    private double[][] withZeroPoint(Intercepts intercepts) {
        double[][] c = fit.covariance();
        double x = overall(intercepts.mean()[form == PlaneFit.Form.INVERSE ? RADIUS : DISPERSION]);
        double y = overall(intercepts.mean()[BRIGHTNESS]);
        double first = -c[0][0] * x - c[0][1] * y;
        double second = -c[1][0] * x - c[1][1] * y;
        double noise = 0;
        for (int i = 0; i < members.size(); i++) {
            double share = members.members()[i] / (double) members.galaxies();
            noise += share * share * intercepts.variance()[i];
        }
        return new double[][] {
            {c[0][0], c[0][1], first}, {c[1][0], c[1][1], second}, {first, second, noise - first * x - second * y}
        };
    }

    /** Mean and covariance of the galaxies fitted, with radii at their measured distances for those in groups. */
    private double[] population(double[] logRatio) {
        PlaneSample used = all.select(members.rows());
        int n = members.galaxies();
        double[] logRe = used.logRe();
        if (members.byGroup()) {
            for (int i = 0; i < n; i++) {
                logRe[i] += logRatio[members.tracerOf()[i]];
            }
        }
        double[][] x = {logRe, used.logSigma(), used.brightness()};
        double[] moments = new double[9];
        for (int axis = 0; axis < 3; axis++) {
            moments[axis] = Arrays.stream(x[axis]).average().orElseThrow();
        }
        int next = 3;
        for (int a = 0; a < 3; a++) {
            for (int b = a; b < 3; b++) {
                for (int i = 0; i < n; i++) {
                    moments[next] += (x[a][i] - moments[a]) * (x[b][i] - moments[b]) / (n - 1);
                }
                next++;
            }
        }
        return moments;
    }
}
