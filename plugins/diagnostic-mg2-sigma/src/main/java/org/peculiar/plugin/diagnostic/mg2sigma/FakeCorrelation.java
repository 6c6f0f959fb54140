package org.peculiar.plugin.diagnostic.mg2sigma;

import java.util.Arrays;
import org.peculiar.api.Draws;

/**
 * The correlation of offsets with velocities that the errors of log σ alone give, by Monte Carlo.
 *
 * <p>Too large a log σ makes Mg2 look too weak, and the distance d ln d = ln 10 α δ too large, hence the velocity −R d ln d too
 * small. Each mock adds such errors to log σ, and through the mean of each cluster to its velocity, and fits the relation anew.
 * The observed velocities are shuffled among the clusters, which leaves no other correlation. As what is observed has errors
 * already, log σ, the residuals of Mg2 and the velocities are scaled down beforehand, and the slope up, so that with the new
 * errors all scatter as observed and the slope is the observed one.
 *
 * @see "Hudson et al. 1999, ApJ 512, L79"
 */
final class FakeCorrelation {

    private static final double LN10 = Math.log(10);

    private final Members members;
    private final double[] logSigma;
    private final double[] mg2;
    private final double[] velocityPerError;
    private final int[] membersOf;
    private final double velocityScatter;
    private final double scaleOfVelocities;
    private final boolean exceedsObserved;

    /**
     * Prepare the mocks.
     *
     * @param members as observed
     * @param fit the observed relation
     * @param alpha change of the log distance with log σ
     */
    FakeCorrelation(Members members, Line fit, double alpha) {
        this.members = members;
        int clusters = members.clusters();
        velocityPerError = Arrays.stream(members.distanceKms())
                .map(distance -> -distance * LN10 * alpha)
                .toArray();
        membersOf = new int[clusters];
        for (int cluster : members.cluster()) {
            membersOf[cluster]++;
        }
        double faked = 0;
        for (int k = 0; k < members.error().length; k++) {
            int cluster = members.cluster()[k];
            double velocity = velocityPerError[cluster] * members.error()[k] / membersOf[cluster];
            faked += velocity * velocity / clusters;
        }
        double mean = Arrays.stream(members.velocityKms()).average().orElseThrow();
        double variance = Arrays.stream(members.velocityKms())
                        .map(velocity -> (velocity - mean) * (velocity - mean))
                        .sum()
                / (clusters - 1);
        velocityScatter = Math.sqrt(faked);
        scaleOfVelocities = Math.sqrt(Math.max(0, 1 - faked / variance));
        double[] observed = members.testedLogSigma();
        double[] residuals = fit.residuals(observed, members.mg2());
        double squares = Arrays.stream(members.tested())
                .mapToDouble(k -> members.error()[k] * members.error()[k])
                .average()
                .orElseThrow();
        double middle = Arrays.stream(observed).average().orElseThrow();
        double ofLogSigma = Arrays.stream(observed)
                .map(x -> (x - middle) * (x - middle))
                .average()
                .orElseThrow();
        double reliability = 1 - squares / ofLogSigma;
        // 1 - a² e²/(reliability s²): what the steeper line and the errors leave of the variance s² of the residuals
        double ofResiduals = 1 - fit.slope() * fit.slope() * squares / (reliability * fit.scatter() * fit.scatter());
        exceedsObserved = !(scaleOfVelocities > 0) || !(reliability > 0) || !(ofResiduals > 0);
        double shrink = Math.sqrt(Math.max(0, reliability));
        double slope = reliability > 0 ? fit.slope() / reliability : 0;
        logSigma = new double[observed.length];
        mg2 = new double[observed.length];
        for (int j = 0; j < observed.length; j++) {
            double deviation = shrink * (observed[j] - middle);
            logSigma[j] = middle + deviation;
            mg2[j] = fit.slope() * middle
                    + fit.intercept()
                    + slope * deviation
                    + Math.sqrt(Math.max(0, ofResiduals)) * residuals[j];
        }
    }

    /** Tells whether the errors alone scatter velocities, log σ or Mg2 more than observed. */
    boolean exceedsObserved() {
        return exceedsObserved;
    }

    /** Returns the rms velocity in km/s that the errors give the clusters. */
    double velocityScatterKms() {
        return velocityScatter;
    }

    /** Returns the line of offset against velocity of each mock. */
    Line[] draw(int mocks, Draws draws) {
        Draws errors = draws.stream("errors");
        Draws shuffles = draws.stream("mocks");
        int[] counts = members.counts();
        Line[] lines = new Line[mocks];
        for (int mock = 0; mock < mocks; mock++) {
            Draws own = errors.replicate(mock);
            double[] error = new double[members.error().length];
            double[] velocity = Shuffle.of(members.velocityKms(), shuffles.replicate(mock));
            for (int c = 0; c < velocity.length; c++) {
                velocity[c] *= scaleOfVelocities;
            }
            for (int k = 0; k < error.length; k++) {
                error[k] = members.error()[k] * own.gaussian(members.rowIds()[k]);
                int cluster = members.cluster()[k];
                velocity[cluster] += velocityPerError[cluster] * error[k] / membersOf[cluster];
            }
            double[] x = new double[logSigma.length];
            for (int j = 0; j < x.length; j++) {
                x[j] = logSigma[j] + error[members.tested()[j]];
            }
            double[] offsets = members.testedMeans(Line.through(x, mg2).residuals(x, mg2), counts);
            lines[mock] = Line.through(velocity, offsets);
        }
        return lines;
    }
}
