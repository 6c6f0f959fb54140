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
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneGaussian;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.fundamentalplane.TruncatedLikelihood;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
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
        boolean groupRedshifts = parameters.redshifts() == Redshifts.GROUP;
        TracerMembers galaxies = TracerMembers.of(
                survey,
                new TracerMembers.Choice(Optional.of(Tracers.GALAXIES), 1, parameters.redshifts()),
                FundamentalPlane.NAME,
                galaxy -> observables.lack(galaxy, true));
        FundamentalPlane.Selection selection = parameters.selection();
        PlaneSample all = observables.withLogIntensity(
                observables.sample(TracerMembers.redshifts(survey, groupRedshifts)), selection.solarMagnitudeMag());
        int n = galaxies.size();
        double[] z = galaxies.z();
        double[] limit = new double[n];
        for (int i = 0; i < n; i++) {
            limit[i] = selection.limit(distances.luminosityKms(z[i]));
        }
        TruncatedLikelihood likelihood =
                new TruncatedLikelihood(all.select(galaxies.rows()), limit, selection.logSigma());
        TruncatedLikelihood.Fit fit = likelihood.fit();
        TruncatedLikelihood.LogDistanceRatios eta = likelihood.logDistanceRatios(fit.plane(), parameters.etaLimitDex());
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
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
        return galaxies.distances(DistanceType.COMOVING, lnDistance, lnError)
                .inference(DistanceSample.Inference.GIVEN_REDSHIFT)
                .calibration(new Calibration(
                        "truncated Gaussian Fundamental Plane",
                        PlaneGaussian.PARAMETERS,
                        fit.plane().theta(),
                        fit.covariance(),
                        derived,
                        n,
                        galaxies.omitted(),
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
