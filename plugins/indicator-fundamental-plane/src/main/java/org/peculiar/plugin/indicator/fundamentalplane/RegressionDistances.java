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
import java.util.function.IntPredicate;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Mode;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.fundamentalplane.PlaneSample;

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
    private final Survey survey;
    private final Observables observables;
    private final boolean byGroup;
    private final boolean groupRedshifts;
    private final double[] z;
    private final double[] zOfGroups;
    private final PlaneSample all;
    private final Omissions omitted = new Omissions();

    /** Rows of the galaxies fitted. */
    private int[] rows;

    /** Rows of the groups that are tracers, in the order of the fit. */
    private int[] groups = new int[0];

    /** Place among the tracers of each galaxy fitted. */
    private int[] tracerOf;

    private PlaneFit fit;

    private RegressionDistances(
            PlaneFit.Form form, FundamentalPlane.Parameters parameters, DistanceTable distances, Survey survey) {
        this.form = form;
        this.parameters = parameters;
        this.distances = distances;
        this.survey = survey;
        observables = new Observables(survey, distances, parameters.errorCorrelation());
        boolean weighted = parameters.weights() == FundamentalPlane.Weights.ERRORS;
        boolean needErrors = weighted || parameters.errorsInVariables();
        if (needErrors) {
            observables.requireErrors(weighted ? "weights: errors" : "errors-in-variables");
        }
        byGroup = parameters
                .tracers()
                .map(t -> t == FundamentalPlane.Tracers.GROUPS)
                .orElseGet(this::someGroupSuits);
        groupRedshifts = byGroup || parameters.redshifts() == FundamentalPlane.Redshifts.GROUP;
        z = observables.redshifts(groupRedshifts);
        zOfGroups = observables.groupRedshifts();
        all = observables.sample(z);
        rows = observables.usable(z, all, byGroup, needErrors, omitted);
        if (byGroup) {
            rows = withCompany();
        }
    }

    /** Find what a survey's distances can be measured from. */
    static RegressionDistances of(
            PlaneFit.Form form, FundamentalPlane.Parameters parameters, DistanceTable distances, Survey survey) {
        return new RegressionDistances(form, parameters, distances, survey);
    }

    /**
     * Measure the distances.
     *
     * @throws InsufficientDataException if no tracer has what the plane needs
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

    /** Tell whether groups are the tracers. */
    boolean byGroup() {
        return byGroup;
    }

    /** Return the rows of the galaxies that can be used, before any is clipped. */
    int[] usableRows() {
        return rows;
    }

    /** Return why the others cannot. */
    Omissions omitted() {
        return omitted;
    }

    private boolean someGroupSuits() {
        int[] members = new int[survey.groups().size()];
        for (int group : survey.groupOf()) {
            if (group >= 0 && ++members[group] >= parameters.minMembers()) {
                return true;
            }
        }
        return false;
    }

    private void fit(PlaneFit.Options options) {
        for (int round = 0; ; round++) {
            if (rows.length == 0) {
                throw new InsufficientDataException("galaxies: found none of "
                        + survey.galaxies().size() + " that has what the Fundamental Plane needs: " + omitted);
            }
            tracerOf = new int[rows.length];
            if (byGroup) {
                groups = groupsOf(rows);
                Arrays.setAll(tracerOf, i -> Arrays.binarySearch(groups, survey.groupOf()[rows[i]]));
            }
            fit = PlaneFit.of(all.select(rows), tracerOf, byGroup ? groups.length : 1, options);
            int before = rows.length;
            if (parameters.clip().isPresent() && round < MAX_CLIPPING_ROUNDS) {
                rows = clipped(parameters.clip().get());
            }
            if (rows.length == before) {
                break;
            }
            if (byGroup) {
                rows = withCompany();
            }
        }
        if (!byGroup) {
            Arrays.setAll(tracerOf, i -> i);
        }
        if (!(fit.alpha() > 0)) {
            throw new DataException(
                    "Fundamental Plane: log Re was found to change by " + fit.alpha()
                            + " per dex of velocity dispersion, but distances need it to grow; check the observables and their units");
        }
    }

    /** Return the groups of some galaxies, in order. */
    int[] groupsOf(int[] galaxies) {
        return Arrays.stream(galaxies)
                .map(row -> survey.groupOf()[row])
                .sorted()
                .distinct()
                .toArray();
    }

    private int[] withCompany() {
        int[] members = new int[survey.groups().size()];
        for (int row : rows) {
            members[survey.groupOf()[row]]++;
        }
        String few = "in a group with fewer than " + parameters.minMembers() + " usable members";
        return keep(i -> members[survey.groupOf()[rows[i]]] >= parameters.minMembers(), few);
    }

    private int[] clipped(double limit) {
        double[] residuals = fit.residuals();
        return keep(i -> Math.abs(residuals[i]) <= limit * Math.sqrt(fit.variance(i)), "clipped");
    }

    private int[] keep(IntPredicate wanted, String otherwise) {
        int[] kept = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (wanted.test(i)) {
                kept[count++] = rows[i];
            } else {
                omitted.add(otherwise, survey.galaxies().labels()[rows[i]]);
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /**
     * The tracers as columns.
     *
     * @param table they are of
     * @param variance of each intercept
     * @param mean log R_e, log σ and brightness
     */
    private record Tracers(
            Table table,
            Directions directions,
            double[] z,
            int[] members,
            double[] intercept,
            double[] variance,
            double[][] mean) {

        /** The mean of a column over all galaxies. */
        double overall(double[] column) {
            double sum = 0;
            long galaxies = 0;
            for (int i = 0; i < column.length; i++) {
                sum += members[i] * column[i];
                galaxies += members[i];
            }
            return sum / galaxies;
        }
    }

    private Tracers groupTracers() {
        int n = groups.length;
        Table table = survey.groups().select(groups);
        int[] members = new int[n];
        double[] intercept = new double[n];
        double[] variance = new double[n];
        double[][] mean = new double[3][n];
        double[] weights = fit.groupWeights();
        for (int g = 0; g < n; g++) {
            members[g] = fit.members(g);
            intercept[g] = fit.groupIntercept(g);
            variance[g] = 1 / weights[g];
            for (int axis = 0; axis < 3; axis++) {
                mean[axis][g] = fit.groupMean(axis, g);
            }
        }
        double[] redshifts =
                Arrays.stream(groups).mapToDouble(g -> zOfGroups[g]).toArray();
        Directions directions = table.hasDirections() ? table.directions() : meanDirections(rows, tracerOf, n);
        return new Tracers(table, directions, redshifts, members, intercept, variance, mean);
    }

    /** Return the mean directions of galaxies in groups, for groups that have none of their own. */
    Directions meanDirections(int[] galaxiesUsed, int[] groupOfEach, int groupCount) {
        double[][] sum = new double[3][groupCount];
        Directions galaxies = survey.galaxies().directions();
        for (int i = 0; i < galaxiesUsed.length; i++) {
            sum[0][groupOfEach[i]] += galaxies.x()[galaxiesUsed[i]];
            sum[1][groupOfEach[i]] += galaxies.y()[galaxiesUsed[i]];
            sum[2][groupOfEach[i]] += galaxies.z()[galaxiesUsed[i]];
        }
        for (int g = 0; g < groupCount; g++) {
            double length = Math.sqrt(sum[0][g] * sum[0][g] + sum[1][g] * sum[1][g] + sum[2][g] * sum[2][g]);
            for (double[] component : sum) {
                component[g] /= length;
            }
        }
        return new Directions(sum[0], sum[1], sum[2]);
    }

    private Tracers galaxyTracers() {
        int n = rows.length;
        Table table = survey.galaxies().select(rows);
        int[] members = new int[n];
        Arrays.fill(members, 1);
        double[] intercept = new double[n];
        double[] variance = new double[n];
        double[] redshifts = new double[n];
        for (int i = 0; i < n; i++) {
            intercept[i] = fit.intercept(i);
            variance[i] = fit.variance(i);
            redshifts[i] = z[rows[i]];
        }
        PlaneSample used = all.select(rows);
        double[][] mean = {used.logRe(), used.logSigma(), used.brightness()};
        return new Tracers(table, table.directions(), redshifts, members, intercept, variance, mean);
    }

    private DistanceSample sample() {
        Tracers tracers = byGroup ? groupTracers() : galaxyTracers();
        int n = tracers.members().length;
        double zeroPoint = tracers.overall(tracers.intercept());
        double perResidual = fit.logDistancePerResidual();
        double[] logRatio = new double[n];
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        double[][] bySlope = new double[2][n];
        for (int i = 0; i < n; i++) {
            logRatio[i] = perResidual * (tracers.intercept()[i] - zeroPoint);
            lnDistance[i] = Math.log(distances.distanceKms(type(), tracers.z()[i])) + LN10 * logRatio[i];
            lnError[i] = LN10 * Math.abs(perResidual) * Math.sqrt(tracers.variance()[i]);
            double[] by = fit.logDistanceBySlope(
                    tracers.mean()[RADIUS][i] + logRatio[i],
                    tracers.mean()[DISPERSION][i],
                    tracers.mean()[BRIGHTNESS][i]);
            bySlope[0][i] = LN10 * by[0];
            bySlope[1][i] = LN10 * by[1];
        }
        DistanceSample.Builder builder = DistanceSample.of(
                byGroup ? DistanceSample.Tracer.GROUP : DistanceSample.Tracer.GALAXY,
                tracers.table().labels(),
                tracers.table().rowIds(),
                tracers.directions(),
                tracers.z(),
                lnDistance,
                lnError,
                tracers.members());
        slopeModes(tracers, bySlope).forEach(builder::mode);
        return builder.type(type())
                .calibration(calibration(tracers, zeroPoint, logRatio))
                .build();
    }

    /** What the log ratio of distances is taken to be one of. */
    private DistanceType type() {
        return byGroup ? DistanceType.ANGULAR_DIAMETER : DistanceType.COMOVING;
    }

    /** The slopes' errors as two independent ones, without what they do to the normalisation. */
    private List<Mode> slopeModes(Tracers tracers, double[][] bySlope) {
        double[][] covariance = fit.covariance();
        double l00 = Math.sqrt(covariance[0][0]);
        double l10 = covariance[1][0] / l00;
        double l11 = Math.sqrt(Math.max(0, covariance[1][1] - l10 * l10));
        double common0 = tracers.overall(bySlope[0]);
        double common1 = tracers.overall(bySlope[1]);
        int n = bySlope[0].length;
        double[] first = new double[n];
        double[] second = new double[n];
        for (int i = 0; i < n; i++) {
            first[i] = (bySlope[0][i] - common0) * l00 + (bySlope[1][i] - common1) * l10;
            second[i] = (bySlope[1][i] - common1) * l11;
        }
        return List.of(new Mode("slopes-1", first, 1), new Mode("slopes-2", second, 1));
    }

    private Calibration calibration(Tracers tracers, double zeroPoint, double[] logRatio) {
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
                withZeroPoint(tracers),
                derived,
                rows.length,
                omitted.byReason());
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
    private double[][] withZeroPoint(Tracers tracers) {
        double[][] c = fit.covariance();
        double x = tracers.overall(tracers.mean()[form == PlaneFit.Form.INVERSE ? RADIUS : DISPERSION]);
        double y = tracers.overall(tracers.mean()[BRIGHTNESS]);
        double first = -c[0][0] * x - c[0][1] * y;
        double second = -c[1][0] * x - c[1][1] * y;
        double noise = 0;
        for (int i = 0; i < tracers.members().length; i++) {
            double share = tracers.members()[i] / (double) rows.length;
            noise += share * share * tracers.variance()[i];
        }
        return new double[][] {
            {c[0][0], c[0][1], first}, {c[1][0], c[1][1], second}, {first, second, noise - first * x - second * y}
        };
    }

    /** Mean and covariance of the galaxies fitted, with radii at their measured distances for those in groups. */
    private double[] population(double[] logRatio) {
        PlaneSample used = all.select(rows);
        int n = rows.length;
        double[] logRe = used.logRe();
        if (byGroup) {
            for (int i = 0; i < n; i++) {
                logRe[i] += logRatio[tracerOf[i]];
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
