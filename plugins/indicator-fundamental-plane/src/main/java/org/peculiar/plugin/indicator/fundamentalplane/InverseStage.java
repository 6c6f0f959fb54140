package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Mode;
import org.peculiar.api.Quantity;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.InverseRegression;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;

/**
 * Distances of groups from the inverse form where all galaxies count the same: for surveys that have all in common but
 * dispersions and the groups' redshifts, the work is that of going through the dispersions. Surveys that need more, such as
 * those with groups that take a redshift from their members, are measured as {@link RegressionDistances} does.
 */
final class InverseStage implements Stage<Survey, DistanceSample> {

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
                && !parameters.tracers().equals(Optional.of(Tracers.GALAXIES));
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
        if (!regression.members().byGroup() || !haveRedshifts(survey.groups())) {
            return regression.measure();
        }
        Shared prepared = new Shared(survey, regression.observables(), regression.members());
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

        /** What log R_e grows by with ln of the Hubble distance: that of a size which is an angle does, as ln d with all it has below. */
        private final double perLn;

        /** Mean squares of the errors of log R_e, log σ and brightness, and mean product of the first and the last. */
        private final double[] meanError = new double[4];

        Shared(Survey survey, Observables observables, TracerMembers tracers) {
            this.survey = survey;
            double[] logSigma = observables.dispersion().values();
            int[] rows = tracers.rows();
            int[] tracerOf = tracers.tracerOf();
            used = rows.length;
            boolean[] taken = new boolean[survey.galaxies().size()];
            groups = new int[tracers.size()];
            for (int i = 0; i < used; i++) {
                taken[rows[i]] = true;
                groups[tracerOf[i]] = survey.groupOf()[rows[i]];
            }
            others = rowsWithout(taken);
            otherHasDispersion = new boolean[others.length];
            for (int i = 0; i < others.length; i++) {
                otherHasDispersion[i] = Double.isFinite(logSigma[others[i]]);
            }
            omitted = tracers.omitted();
            members = tracers.members();
            directions = tracers.directions();
            Table table = survey.groups().select(groups);
            labels = table.labels();
            rowIds = table.rowIds();
            share = new double[groups.length];
            perRootMembers = new double[groups.length];
            for (int g = 0; g < groups.length; g++) {
                share[g] = members[g] / (double) used;
                perRootMembers[g] = 1 / Math.sqrt(members[g]);
            }
            perLn = observables.areAngular() ? 1 / LN10 : 0;
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
            return other.frame() == survey.frame()
                    && other.groupOf() == survey.groupOf()
                    && survey.galaxies().sharesAllBut(Observables.LOG_SIGMA, other.galaxies())
                    && survey.groups().sharesAllBut(Quantity.REDSHIFT.name(), other.groups());
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
            for (int g = 0; g < n; g++) {
                z[g] = zOfGroups[groups[g]];
            }
            double[] lnDistance = lnHubble(z);
            double a = fit.a();
            double b = fit.b();
            double radius = overallRadius + perLn * overall(lnDistance);
            double zeroPoint = overall(fit.mean()) - a * radius - b * overallBrightness;
            double perResidual = LN10 / a;
            double errorOfOne = perResidual * Math.sqrt(fit.variance());
            double[] lnError = new double[n];
            double[] mean = fit.mean();
            for (int g = 0; g < n; g++) {
                double logRe = meanRadius[g] + perLn * lnDistance[g];
                lnDistance[g] += perResidual * (mean[g] - a * logRe - b * meanBrightness[g] - zeroPoint);
                lnError[g] = errorOfOne * perRootMembers[g];
            }
            return DistanceSample.of(
                            DistanceSample.Tracer.GROUP, labels, rowIds, directions, z, lnDistance, lnError, members)
                    .type(DistanceType.ANGULAR_DIAMETER)
                    .modes(() -> slopes(fit, lnHubble(z), lnDistance))
                    .calibration(() -> calibration(fit, zeroPoint, radius))
                    .build();
        }

        /** The distances that tracers at rest would have. */
        private double[] lnHubble(double[] z) {
            double[] ln = new double[z.length];
            for (int g = 0; g < z.length; g++) {
                ln[g] = distances.angularDiameterKms(z[g]);
            }
            // a loop of its own: in one with the other, each call would cost that one its registers
            for (int g = 0; g < z.length; g++) {
                ln[g] = Math.log(ln[g]);
            }
            return ln;
        }

        /** What an error of the slopes, in units of its two independent parts, does to the distances. */
        private List<Mode> slopes(InverseRegression.Fit fit, double[] lnHubble, double[] lnDistance) {
            double l00 = Math.sqrt(fit.covarianceAa());
            double l10 = fit.covarianceAb() / l00;
            double l11 = Math.sqrt(Math.max(0, fit.covarianceBb() - l10 * l10));
            double perResidual = LN10 / fit.a();
            double radius = overallRadius + perLn * overall(lnHubble);
            double[] first = new double[lnHubble.length];
            double[] second = new double[lnHubble.length];
            for (int g = 0; g < first.length; g++) {
                double logRe = meanRadius[g] + perLn * lnHubble[g];
                double byA = perResidual * (radius - logRe) - (lnDistance[g] - lnHubble[g]) / fit.a();
                double byB = perResidual * (overallBrightness - meanBrightness[g]);
                first[g] = byA * l00 + byB * l10;
                second[g] = byB * l11;
            }
            return List.of(new Mode("slopes-1", first, 1), new Mode("slopes-2", second, 1));
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
