package org.peculiar.plugin.source.mocksurvey;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Brightest;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Seen;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Spirals;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.DistanceModulus;

/** What galaxies show beside the Fundamental Plane, drawn at the same true distances. */
final class OtherObservables {

    /** Absolute magnitudes of spirals are zero at this log W. */
    private static final double PIVOT_DEX = 2.5;

    private OtherObservables() {}

    /** The modulus that light of a cluster's redshift has from its true distance. */
    private static double modulus(Seen seen, int cluster) {
        return DistanceModulus.ofLnComovingKms(Math.log(seen.comovingKms()[cluster]), seen.z()[cluster]);
    }

    /** Adds magnitudes, and widths that follow from them. */
    static Table spirals(Table galaxies, Seen seen, Spirals spirals, Draws draws) {
        int n = seen.key().length;
        Draws brightness = draws.stream("magnitude");
        Draws scatter = draws.stream("width");
        double[] magnitude = new double[n];
        double[] logWidth = new double[n];
        for (int k = 0; k < n; k++) {
            double fainter = spirals.spreadMag() * brightness.gaussian(seen.key()[k]);
            double off = spirals.scatterMag() * scatter.gaussian(seen.key()[k]);
            magnitude[k] = spirals.zeroPointMag() + fainter + modulus(seen, seen.cluster()[k]);
            logWidth[k] = PIVOT_DEX + (fainter + off) / spirals.slope();
        }
        return galaxies.with(Column.of(new Quantity("magnitude", Unit.MAG), magnitude))
                .with(Column.of(new Quantity("log-width", Unit.DEX_KMS), logWidth));
    }

    /** Adds the light of the first galaxy of each cluster within an aperture that is metric if the redshift is a distance. */
    static Table brightest(Table galaxies, Seen seen, Brightest brightest, Cosmology cosmology, Draws draws) {
        int n = seen.key().length;
        Draws growth = draws.stream("alpha");
        Draws scatter = draws.stream("magnitude");
        double[] magnitude = new double[n];
        double[] alpha = new double[n];
        Arrays.fill(magnitude, Double.NaN);
        Arrays.fill(alpha, Double.NaN);
        for (int k = 0; k < n; k++) {
            int cluster = seen.cluster()[k];
            if (k > 0 && seen.cluster()[k - 1] == cluster) {
                continue;
            }
            double a = brightest.alpha() + brightest.spread() * growth.gaussian(seen.key()[k]);
            double absolute = brightest.zeroPointMag() + a * (brightest.linear() + a * brightest.quadratic());
            double farther = Math.log10(seen.comovingKms()[cluster] / cosmology.comovingKms(seen.z()[cluster]));
            alpha[k] = a;
            // the aperture holds more of a galaxy that is farther than its redshift says
            magnitude[k] = absolute
                    + brightest.scatterMag() * scatter.gaussian(seen.key()[k])
                    + modulus(seen, cluster)
                    - 2.5 * a * farther;
        }
        return galaxies.with(Column.of(new Quantity("metric-magnitude", Unit.MAG), magnitude))
                .with(Column.of(new Quantity("alpha", Unit.NONE), alpha));
    }
}
