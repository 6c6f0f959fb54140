package org.peculiar.plugin.indicator.brightestclustergalaxy;

import java.util.Arrays;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.plugin.indicator.brightestclustergalaxy.GrowthCurves.Coefficients;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.TracerMembers;

/**
 * The L-alpha relation with its scatter. A simulation draws magnitudes within the apertures that the survey has, given alpha and its
 * gradient, which stay.
 */
final class LuminosityRelation implements Relation {

    private final double radius;
    private final double scatterMag;
    private final boolean redshiftsOfGroups;
    private final DistanceTable distances;

    LuminosityRelation(double radius, double scatterMag, boolean redshiftsOfGroups, DistanceTable distances) {
        this.radius = radius;
        this.scatterMag = scatterMag;
        this.redshiftsOfGroups = redshiftsOfGroups;
        this.distances = distances;
    }

    @Override
    public String[] parameters() {
        return new String[] {"zero-point", "linear", "quadratic"};
    }

    private static Coefficients coefficients(double[] theta) {
        return new Coefficients(theta[0], theta[1], theta[2]);
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        GrowthCurves curves = new GrowthCurves(survey, radius, distances);
        double[] z = TracerMembers.redshifts(survey, redshiftsOfGroups);
        int n = z.length;
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[3][n];
        for (int i = 0; i < n; i++) {
            double a = curves.alpha(i, lnDistance[i], z[i]);
            values[i] = curves.residual(i, lnDistance[i], z[i], coefficients(theta));
            variances[i] = scatterMag * scatterMag + curves.errorMag(i) * curves.errorMag(i);
            byLnDistance[i] = curves.slope(i, lnDistance[i], z[i], coefficients(theta));
            byParameter[0][i] = -1;
            byParameter[1][i] = -a;
            byParameter[2][i] = -a * a;
        }
        return new Residuals(values, variances, byLnDistance, byParameter);
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        GrowthCurves curves = new GrowthCurves(survey, radius, distances);
        double[] z = TracerMembers.redshifts(survey, redshiftsOfGroups);
        int[] ids = survey.galaxies().rowIds();
        Draws scatter = draws.stream("scatter");
        Column magnitude = curves.magnitude();
        double[] drawn = new double[ids.length];
        Arrays.setAll(
                drawn,
                i -> magnitude.values()[i]
                        - curves.residual(i, lnDistance[i], z[i], coefficients(theta))
                        + Math.hypot(scatterMag, curves.errorMag(i)) * scatter.gaussian(ids[i]));
        return survey.withGalaxies(survey.galaxies().with(magnitude.withValues(drawn)));
    }
}
