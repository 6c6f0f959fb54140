package org.peculiar.plugin.indicator.typeiasupernova;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.peculiar.api.Column;
import org.peculiar.api.Draws;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Form;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Parameters;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.Tracers;

/**
 * The standardised magnitude is that of the true distance, off by an intrinsic scatter of the supernova and the errors of the
 * light curve.
 *
 * <p>A simulation draws the peak magnitude, given stretch and colour, which stay as the survey has them; the errors of these are in
 * what it draws. Light curves of one supernova share its intrinsic scatter.
 */
final class LightCurveRelation implements Relation {

    private final Parameters assumed;
    private final double scatterMag;

    LightCurveRelation(Parameters assumed, double scatterMag) {
        this.assumed = assumed;
        this.scatterMag = scatterMag;
    }

    private boolean tripp() {
        return assumed.form() == Form.TRIPP;
    }

    /** Return the name for people. */
    String title() {
        return switch (assumed.form()) {
            case TRIPP -> "Type Ia supernovae, Tripp";
            case STANDARDISED -> "Type Ia supernovae, standardised magnitudes";
            case MODULUS -> "Type Ia supernovae, moduli";
        };
    }

    @Override
    public String[] parameters() {
        return tripp()
                ? new String[] {"absolute-magnitude", "alpha", "beta"}
                : new String[] {assumed.form() == Form.MODULUS ? "offset" : "absolute-magnitude"};
    }

    /** Return the parameters with an absolute magnitude. */
    double[] theta(double magnitude) {
        return tripp() ? new double[] {magnitude, assumed.alpha(), assumed.beta()} : new double[] {magnitude};
    }

    private LightCurves curves(Survey survey, double[] theta) {
        return tripp() ? LightCurves.of(survey, assumed, theta[1], theta[2]) : LightCurves.of(survey, assumed);
    }

    @Override
    public Residuals residuals(Survey survey, double[] theta, double[] lnDistance) {
        LightCurves curves = curves(survey, theta);
        double[] observed = DistanceModulus.observedRedshifts(survey);
        int n = observed.length;
        double[] values = new double[n];
        double[] variances = new double[n];
        double[] byLnDistance = new double[n];
        double[][] byParameter = new double[theta.length][n];
        Arrays.fill(byLnDistance, -1 / LN_DISTANCE_PER_MAG);
        Arrays.fill(byParameter[0], -1);
        for (int i = 0; i < n; i++) {
            values[i] =
                    curves.standardised()[i] - theta[0] - DistanceModulus.ofLnComovingKms(lnDistance[i], observed[i]);
            variances[i] = curves.variance()[i] + scatterMag * scatterMag;
        }
        if (tripp()) {
            byParameter[1] = curves.stretch();
            double[] colour = curves.colour();
            Arrays.setAll(byParameter[2], i -> -colour[i]);
        }
        return new Residuals(values, variances, byLnDistance, byParameter);
    }

    @Override
    public Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws) {
        LightCurves curves = curves(survey, theta);
        double[] observed = DistanceModulus.observedRedshifts(survey);
        int[] ids = survey.galaxies().rowIds();
        int[] first = firsts(survey);
        Draws intrinsic = draws.stream("scatter");
        Draws noise = draws.stream("error");
        Column magnitude = curves.magnitude();
        double[] drawn = new double[ids.length];
        for (int i = 0; i < drawn.length; i++) {
            double expected = theta[0] + DistanceModulus.ofLnComovingKms(lnDistance[i], observed[i]);
            double wanted = expected
                    + scatterMag * intrinsic.gaussian(ids[first[i]])
                    + Math.sqrt(curves.variance()[i]) * noise.gaussian(ids[i]);
            // what standardising adds to the magnitude does not depend on it
            drawn[i] = magnitude.values()[i] + wanted - curves.standardised()[i];
        }
        return survey.withGalaxies(survey.galaxies().with(magnitude.withValues(drawn)));
    }

    /** The first light curve of each one's supernova. */
    private int[] firsts(Survey survey) {
        int n = survey.galaxies().size();
        int[] rows = IntStream.range(0, n).toArray();
        int groups = survey.groups().size();
        boolean single = assumed.tracers().map(t -> t == Tracers.GALAXIES).orElse(groups == 0);
        // a light curve in no group is a supernova of its own
        int[] hostOf = IntStream.range(0, n)
                .map(i -> single || survey.groupOf()[i] < 0 ? groups + i : survey.groupOf()[i])
                .toArray();
        return Supernovae.firsts(survey.galaxies().directions(), rows, hostOf, assumed.repeatsWithinArcsec());
    }
}
