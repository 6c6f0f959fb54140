package @package@;

import jakarta.inject.Inject;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.pf4j.Extension;

/**
 * Takes a K-correction that is linear in redshift off a magnitude or a surface brightness: m - slope z.
 *
 * <p>The redshift is the galaxies' own. A galaxy without one, or without the magnitude, is left without a value.
 */
@Component(
        id = "@id@",
        title = "@title@",
        example = """
                quantity: mu-e
                slope: 1.5 mag
                """)
@Extension
public final class @Class@ implements Correction {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "Quantity of the galaxies to correct", value = "mu-e")
            String quantity,

            @Parameter(doc = "Correction at redshift 1", unit = "mag", value = "1.5 mag")
            double slopeMag) {}

    private final Parameters parameters;

    @Inject
    @Class@(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Corrected correct(Survey survey) {
        Table galaxies = survey.galaxies();
        Column column = galaxies.column(parameters.quantity());
        Unit unit = column.quantity().unit();
        if (unit != Unit.MAG && unit != Unit.MAG_ARCSEC2) {
            throw new DataException(
                    "@id@: found " + column.quantity() + ", but a quantity in mag or mag/arcsec**2 is needed");
        }
        double[] z = galaxies.values("z", Unit.NONE);
        double[] corrected = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            corrected[i] = column.values()[i] - parameters.slopeMag() * z[i];
        }
        return Corrected.exactly(survey.treated(new Treatment(
                        "K-correction of " + parameters.quantity(), parameters.slopeMag() + " mag times z"))
                .withGalaxies(galaxies.with(column.withValues(corrected))));
    }
}
