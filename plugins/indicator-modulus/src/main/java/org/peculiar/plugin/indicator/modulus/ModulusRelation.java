package org.peculiar.plugin.indicator.modulus;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import java.util.Arrays;
import java.util.List;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.science.indicator.DistanceModulus;

/** Moduli are those of the true distances, plus one offset, with the errors that the catalogue gives. */
final class ModulusRelation implements Relation {

    static final List<String> PARAMETERS = List.of("offset");

    @Override
    public String[] parameters() {
        return PARAMETERS.toArray(new String[0]);
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        Column moduli = Modulus.moduli(survey);
        double[] errors = moduli.errors().orElseThrow();
        double[] expected = expected(survey, theta, lnDistance);
        int n = expected.length;
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[1][n];
        Arrays.fill(byLnDistance, -1 / LN_DISTANCE_PER_MAG);
        Arrays.fill(byParameter[0], -1);
        for (int i = 0; i < n; i++) {
            values[i] = moduli.values()[i] - expected[i];
            variances[i] = errors[i] * errors[i];
        }
        return new Residuals(values, variances, byLnDistance, byParameter);
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        Column moduli = Modulus.moduli(survey);
        double[] errors = moduli.errors().orElseThrow();
        double[] drawn = expected(survey, theta, lnDistance);
        int[] ids = survey.galaxies().rowIds();
        Draws noise = draws.stream("error");
        for (int i = 0; i < drawn.length; i++) {
            boolean known = Double.isFinite(moduli.values()[i]);
            drawn[i] = known ? drawn[i] + errors[i] * noise.gaussian(ids[i]) : Double.NaN;
        }
        return survey.withGalaxies(survey.galaxies().with(moduli.withValues(drawn)));
    }

    private static double[] expected(Survey survey, double[] theta, double[] lnDistance) {
        double[] observed = DistanceModulus.observedRedshifts(survey);
        double[] expected = new double[observed.length];
        Arrays.setAll(expected, i -> theta[0] + DistanceModulus.ofLnComovingKms(lnDistance[i], observed[i]));
        return expected;
    }
}
