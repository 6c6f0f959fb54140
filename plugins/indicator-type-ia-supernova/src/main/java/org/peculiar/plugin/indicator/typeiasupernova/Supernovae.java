package org.peculiar.plugin.indicator.typeiasupernova;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import java.util.Arrays;
import org.peculiar.api.Directions;
import org.peculiar.api.Survey;
import org.peculiar.science.indicator.IntrinsicScatter;
import org.peculiar.science.indicator.TracerMembers;

/** Which light curves are of one supernova, and which supernovae are in one host. */
final class Supernovae {

    private static final double ARCSEC_PER_RADIAN = 206264.80624709636;

    private final TracerMembers hosts;
    private final int[] supernovaOf;
    private final int[] hostOf;

    private Supernovae(TracerMembers hosts, int[] supernovaOf, int size) {
        this.hosts = hosts;
        this.supernovaOf = supernovaOf;
        hostOf = new int[size];
        for (int i = 0; i < supernovaOf.length; i++) {
            hostOf[supernovaOf[i]] = hosts.tracerOf()[i];
        }
    }

    /** Find the light curves of one host that are within an angle of the first of them. */
    static Supernovae of(Survey survey, TracerMembers hosts, double withinArcsec) {
        int[] first = firsts(survey.galaxies().directions(), hosts.rows(), hosts.tracerOf(), withinArcsec);
        int[] supernovaOf = new int[first.length];
        int size = 0;
        for (int i = 0; i < first.length; i++) {
            supernovaOf[i] = first[i] == i ? size++ : supernovaOf[first[i]];
        }
        return new Supernovae(hosts, supernovaOf, size);
    }

    /**
     * Return for each of some rows the place of the first row of the same supernova.
     *
     * @param hostOf of each row; rows of different hosts are never one supernova
     */
    static int[] firsts(Directions directions, int[] rows, int[] hostOf, double withinArcsec) {
        double chord = 2 * Math.sin(withinArcsec / ARCSEC_PER_RADIAN / 2);
        int hosts = Arrays.stream(hostOf).max().orElse(-1) + 1;
        int[] lastOfHost = new int[hosts];
        Arrays.fill(lastOfHost, -1);
        int[] previous = new int[rows.length];
        int[] first = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            first[i] = i;
            previous[i] = lastOfHost[hostOf[i]];
            lastOfHost[hostOf[i]] = i;
            for (int j = previous[i]; j >= 0; j = previous[j]) {
                if (first[j] == j && distance(directions, rows[i], rows[j]) < chord) {
                    first[i] = j;
                }
            }
        }
        return first;
    }

    private static double distance(Directions d, int i, int j) {
        double x = d.x()[i] - d.x()[j];
        double y = d.y()[i] - d.y()[j];
        double z = d.z()[i] - d.z()[j];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /** Return the number of supernovae. */
    int size() {
        return hostOf.length;
    }

    /** Average the light curves of each supernova by the inverse of their variances. */
    Means means(double[] lnDistance, double[] lnVariance) {
        double[] mean = new double[size()];
        double[] weight = new double[size()];
        for (int i = 0; i < supernovaOf.length; i++) {
            weight[supernovaOf[i]] += 1 / lnVariance[i];
            mean[supernovaOf[i]] += lnDistance[i] / lnVariance[i];
        }
        Arrays.setAll(mean, s -> mean[s] / weight[s]);
        return new Means(mean, weight);
    }

    /** Distances of supernovae, without intrinsic scatter. */
    final class Means {

        private final double[] lnDistance;
        private final double[] weight;

        private Means(double[] lnDistance, double[] weight) {
            this.lnDistance = lnDistance;
            this.weight = weight;
        }

        /** Average the supernovae of each host, with an intrinsic scatter of each. */
        IntrinsicScatter.Distances ofHosts(double scatterMag) {
            double scatter = LN_DISTANCE_PER_MAG * scatterMag;
            double[] mean = new double[hosts.size()];
            double[] sum = new double[hosts.size()];
            for (int s = 0; s < hostOf.length; s++) {
                double w = 1 / (1 / weight[s] + scatter * scatter);
                sum[hostOf[s]] += w;
                mean[hostOf[s]] += w * lnDistance[s];
            }
            Arrays.setAll(mean, t -> mean[t] / sum[t]);
            Arrays.setAll(sum, t -> 1 / Math.sqrt(sum[t]));
            return new IntrinsicScatter.Distances(mean, sum);
        }

        /** Return the share of each light curve in the mean of its host. */
        double[] shares(double[] lnVariance, double scatterMag) {
            double scatter = LN_DISTANCE_PER_MAG * scatterMag;
            double[] sum = new double[hosts.size()];
            double[] ofSupernova = new double[hostOf.length];
            for (int s = 0; s < hostOf.length; s++) {
                ofSupernova[s] = 1 / (1 / weight[s] + scatter * scatter);
                sum[hostOf[s]] += ofSupernova[s];
            }
            double[] shares = new double[supernovaOf.length];
            for (int i = 0; i < shares.length; i++) {
                int s = supernovaOf[i];
                shares[i] = ofSupernova[s] / sum[hostOf[s]] / (lnVariance[i] * weight[s]);
            }
            return shares;
        }
    }
}
