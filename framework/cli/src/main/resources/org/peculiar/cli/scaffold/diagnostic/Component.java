package @package@;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.Finding;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.pf4j.Extension;

/**
 * Compares distances north and south of the Galactic plane, which a wrong correction for dust would set apart.
 *
 * <p>The mean of ln d(z) - ln d of each hemisphere is weighted by the errors of ln d; tracers near the plane are left out.
 */
@Component(
        id = "@id@",
        title = "@title@",
        example = """
                least-latitude: 10 deg
                """)
@Extension
public final class @Class@ implements Diagnostic<@Class@.Inputs> {

    /**
     * What it looks at.
     *
     * @param distances biases corrected
     */
    public record Inputs(DistanceSample distances) {}

    /** What can be chosen. */
    public record Parameters(
            @Parameter(
                    doc = "Tracers nearer to the Galactic plane are left out",
                    unit = "deg",
                    value = "10 deg",
                    min = 0,
                    max = 80)
            double leastLatitudeDeg) {}

    private final Parameters parameters;
    private final Cosmology cosmology;

    @Inject
    @Class@(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        cosmology = Cosmology.of(assumptions.cosmology());
    }

    @Override
    public Finding find(Inputs inputs, Draws draws) {
        DistanceSample distances = inputs.distances();
        double[] sum = new double[2];
        double[] weights = new double[2];
        for (int i = 0; i < distances.size(); i++) {
            double latitudeDeg = distances.directions().latitudeDeg(i);
            if (Math.abs(latitudeDeg) >= parameters.leastLatitudeDeg() && distances.lnError()[i] > 0) {
                double expected = Math.log(cosmology.distanceKms(distances.type(), distances.z()[i]));
                double weight = 1 / (distances.lnError()[i] * distances.lnError()[i]);
                int side = latitudeDeg > 0 ? 0 : 1;
                sum[side] += weight * (expected - distances.lnDistance()[i]);
                weights[side] += weight;
            }
        }
        if (weights[0] == 0 || weights[1] == 0) {
            throw new InsufficientDataException("@id@: a hemisphere has no tracer with an error farther than "
                    + parameters.leastLatitudeDeg() + " deg from the plane, but both are needed");
        }
        Finding.Scalar difference = Finding.Scalar.of(
                sum[0] / weights[0] - sum[1] / weights[1],
                Math.sqrt(1 / weights[0] + 1 / weights[1]),
                Unit.NONE,
                "Mean of ln d(z) - ln d in the north less that in the south");
        return new Finding("@title@", Map.of("north-minus-south", difference), Map.of(), List.of());
    }
}
