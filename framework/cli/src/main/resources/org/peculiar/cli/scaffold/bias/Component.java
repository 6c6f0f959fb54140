package @package@;

import jakarta.inject.Inject;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Parameter;
import org.peculiar.api.Treatment;
import org.pf4j.Extension;

/**
 * Enlarges distances for homogeneous Malmquist bias: ln d + 3.5 D^2, with D a tracer's error of ln d.
 *
 * <p>In a uniform universe more tracers scatter in from afar than from nearby, so that distances come out too small.
 */
@Component(
        id = "@id@",
        title = "@title@",
        cite = "1988ApJ...326...19L",
        example = """
                exponent: 3.5
                """)
@Extension
public final class @Class@ implements DistanceBias {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(
                    doc = "Factor of the squared error",
                    value = "3.5",
                    min = 0,
                    max = 10,
                    cite = "1988ApJ...326...19L")
            double exponent) {}

    private final Parameters parameters;

    @Inject
    @Class@(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public DistanceSample correct(DistanceSample distances) {
        double[] corrected = new double[distances.size()];
        for (int i = 0; i < corrected.length; i++) {
            double error = distances.lnError()[i];
            corrected[i] = distances.lnDistance()[i] + parameters.exponent() * error * error;
        }
        // refuses distances that were corrected for the same bias before
        return distances
                .treated(new Treatment("malmquist", "homogeneous, exponent " + parameters.exponent()))
                .withLnDistance(corrected);
    }
}
