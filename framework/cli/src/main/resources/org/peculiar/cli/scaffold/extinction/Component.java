package @package@;

import jakarta.inject.Inject;
import org.peculiar.api.Component;
import org.peculiar.api.Directions;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.Parameter;
import org.peculiar.api.ReddeningScale;
import org.pf4j.Extension;

/**
 * Reddens by a slab of dust in the plane of the Galaxy: E(B-V) = pole / |sin b|, up to a limit.
 *
 * <p>Values count as on the scale of SFD98, which the pole's reddening must be.
 */
@Component(
        id = "@id@",
        title = "@title@",
        example = """
                bands: {mu-e: R}
                pole: 0.02 mag
                """)
@Extension
public final class @Class@ implements ExtinctionMap {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "Reddening towards the Galactic poles", unit = "mag", value = "0.02 mag", min = 0)
            double poleMag,

            @Parameter(doc = "Reddening is nowhere more than this", unit = "mag", value = "5 mag", min = 0)
            double mostMag) {}

    private final Parameters parameters;

    @Inject
    @Class@(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public ReddeningScale scale() {
        return ReddeningScale.SFD98;
    }

    @Override
    public double[] reddening(Directions galactic) {
        double[] ebvMag = new double[galactic.size()];
        for (int i = 0; i < ebvMag.length; i++) {
            ebvMag[i] = Math.min(parameters.mostMag(), parameters.poleMag() / Math.abs(galactic.z()[i]));
        }
        return ebvMag;
    }
}
