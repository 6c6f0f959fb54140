package org.peculiar.plugin.source.mocksurvey;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Plane;

/**
 * Early-type galaxies on a Fundamental Plane, by column.
 *
 * @param cluster that each is in
 * @param key that its random numbers are drawn by
 * @param logTheta log of the effective radius in arcsec
 * @param muE surface brightness in mag/arcsec², without dust
 * @param onPlane log σ that the plane gives their photometry
 * @param logSigma true log σ, off the plane by the intrinsic scatter
 */
record EarlyTypes(
        int[] cluster,
        long[] key,
        String[] labels,
        double[] logTheta,
        double[] muE,
        double[] onPlane,
        double[] logSigma) {

    private static final double ARCSEC_PER_RADIAN = 206264.80624709636;

    private EarlyTypes(int n) {
        this(new int[n], new long[n], new String[n], new double[n], new double[n], new double[n], new double[n]);
    }

    /**
     * Draw galaxies.
     *
     * @param distanceKms true angular-diameter distances of the clusters
     * @param intrinsicScatterDex of log σ about the plane
     */
    static EarlyTypes draw(
            Plane plane, double intrinsicScatterDex, Clusters clusters, double[] distanceKms, Draws draws) {
        EarlyTypes g = new EarlyTypes(Arrays.stream(clusters.members()).sum());
        Draws size = draws.stream("log-re");
        Draws brightness = draws.stream("mu-e");
        Draws scatter = draws.stream("plane");
        int next = 0;
        for (int i = 0; i < clusters.size(); i++) {
            double kpcPerArcsec = distanceKms[i] / 100 * 1000 / ARCSEC_PER_RADIAN;
            for (int j = 0; j < clusters.members()[i]; j++) {
                int k = next++;
                long key = Clusters.galaxyKey(clusters.rowIds()[i], j);
                double logRe = 0.50 + 0.25 * size.gaussian(key);
                g.cluster[k] = i;
                g.key[k] = key;
                g.labels[k] = clusters.labels()[i] + "-" + (j + 1);
                g.muE[k] = 19.80 + 2.6 * (logRe - 0.5) + 0.50 * brightness.gaussian(key);
                g.logTheta[k] = logRe - Math.log10(kpcPerArcsec);
                g.onPlane[k] = (logRe - plane.beta() * g.muE[k] - plane.gamma()) / plane.alpha();
                g.logSigma[k] = g.onPlane[k] + intrinsicScatterDex * scatter.gaussian(key);
            }
        }
        return g;
    }

    /** Return them as a survey's table, with types and line strengths beside their photometry. */
    Table table(Clusters clusters, Draws draws) {
        int n = key.length;
        Draws type = draws.stream("type");
        Draws noise = draws.stream("mg2");
        String[] types = new String[n];
        double[] mg2 = new double[n];
        for (int k = 0; k < n; k++) {
            types[k] = type.uniform(key[k]) < 0.5 ? "E" : "S0";
            mg2[k] = 0.20 * logSigma[k] - 0.18 + 0.02 * noise.gaussian(key[k]);
        }
        return Table.of("galaxies", labels)
                .with(clusters.directions().select(cluster))
                .with(Column.of(new Quantity("log-theta", Unit.DEX_ARCSEC), logTheta))
                .with(Column.of(new Quantity("mu-e", Unit.MAG_ARCSEC2), muE))
                .with(Column.of(new Quantity("mg2", Unit.MAG), mg2))
                .withText("type", types);
    }
}
