package org.peculiar.plugin.flow.simultaneous;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.statistics.Normal;

/**
 * A relation that the plugin has never heard of: magnitudes {@code m = 5 log d + a + b w}, w the log of a line width, with a normal
 * scatter; brighter than a limit, if it has one.
 */
class LuminosityLineWidth implements Relation {

    static final Quantity MAGNITUDE = new Quantity("magnitude", Unit.MAG);
    static final Quantity WIDTH = new Quantity("log-width", Unit.DEX_KMS);

    private static final double PER_LN = 5 / Math.log(10);

    private final double scatterMag;
    private final double limitMag;

    private LuminosityLineWidth(double scatterMag, double limitMag) {
        this.scatterMag = scatterMag;
        this.limitMag = limitMag;
    }

    /** Return one that states residuals only. */
    static Relation ofResiduals(double scatterMag) {
        return new LuminosityLineWidth(scatterMag, Double.POSITIVE_INFINITY);
    }

    /** Return one that knows how its galaxies were selected. */
    static Relation selected(double scatterMag, double limitMag) {
        return new LuminosityLineWidth(scatterMag, limitMag) {
            @Override
            public Likelihood likelihood(Survey survey, double[] theta, double[] lnDistance) {
                return (at, lnD) -> truncated(residuals(survey, at, lnD), survey);
            }
        };
    }

    @Override
    public String[] parameters() {
        return new String[] {"a", "b"};
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        double[] m = survey.galaxies().values(MAGNITUDE.name());
        double[] w = survey.galaxies().values(WIDTH.name());
        int n = m.length;
        double[] values = new double[n];
        double[][] byParameter = new double[2][n];
        for (int i = 0; i < n; i++) {
            values[i] = m[i] - PER_LN * lnDistance[i] - theta[0] - theta[1] * w[i];
            byParameter[0][i] = -1;
            byParameter[1][i] = -w[i];
        }
        return new Residuals(values, filled(n, scatterMag * scatterMag), filled(n, -PER_LN), byParameter);
    }

    private static double[] filled(int size, double value) {
        double[] all = new double[size];
        Arrays.fill(all, value);
        return all;
    }

    /** The normal likelihood over the chance of being bright enough: {@code ln N(r; 0, s) − ln Φ((limit − m + r)/s)}. */
    LogLikelihoods truncated(Residuals residuals, Survey survey) {
        double[] m = survey.galaxies().values(MAGNITUDE.name());
        int n = m.length;
        double[] values = new double[n];
        double[] byResidual = new double[n];
        for (int i = 0; i < n; i++) {
            double r = residuals.values()[i] / scatterMag;
            double margin = (limitMag - m[i]) / scatterMag + r;
            double chance = Normal.cdf(margin);
            values[i] = -0.5 * r * r - Math.log(scatterMag * Math.sqrt(2 * Math.PI) * chance);
            byResidual[i] = -(r + Normal.density(margin) / chance) / scatterMag;
        }
        double[][] byParameter = new double[2][n];
        double[] byLnDistance = new double[n];
        for (int i = 0; i < n; i++) {
            byLnDistance[i] = byResidual[i] * residuals.byLnDistance()[i];
            byParameter[0][i] = byResidual[i] * residuals.byParameter()[0][i];
            byParameter[1][i] = byResidual[i] * residuals.byParameter()[1][i];
        }
        return new LogLikelihoods(values, byLnDistance, byParameter);
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        double[] w = survey.galaxies().values(WIDTH.name());
        double[] m = new double[w.length];
        for (int i = 0; i < m.length; i++) {
            double expected = PER_LN * lnDistance[i] + theta[0] + theta[1] * w[i];
            m[i] = expected + scatterMag * draws.gaussian(i);
        }
        return survey.withGalaxies(survey.galaxies().with(Column.of(MAGNITUDE, m)));
    }
}
