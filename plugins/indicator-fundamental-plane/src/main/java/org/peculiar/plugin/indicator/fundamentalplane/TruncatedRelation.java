package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.plugin.indicator.fundamentalplane.Observables.LN10;

import java.util.Arrays;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneGaussian;
import org.peculiar.science.fundamentalplane.PlaneSample;
import org.peculiar.science.fundamentalplane.TruncatedLikelihood;
import org.peculiar.science.indicator.TracerMembers;

/**
 * The normal distribution of early-type galaxies behind a survey's limits in magnitude and dispersion.
 *
 * <p>The residual of a galaxy, in dex, is how much larger it is than its dispersion, its brightness and its having been
 * selected let expect. Simulated galaxies are drawn, with their errors, until one passes the limits at its redshift.
 */
final class TruncatedRelation implements Relation {

    /** A probability of selection below one in so many means that the distances are not this survey's. */
    private static final int MAX_ATTEMPTS = 100_000;

    private final FundamentalPlane.Selection selection;
    private final double errorCorrelation;
    private final boolean groupRedshifts;
    private final DistanceTable distances;

    TruncatedRelation(
            FundamentalPlane.Selection selection,
            double errorCorrelation,
            boolean groupRedshifts,
            DistanceTable distances) {
        this.selection = selection;
        this.errorCorrelation = errorCorrelation;
        this.groupRedshifts = groupRedshifts;
        this.distances = distances;
    }

    @Override
    public String[] parameters() {
        return PlaneGaussian.PARAMETERS.toArray(new String[0]);
    }

    /** The galaxies that have what the relation needs, behind the survey's limits. */
    private final class Limited {

        private final int size;
        private final int[] rows;
        private final double[] logDistance;
        private final TruncatedLikelihood likelihood;

        Limited(Survey survey) {
            Observables observables = new Observables(survey, distances, errorCorrelation);
            double[] z = TracerMembers.redshifts(survey, groupRedshifts);
            PlaneSample all = observables.withLogIntensity(observables.sample(z), selection.solarMagnitudeMag());
            size = z.length;
            rows = observables.complete(z);
            double[] limit = new double[rows.length];
            logDistance = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                double at = z[rows[i]];
                limit[i] = selection.limit(distances.luminosityKms(at));
                logDistance[i] = Math.log10(distances.comovingKms(at));
            }
            likelihood = new TruncatedLikelihood(all.select(rows), limit, selection.logSigma());
        }

        double[] eta(double[] lnDistance) {
            double[] eta = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                eta[i] = logDistance[i] - lnDistance[rows[i]] / LN10;
            }
            return eta;
        }

        Residuals residuals(double[] theta, double[] lnDistance) {
            TruncatedLikelihood.Residuals found = likelihood.residuals(new PlaneGaussian(theta), eta(lnDistance));
            return new Residuals(
                    spread(found.values()),
                    spread(found.variances()),
                    byLnDistance(found.byEta()),
                    byParameter(found.byParameter()));
        }

        LogLikelihoods logLikelihoods(double[] theta, double[] lnDistance) {
            TruncatedLikelihood.LogLikelihoods found =
                    likelihood.logLikelihoods(new PlaneGaussian(theta), eta(lnDistance));
            return new LogLikelihoods(
                    spread(found.values()), byLnDistance(found.byEta()), byParameter(found.byParameter()));
        }

        private double[] byLnDistance(double[] byEta) {
            double[] by = spread(byEta);
            for (int i = 0; i < size; i++) {
                by[i] /= -LN10;
            }
            return by;
        }

        private double[][] byParameter(double[][] values) {
            double[][] by = new double[values.length][];
            Arrays.setAll(by, p -> spread(values[p]));
            return by;
        }

        private double[] spread(double[] values) {
            double[] all = new double[size];
            Arrays.fill(all, Double.NaN);
            for (int i = 0; i < rows.length; i++) {
                all[rows[i]] = values[i];
            }
            return all;
        }
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        return new Limited(survey).residuals(theta, lnDistance);
    }

    @Override
    public Likelihood likelihood(Survey survey, double[] theta, double[] lnDistance) {
        return new Limited(survey)::logLikelihoods;
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        Observables observables = new Observables(survey, distances, errorCorrelation);
        double[] z = TracerMembers.redshifts(survey, groupRedshifts);
        int n = z.length;
        PlaneSample template = observables.withLogIntensity(observables.sample(z), selection.solarMagnitudeMag());
        double[][] root = new PlaneGaussian(theta).cholesky();
        double[] logRe = new double[n];
        double[] logSigma = new double[n];
        double[] logIe = new double[n];
        Draws[] streams = new Draws[6];
        Arrays.setAll(streams, k -> draws.stream("galaxy-" + (k + 1)));
        int[] pending = observables.complete(z);
        for (int attempt = 0; pending.length > 0; attempt++) {
            if (attempt == MAX_ATTEMPTS) {
                throw new DataException(
                        "galaxies: " + survey.galaxies().labels()[pending[0]] + ": none of " + MAX_ATTEMPTS
                                + " galaxies drawn passes the survey's selection, but a mock needs distances and a redshift at which"
                                + " some do");
            }
            Draws[] now = new Draws[streams.length];
            for (int k = 0; k < now.length; k++) {
                now[k] = streams[k].replicate(attempt);
            }
            int count = 0;
            for (int row : pending) {
                int id = survey.galaxies().rowIds()[row];
                double g0 = now[0].gaussian(id);
                double g1 = now[1].gaussian(id);
                double g2 = now[2].gaussian(id);
                double e0 = now[3].gaussian(id);
                double rho = template.correlation()[row];
                double e2 = rho * e0 + Math.sqrt(1 - rho * rho) * now[5].gaussian(id);
                double eta = (Math.log(distances.comovingKms(z[row])) - lnDistance[row]) / LN10;
                logRe[row] = theta[0] + eta + root[0][0] * g0 + template.logReError()[row] * e0;
                logSigma[row] = theta[1]
                        + root[1][0] * g0
                        + root[1][1] * g1
                        + template.logSigmaError()[row] * now[4].gaussian(id);
                logIe[row] = theta[2]
                        + root[2][0] * g0
                        + root[2][1] * g1
                        + root[2][2] * g2
                        + template.brightnessError()[row] * e2;
                boolean admitted = logSigma[row] > selection.logSigma()
                        && 2 * logRe[row] + logIe[row] > selection.limit(distances.luminosityKms(z[row]));
                if (!admitted) {
                    pending[count++] = row;
                }
            }
            pending = Arrays.copyOf(pending, count);
        }
        double[] atRedshift = new double[n];
        for (int i = 0; i < n; i++) {
            atRedshift[i] = z[i] > 0 ? Math.log(distances.angularDiameterKms(z[i])) : Double.NaN;
        }
        return observables.withDrawn(
                logRe, logSigma, observables.ofLogIntensity(logIe, selection.solarMagnitudeMag()), atRedshift, z);
    }
}
