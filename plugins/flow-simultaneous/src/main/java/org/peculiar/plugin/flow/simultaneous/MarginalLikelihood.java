package org.peculiar.plugin.flow.simultaneous;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import org.peculiar.api.Relation;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.sky.GalacticVector;

/**
 * ln L of a flow and a relation, with the motions of groups about the flow integrated over:
 *
 * <pre>
 * ln L(V, θ) = Σ_g ln ∫ N(u; 0, (σ/cz_g)²) Π_i∈g L_i(θ, ln d(z_i; V·n_i) + u) du
 * </pre>
 *
 * <p>A motion is one of ln d, of a size that the redshift fixes, so that for normal residuals this is generalised least squares.
 * The integrals are adaptive Gauss–Hermite sums: about a point near the maximum, each group's nodes are put where its integrand
 * is, and held there, so that ln L and its derivatives belong together. Exact for a normal likelihood at that point.
 *
 * @see "Liu and Pierce 1994, Biometrika 81, 624"
 */
final class MarginalLikelihood {

    /** Gauss–Hermite nodes and weights of five points (Abramowitz and Stegun 1964, table 25.10). */
    private static final double[] NODES = {
        -2.0201828704560856, -0.9585724646138185, 0, 0.9585724646138185, 2.0201828704560856
    };

    private static final double[] WEIGHTS = {
        0.01995324205904591, 0.3936193231522412, 0.9453087204829419, 0.3936193231522412, 0.01995324205904591
    };

    /** Step of ln d in differences. */
    static final double LN_STEP = 0.01;

    private final GalaxySample galaxies;
    private final DistanceTable table;
    private final Relation.Likelihood likelihood;

    /** Motions as of ln d, and logs of weights, {@code [node][unit]}. */
    private final double[][] nodes;

    private final double[][] lnWeights;

    private MarginalLikelihood(
            GalaxySample galaxies,
            DistanceTable table,
            Relation.Likelihood likelihood,
            double[][] nodes,
            double[][] lnWeights) {
        this.galaxies = galaxies;
        this.table = table;
        this.likelihood = likelihood;
        this.nodes = nodes;
        this.lnWeights = lnWeights;
    }

    /**
     * Prepare the likelihood near a point.
     *
     * @param scatterKms σ of the motions; 0 if there are none
     * @param p flow in km/s, then θ
     */
    static MarginalLikelihood about(
            GalaxySample galaxies, Relation relation, DistanceTable table, double scatterKms, double[] p) {
        double[] lnDistance = model(galaxies, table, p).lnDistance();
        Relation.Likelihood likelihood = relation.likelihood(galaxies.survey(), theta(p), lnDistance);
        double[][] none = new double[1][galaxies.units()];
        MarginalLikelihood still = new MarginalLikelihood(galaxies, table, likelihood, none, none);
        return scatterKms > 0 ? still.withNodes(p, scatterKms) : still;
    }

    private static ModelDistances model(GalaxySample galaxies, DistanceTable table, double[] p) {
        double[] velocity = TracerLevel.radialKms(flow(p), galaxies.directions());
        return ModelDistances.of(galaxies.distances().type(), galaxies.z(), velocity, table);
    }

    private MarginalLikelihood withNodes(double[] p, double scatterKms) {
        double[] above = byUnit(at(p, LN_STEP).byLnDistance());
        double[] below = byUnit(at(p, -LN_STEP).byLnDistance());
        double[] scatter = new double[above.length];
        for (int i = 0; i < galaxies.size(); i++) {
            scatter[galaxies.unitOf()[i]] = scatterKms / (SPEED_OF_LIGHT_KMS * galaxies.z()[i]);
        }
        double[][] at = new double[NODES.length][above.length];
        double[][] lnWeight = new double[NODES.length][above.length];
        for (int unit = 0; unit < above.length; unit++) {
            double score = 0.5 * (above[unit] + below[unit]);
            double prior = 1 / (scatter[unit] * scatter[unit]);
            double information = Math.max(0, (below[unit] - above[unit]) / (2 * LN_STEP)) + prior;
            double width = 1 / Math.sqrt(information);
            for (int k = 0; k < NODES.length; k++) {
                double u = score / information + Math.sqrt(2) * width * NODES[k];
                at[k][unit] = u;
                lnWeight[k][unit] = Math.log(WEIGHTS[k] * width / (scatter[unit] * Math.sqrt(Math.PI)))
                        + NODES[k] * NODES[k]
                        - 0.5 * u * u * prior;
            }
        }
        return new MarginalLikelihood(galaxies, table, likelihood, at, lnWeight);
    }

    private double[] byUnit(double[] column) {
        double[] sums = new double[galaxies.units()];
        for (int i = 0; i < column.length; i++) {
            sums[galaxies.unitOf()[i]] += column[i];
        }
        return sums;
    }

    static GalacticVector flow(double[] p) {
        return new GalacticVector(p[0], p[1], p[2]);
    }

    static double[] theta(double[] p) {
        return Arrays.copyOfRange(p, 3, p.length);
    }

    /**
     * ln L with derivatives of each galaxy's part, averaged over the motion of its group.
     *
     * @param logLikelihood natural logarithm; {@code NaN} where a galaxy has no distance
     * @param byLnDistance by the galaxy's ln d
     * @param byParameter by θ, {@code [parameter][galaxy]}
     * @param slope derivative of ln d by the radial velocity, in s/km
     */
    record Evaluation(double logLikelihood, double[] byLnDistance, double[][] byParameter, double[] slope) {

        /** Return the derivatives by the galaxies' radial velocities, in s/km. */
        double[] byVelocity() {
            double[] by = new double[slope.length];
            Arrays.setAll(by, i -> byLnDistance[i] * slope[i]);
            return by;
        }
    }

    /**
     * Evaluate ln L.
     *
     * @param p flow in km/s, then θ
     * @param offsetLn added to all ln d
     */
    Evaluation at(double[] p, double offsetLn) {
        int n = galaxies.size();
        double[] theta = theta(p);
        ModelDistances model = model(galaxies, table, p);
        Relation.LogLikelihoods[] terms = new Relation.LogLikelihoods[nodes.length];
        double[][] share = new double[nodes.length][];
        for (int k = 0; k < nodes.length; k++) {
            double[] lnDistance = new double[n];
            for (int i = 0; i < n; i++) {
                lnDistance[i] = model.lnDistance()[i] + offsetLn + nodes[k][galaxies.unitOf()[i]];
            }
            terms[k] = likelihood.at(theta, lnDistance);
            share[k] = byUnit(terms[k].values());
            for (int unit = 0; unit < galaxies.units(); unit++) {
                share[k][unit] += lnWeights[k][unit];
            }
        }
        double logLikelihood = 0;
        for (int unit = 0; unit < galaxies.units(); unit++) {
            logLikelihood += toShares(share, unit);
        }
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[theta.length][n];
        for (int k = 0; k < nodes.length; k++) {
            for (int i = 0; i < n; i++) {
                double s = share[k][galaxies.unitOf()[i]];
                byLnDistance[i] += s * terms[k].byLnDistance()[i];
                for (int q = 0; q < theta.length; q++) {
                    byParameter[q][i] += s * terms[k].byParameter()[q][i];
                }
            }
        }
        return new Evaluation(logLikelihood, byLnDistance, byParameter, model.slope());
    }

    /** Turn logs of an integrand into what each node contributes, as a share of all; returns the log of all. */
    private static double toShares(double[][] lnIntegrand, int unit) {
        double most = Double.NEGATIVE_INFINITY;
        for (double[] node : lnIntegrand) {
            most = Math.max(most, node[unit]);
        }
        double sum = 0;
        for (double[] node : lnIntegrand) {
            node[unit] = Math.exp(node[unit] - most);
            sum += node[unit];
        }
        for (double[] node : lnIntegrand) {
            node[unit] /= sum;
        }
        return most + Math.log(sum);
    }
}
