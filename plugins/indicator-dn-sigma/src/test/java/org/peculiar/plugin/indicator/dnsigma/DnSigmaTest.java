package org.peculiar.plugin.indicator.dnsigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.dnsigma.DnSigma.Parameters;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.testkit.SampleSurvey;

class DnSigmaTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);

    private static Parameters parameters(Form form, Optional<Double> slope, Optional<Double> zeroPoint) {
        return new Parameters(
                form, 20.0, slope, zeroPoint, Weights.UNWEIGHTED, Optional.of(Tracers.GROUPS), 2, Redshifts.GROUP);
    }

    /** METHODS 3.4: r_e = 8 arcsec and a mean surface brightness of 20.0; printed to 1e-6 arcsec. */
    @Test
    void diameterFollowsFromAnEffectiveRadius() {
        double logTheta = Math.log10(8);
        assertThat(Math.pow(10, DnSigma.logDiameter(logTheta, 19.0, 20))).isCloseTo(29.281158, within(1e-6));
        assertThat(Math.pow(10, DnSigma.logDiameter(logTheta, 19.8, 20))).isCloseTo(18.148400, within(1e-6));
        assertThat(Math.pow(10, DnSigma.logDiameter(logTheta, 20.5, 20))).isCloseTo(11.522116, within(1e-6));
        assertThat(DnSigma.logDiameter(logTheta, Double.NaN, 20)).isNaN();
    }

    private static DistanceSample measure(Survey survey, Parameters parameters) {
        return new DnSigma(parameters, ASSUMPTIONS).measure(survey);
    }

    /** The same diameters as a column give the same distances, whatever they come from. */
    @Test
    void diametersMayBeTheCatalogues() {
        Survey survey = SampleSurvey.standard().survey();
        double[] theta = survey.galaxies().values("log-theta");
        double[] mu = survey.galaxies().values("mu-e");
        double[] logDn = new double[theta.length];
        Arrays.setAll(logDn, i -> DnSigma.logDiameter(theta[i], mu[i], 20));
        Survey listed =
                survey.withGalaxies(survey.galaxies().with(Column.of(new Quantity("log-dn", Unit.DEX_ARCSEC), logDn)));
        Parameters inverse = parameters(Form.INVERSE, Optional.empty(), Optional.empty());
        assertThat(measure(listed, inverse).lnDistance())
                .containsExactly(measure(survey, inverse).lnDistance(), within(1e-12));
        assertThat(measure(survey, inverse).type()).isEqualTo(DistanceType.ANGULAR_DIAMETER);
    }

    /** A given line: log D_n = 1.2 log sigma − 2 in kpc/h; a galaxy of log sigma 2.3 is 5.754 kpc/h large. */
    @Test
    void givenLineIsAnAbsoluteDistance() {
        Survey survey = SampleSurvey.standard().survey();
        double[] sigma = survey.galaxies().values("log-sigma");
        double[] theta = survey.galaxies().values("log-theta");
        double[] mu = survey.galaxies().values("mu-e");
        DistanceSample sample = measure(survey, parameters(Form.FORWARD, Optional.of(1.2), Optional.of(-2.0)));
        // by hand for the first cluster: ln d is the mean over members of ln(D_n in kpc/h) − ln(D_n as an angle), H0 d
        // in km/s
        double sum = 0;
        int members = 0;
        for (int i = 0; i < sigma.length; i++) {
            if (survey.groupOf()[i] == 0) {
                double kpc = Math.pow(10, 1.2 * sigma[i] - 2);
                double radians = Math.pow(10, DnSigma.logDiameter(theta[i], mu[i], 20)) * Math.PI / 180 / 3600;
                sum += Math.log(kpc / 1000 / radians * 100);
                members++;
            }
        }
        assertThat(sample.lnDistance()[0]).isCloseTo(sum / members, within(1e-12));
    }
}
