package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneGaussian;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.fundamentalplane.TruncatedLikelihood;
import org.peculiar.science.statistics.RobustStatistics;

/** Distances of single galaxies from the truncated normal distribution. */
final class TruncatedDistances {

    private TruncatedDistances() {}

    /**
     * Measure the distances.
     *
     * @throws InsufficientDataException if there are too few galaxies with observables, errors and a redshift
     */
    static DistanceSample measure(FundamentalPlane.Parameters parameters, DistanceTable distances, Survey survey) {
        Observables observables = new Observables(survey, distances, parameters.errorCorrelation());
        observables.requireErrors("form: truncated-gaussian");
        boolean groupRedshifts = parameters.redshifts() == FundamentalPlane.Redshifts.GROUP;
        double[] allZ = observables.redshifts(groupRedshifts);
        FundamentalPlane.Selection selection = parameters.selection();
        PlaneSample all = observables.withLogIntensity(observables.sample(allZ), selection.solarMagnitudeMag());
        Omissions omitted = new Omissions();
        int[] rows = observables.usable(allZ, all, false, true, omitted);
        if (rows.length == 0) {
            throw new InsufficientDataException("galaxies: found none of "
                    + survey.galaxies().size() + " that has what the Fundamental Plane needs: " + omitted);
        }
        int n = rows.length;
        double[] z = new double[n];
        double[] limit = new double[n];
        for (int i = 0; i < n; i++) {
            z[i] = allZ[rows[i]];
            limit[i] = selection.limit(distances.luminosityKms(z[i]));
        }
        TruncatedLikelihood likelihood = new TruncatedLikelihood(all.select(rows), limit, selection.logSigma());
        TruncatedLikelihood.Fit fit = likelihood.fit();
        TruncatedLikelihood.LogDistanceRatios eta = likelihood.logDistanceRatios(fit.plane(), parameters.etaLimitDex());
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        int[] members = new int[n];
        Arrays.fill(members, 1);
        for (int i = 0; i < n; i++) {
            lnDistance[i] = Math.log(distances.comovingKms(z[i])) - LN10 * eta.mean()[i];
            lnError[i] = LN10 * eta.error()[i];
        }
        Map<String, Double> derived = derived(fit);
        derived.put("distance-error", RobustStatistics.median(lnError));
        derived.put("mean-skewness", Arrays.stream(eta.skewness()).average().orElseThrow());
        derived.put("log-likelihood", fit.logLikelihood());
        derived.put("outside-selection", (double) likelihood.outside());
        derived.put("eta-at-limit", (double) eta.atEdge());
        Table galaxies = survey.galaxies().select(rows);
        return DistanceSample.of(
                        DistanceSample.Tracer.GALAXY,
                        galaxies.labels(),
                        galaxies.rowIds(),
                        galaxies.directions(),
                        z,
                        lnDistance,
                        lnError,
                        members)
                .type(DistanceType.COMOVING)
                .inference(DistanceSample.Inference.GIVEN_REDSHIFT)
                .calibration(new Calibration(
                        "truncated Gaussian Fundamental Plane",
                        PlaneGaussian.PARAMETERS,
                        fit.plane().theta(),
                        fit.covariance(),
                        derived,
                        n,
                        omitted.byReason(),
                        Optional.of(new TruncatedRelation(
                                selection, parameters.errorCorrelation(), groupRedshifts, distances))))
                .build();
    }

    private static Map<String, Double> derived(TruncatedLikelihood.Fit fit) {
        Map<String, Double> derived = new LinkedHashMap<>();
        double[] plane = fit.plane().plane();
        double[] errors = fit.planeErrors();
        String[] names = {"a", "b", "c"};
        for (int i = 0; i < 3; i++) {
            derived.put(names[i], plane[i]);
            derived.put(names[i] + "-error", errors[i]);
        }
        double[] sigmas = fit.plane().sigmas();
        for (int i = 0; i < 3; i++) {
            derived.put("sigma-" + (i + 1), sigmas[i]);
        }
        return derived;
    }
}
