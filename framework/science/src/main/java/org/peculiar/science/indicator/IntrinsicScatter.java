package org.peculiar.science.indicator;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.List;
import java.util.function.DoubleFunction;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Directions;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/**
 * The scatter that distances have beyond their errors and their motions, by maximum likelihood.
 *
 * <p>The distances are compared with those of the redshifts. Their zero point and a bulk flow are fitted with each trial scatter, so
 * that neither feigns scatter: {@code −2 ln L = Σ r²/var + Σ ln var}, with {@code var} the error of ln d at that scatter and the
 * thermal dispersion and cz error in quadrature.
 */
public final class IntrinsicScatter {

    private static final double RELATIVE = 1e-9;
    private static final double ABSOLUTE = 1e-10;
    private static final int MOST_EVALUATIONS = 500;

    /**
     * Distances at a trial scatter.
     *
     * @param lnDistance of tracers, comoving
     * @param lnError of tracers
     */
    public record Distances(double[] lnDistance, double[] lnError) {}

    private final Directions directions;
    private final double[] lnHubble;
    private final double[] perKms;
    private final double motionKms;

    private IntrinsicScatter(Directions directions, double[] lnHubble, double[] perKms, double motionKms) {
        this.directions = directions;
        this.lnHubble = lnHubble;
        this.perKms = perKms;
        this.motionKms = motionKms;
    }

    /**
     * Fit the scatter of tracers.
     *
     * @param z of the tracers, CMB frame
     * @param most upper end of the search, in the unit of the scatter
     * @param at the distances with errors that hold a scatter
     * @throws org.peculiar.api.InsufficientDataException if the tracers cannot tell a flow from a zero point
     */
    public static double fitted(
            Directions directions, double[] z, Assumptions assumptions, double most, DoubleFunction<Distances> at) {
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        double[] lnHubble = new double[z.length];
        double[] perKms = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double dm = table.comovingKms(z[i]);
            double curved = dm / SPEED_OF_LIGHT_KMS;
            // d ln dm/dz; the root is 1 in a flat universe
            double byRedshift = Math.sqrt(1 + table.cosmology().omegaK() * curved * curved)
                    / (table.cosmology().hubbleRatio(z[i]) * curved);
            lnHubble[i] = Math.log(dm);
            perKms[i] = byRedshift * (1 + z[i]) / SPEED_OF_LIGHT_KMS;
        }
        double motion = Math.hypot(assumptions.thermalDispersionKms(), assumptions.czErrorKms());
        IntrinsicScatter scatter = new IntrinsicScatter(directions, lnHubble, perKms, motion);
        return new BrentOptimizer(RELATIVE, ABSOLUTE)
                .optimize(
                        new MaxEval(MOST_EVALUATIONS),
                        GoalType.MINIMIZE,
                        new SearchInterval(0, most),
                        new UnivariateObjectiveFunction(s -> scatter.minusTwoLnLikelihood(at.apply(s))))
                .getPoint();
    }

    private double minusTwoLnLikelihood(Distances distances) {
        int n = lnHubble.length;
        double[] values = new double[n];
        double[] variances = new double[n];
        double[][] columns = new double[4][n];
        double determinant = 0;
        for (int i = 0; i < n; i++) {
            double motion = motionKms * perKms[i];
            double error = distances.lnError()[i];
            values[i] = distances.lnDistance()[i] - lnHubble[i];
            variances[i] = error * error + motion * motion;
            determinant += Math.log(variances[i]);
            columns[0][i] = perKms[i] * directions.x()[i];
            columns[1][i] = perKms[i] * directions.y()[i];
            columns[2][i] = perKms[i] * directions.z()[i];
            columns[3][i] = 1;
        }
        LinearFit fit =
                LinearModel.of(List.of("vx", "vy", "vz", "zero-point"), columns).fit(values, variances);
        return fit.chi2() + determinant;
    }
}
