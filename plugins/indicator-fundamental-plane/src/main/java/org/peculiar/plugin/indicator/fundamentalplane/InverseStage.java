package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Mode;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.InverseRegression;
import org.peculiar.science.fundamentalplane.PlaneFit;

/**
 * Distances of groups from the inverse form where all galaxies count the same: for surveys that have all in common but
 * dispersions and the groups' redshifts, the work is that of going through the dispersions. Surveys that need more, such as
 * those with groups that take a redshift from their members, are measured as {@link RegressionDistances} does.
 */
final class InverseStage implements Stage<Survey, DistanceSample> {

    private static final String[] SHARED = {
        Observables.LOG_THETA, Observables.LOG_RE, Observables.MU_E, Observables.LOG_IE, Observables.CZ_RADIUS
    };

    private final FundamentalPlane.Parameters parameters;
    private final DistanceTable distances;
    private Shared shared;

    InverseStage(FundamentalPlane.Parameters parameters, DistanceTable distances) {
        this.parameters = parameters;
        this.distances = distances;
    }

    /** Tell whether the parameters ask for what this class can do. */
    static boolean suits(FundamentalPlane.Parameters parameters) {
        return parameters.form() == FundamentalPlane.Form.INVERSE
                && parameters.weights() == FundamentalPlane.Weights.UNWEIGHTED
                && parameters.clip().isEmpty()
                && !parameters.errorsInVariables()
                && !parameters.tracers().equals(Optional.of(FundamentalPlane.Tracers.GALAXIES));
    }

    @Override
    public DistanceSample apply(Survey survey) {
        if (shared != null && shared.isOf(survey)) {
            Optional<DistanceSample> measured = shared.measure(survey);
            if (measured.isPresent()) {
                return measured.get();
            }
        }
        shared = null;
        RegressionDistances regression = RegressionDistances.of(PlaneFit.Form.INVERSE, parameters, distances, survey);
        if (!regression.byGroup() || regression.usableRows().length == 0 || !haveRedshifts(survey.groups())) {
            return regression.measure();
        }
        Shared prepared = new Shared(survey, regression);
        Optional<DistanceSample> measured = prepared.measure(survey);
        if (measured.isEmpty()) {
            return regression.measure();
        }
        shared = prepared;
        return measured.get();
    }

    private static boolean haveRedshifts(Table groups) {
        return groups.has(Quantity.REDSHIFT.name()) && allPositive(groups.values(Quantity.REDSHIFT.name(), Unit.NONE));
    }

    private static boolean allPositive(double[] z) {
        boolean all = true;
        for (double value : z) {
            all &= value > 0 && value < Double.POSITIVE_INFINITY;
        }
        return all;
    }

    /** What surveys have in common. */
    private final class Shared {

        private final Survey survey;
        private final Column dispersion;
        private final Optional<double[]> correlation;

        /** Rows of the galaxies that are left out, and whether these have a dispersion. */
        private final int[] others;

        private final boolean[] otherHasDispersion;

        private final Map<String, List<String>> omitted;
        private final int used;
        private final InverseRegression regression;

        /** Rows of the groups that are tracers. */
        private final int[] groups;

        private final String[] labels;
        private final int[] rowIds;
        private final Directions directions;
        private final int[] members;
        private final double[] share;
        private final double[] perRootMembers;

        /** Mean of log R_e, up to log d_A where sizes are angular. */
        private final double[] meanRadius;

        private final double[] meanBrightness;
        private final double overallRadius;
        private final double overallBrightness;
        private final boolean angular;

        /** Mean squares of the errors of log R_e, log σ and brightness, and mean product of the first and the last. */
        private final double[] meanError = new double[4];

        Shared(Survey survey, RegressionDistances selected) {
            this.survey = survey;
            Observables observables = selected.observables();
            dispersion = observables.dispersion();
            correlation = correlation(survey.galaxies());
            int[] rows = selected.usableRows();
            used = rows.length;
            boolean[] taken = new boolean[survey.galaxies().size()];
            for (int row : rows) {
                taken[row] = true;
            }
            others = rowsWithout(taken);
            otherHasDispersion = new boolean[others.length];
            for (int i = 0; i < others.length; i++) {
                otherHasDispersion[i] = Double.isFinite(dispersion.values()[others[i]]);
            }
            omitted = selected.omitted().byReason();
            groups = selected.groupsOf(rows);
            int[] tracerOf = new int[rows.length];
            members = new int[groups.length];
            for (int i = 0; i < rows.length; i++) {
                tracerOf[i] = Arrays.binarySearch(groups, survey.groupOf()[rows[i]]);
                members[tracerOf[i]]++;
            }
            Table tracers = survey.groups().select(groups);
            labels = tracers.labels();
            rowIds = tracers.rowIds();
            directions = tracers.hasDirections()
                    ? tracers.directions()
                    : selected.meanDirections(rows, tracerOf, groups.length);
            share = new double[groups.length];
            perRootMembers = new double[groups.length];
            for (int g = 0; g < groups.length; g++) {
                share[g] = members[g] / (double) used;
                perRootMembers[g] = 1 / Math.sqrt(members[g]);
            }
            angular = observables.areAngular();
            double[] radius = observables.radiusAtUnitDistance();
            double[] brightness = observables.brightness().values();
            regression = InverseRegression.of(radius, brightness, rows, tracerOf, members);
            meanRadius = means(radius, rows, tracerOf);
            meanBrightness = means(brightness, rows, tracerOf);
            overallRadius = overall(meanRadius);
            overallBrightness = overall(meanBrightness);
            observables.addMeanErrors(rows, meanError);
        }

        private int[] rowsWithout(boolean[] taken) {
            int[] rows = new int[taken.length - used];
            for (int i = 0, next = 0; i < taken.length; i++) {
                if (!taken[i]) {
                    rows[next++] = i;
                }
            }
            return rows;
        }

        private double[] means(double[] values, int[] rows, int[] tracerOf) {
            double[] mean = new double[groups.length];
            for (int i = 0; i < rows.length; i++) {
                mean[tracerOf[i]] += values[rows[i]];
            }
            for (int g = 0; g < mean.length; g++) {
                mean[g] /= members[g];
            }
            return mean;
        }

        private double overall(double[] ofGroups) {
            double sum = 0;
            for (int g = 0; g < ofGroups.length; g++) {
                sum += share[g] * ofGroups[g];
            }
            return sum;
        }

        /** Tell whether a survey has in common what was prepared; dispersions and redshifts are looked at when measured. */
        boolean isOf(Survey other) {
            Table galaxies = survey.galaxies();
            Table otherGalaxies = other.galaxies();
            if (other.frame() != RestFrame.CMB
                    || other.groupOf() != survey.groupOf()
                    || otherGalaxies.labels() != galaxies.labels()
                    || !sameDirections(otherGalaxies, galaxies)
                    || !sameRows(other.groups(), survey.groups())
                    || !otherGalaxies.has(Observables.LOG_SIGMA)
                    || !correlationIs(otherGalaxies)) {
                return false;
            }
            Column drawn = otherGalaxies.column(Observables.LOG_SIGMA);
            if (!drawn.quantity().equals(dispersion.quantity())
                    || drawn.errors().orElse(null) != dispersion.errors().orElse(null)) {
                return false;
            }
            for (String quantity : SHARED) {
                if (!same(quantity, otherGalaxies, galaxies)) {
                    return false;
                }
            }
            return true;
        }

        private boolean sameRows(Table a, Table b) {
            return a.labels() == b.labels() && a.rowIds() == b.rowIds() && sameDirections(a, b);
        }

        private boolean sameDirections(Table a, Table b) {
            return a.hasDirections() ? b.hasDirections() && a.directions() == b.directions() : !b.hasDirections();
        }

        private Optional<double[]> correlation(Table galaxies) {
            String size = galaxies.has(Observables.LOG_THETA) ? Observables.LOG_THETA : Observables.LOG_RE;
            String bright = galaxies.has(Observables.MU_E) ? Observables.MU_E : Observables.LOG_IE;
            return galaxies.correlation(size, bright);
        }

        private boolean correlationIs(Table galaxies) {
            return correlation(galaxies).orElse(null) == correlation.orElse(null);
        }

        private boolean same(String quantity, Table a, Table b) {
            if (!a.has(quantity) || !b.has(quantity)) {
                return a.has(quantity) == b.has(quantity);
            }
            return same(a.column(quantity), b.column(quantity));
        }

        private boolean same(Column a, Column b) {
            return a.values() == b.values()
                    && a.errors().orElse(null) == b.errors().orElse(null)
                    && a.quantity().equals(b.quantity());
        }

        /** Measure a survey; empty if other galaxies take part, or the plane is not one that distances can be had from. */
        Optional<DistanceSample> measure(Survey other) {
            double[] logSigma = other.galaxies().values(Observables.LOG_SIGMA);
            for (int i = 0; i < others.length; i++) {
                if (Double.isFinite(logSigma[others[i]]) != otherHasDispersion[i]) {
                    return Optional.empty();
                }
            }
            if (!regression.isDetermined() || !haveRedshifts(other.groups())) {
                return Optional.empty();
            }
            InverseRegression.Fit fit = regression.fit(logSigma);
            return fit.isFinite() && fit.a() > 0
                    ? Optional.of(sample(fit, other.groups().values(Quantity.REDSHIFT.name())))
                    : Optional.empty();
        }

        private DistanceSample sample(InverseRegression.Fit fit, double[] zOfGroups) {
            int n = groups.length;
            double[] z = new double[n];
            double[] lnDistance = new double[n];
            for (int g = 0; g < n; g++) {
                z[g] = zOfGroups[groups[g]];
                lnDistance[g] = Math.log(distances.angularDiameterKms(z[g]));
            }
            double a = fit.a();
            double b = fit.b();
            // log R_e of a size that is an angle grows with the distance; ln d does so with all it has below
            double perLn = angular ? 1 / LN10 : 0;
            double radius = overallRadius + perLn * overall(lnDistance);
            double zeroPoint = overall(fit.mean()) - a * radius - b * overallBrightness;
            double perResidual = LN10 / a;
            double deviation = Math.sqrt(fit.variance());
            double errorOfOne = perResidual * deviation;
            double l00 = Math.sqrt(fit.covarianceAa());
            double l10 = fit.covarianceAb() / l00;
            double l11 = Math.sqrt(Math.max(0, fit.covarianceBb() - l10 * l10));
            double[] lnError = new double[n];
            double[] first = new double[n];
            double[] second = new double[n];
            double[] mean = fit.mean();
            for (int g = 0; g < n; g++) {
                double logRe = meanRadius[g] + perLn * lnDistance[g];
                double lnRatio = perResidual * (mean[g] - a * logRe - b * meanBrightness[g] - zeroPoint);
                lnDistance[g] += lnRatio;
                lnError[g] = errorOfOne * perRootMembers[g];
                double byA = perResidual * (radius - logRe) - lnRatio / a;
                double byB = perResidual * (overallBrightness - meanBrightness[g]);
                first[g] = byA * l00 + byB * l10;
                second[g] = byB * l11;
            }
            return DistanceSample.of(
                            DistanceSample.Tracer.GROUP, labels, rowIds, directions, z, lnDistance, lnError, members)
                    .type(DistanceType.ANGULAR_DIAMETER)
                    .mode(new Mode("slopes-1", first, 1))
                    .mode(new Mode("slopes-2", second, 1))
                    .calibration(calibration(fit, zeroPoint, radius))
                    .build();
        }

        private Calibration calibration(InverseRegression.Fit fit, double zeroPoint, double radius) {
            double a = fit.a();
            double b = fit.b();
            double errors = a * a * meanError[0] + meanError[1] + b * b * meanError[2] + 2 * a * b * meanError[3];
            double scatter = Math.sqrt(fit.variance());
            double intrinsic = Math.sqrt(Math.max(0, fit.variance() - errors));
            double y = overallBrightness;
            double aa = fit.covarianceAa();
            double ab = fit.covarianceAb();
            double bb = fit.covarianceBb();
            double ac = -aa * radius - ab * y;
            double bc = -ab * radius - bb * y;
            double cc = fit.variance() / used - ac * radius - bc * y;
            return RegressionDistances.calibration(
                    new RegressionRelation(
                            PlaneFit.Form.INVERSE,
                            parameters.errorCorrelation(),
                            true,
                            DistanceType.ANGULAR_DIAMETER,
                            distances,
                            intrinsic,
                            new double[0]),
                    new double[] {a, b, zeroPoint},
                    new double[][] {{aa, ab, ac}, {ab, bb, bc}, {ac, bc, cc}},
                    RegressionDistances.derived(1 / a, -b / a, -zeroPoint / a, scatter, intrinsic, LN10 / a * scatter),
                    used,
                    omitted);
        }
    }
}
