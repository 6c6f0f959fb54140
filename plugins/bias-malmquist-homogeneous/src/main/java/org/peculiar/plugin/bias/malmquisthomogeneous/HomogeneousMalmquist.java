package org.peculiar.plugin.bias.malmquisthomogeneous;

import jakarta.inject.Inject;
import java.util.Locale;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Parameter;
import org.peculiar.api.Treatment;
import org.peculiar.science.bias.MalmquistScope;
import org.pf4j.Extension;

/**
 * Corrects distance estimates for the Malmquist bias of a homogeneous universe.
 *
 * <p>If ln d has a Gaussian error D and objects fill space uniformly, more of those seen at an estimated distance are behind
 * it than in front, for there is more volume: E[r | d] = d exp(3.5 D^2), and exp(3 D^2) for the mean of ln r. D is the
 * tracer's own error, of the group and not of its galaxies.
 *
 * <p>Scope: groups that are analysed by estimated distance, with D up to about 0.1. It refuses distances that are conditioned
 * on redshift, which have no such bias, and single galaxies, for which exp(3.5 D^2) is 1.27 at D = 0.26 while a flux-limited
 * sample in a redshift range is nothing like uniform. Mocks that keep true positions fixed have no Malmquist bias either: run
 * them without. It must come before the zero point, which would absorb its mean.
 */
@Component(
        id = "malmquist-homogeneous",
        title = "Homogeneous Malmquist bias (Lynden-Bell et al. 1988)",
        cite = {"1988ApJ...326...19L"},
        example = "exponent: 3.5")
@Extension
public final class HomogeneousMalmquist implements DistanceBias {

    /** Form of the correction. */
    public record Parameters(
            @Parameter(
                    doc = "Coefficient of D² in the exponent: 3.5 for means of distance, 3 for means of its logarithm",
                    value = "3.5",
                    min = 0,
                    max = 10,
                    cite = "1988ApJ...326...19L")
            double exponent,

            @Parameter(
                    doc = "Whether to correct single galaxies, for which the assumptions hardly hold",
                    value = "false")
            boolean singleGalaxies) {}

    private final Parameters parameters;

    @Inject
    HomogeneousMalmquist(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public DistanceSample correct(DistanceSample distances) {
        MalmquistScope.require(distances, parameters.singleGalaxies());
        double[] lnDistance = new double[distances.size()];
        for (int i = 0; i < lnDistance.length; i++) {
            double error = distances.lnError()[i];
            lnDistance[i] = distances.lnDistance()[i] + parameters.exponent() * error * error;
        }
        return distances
                .withLnDistance(lnDistance)
                .treated(new Treatment(
                        "malmquist", String.format(Locale.ROOT, "homogeneous, exponent %s", parameters.exponent())));
    }
}
