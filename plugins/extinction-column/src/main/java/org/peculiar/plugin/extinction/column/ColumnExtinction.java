package org.peculiar.plugin.extinction.column;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.Extinction;
import org.peculiar.api.Parameter;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.pf4j.Extension;

/**
 * Take E(B−V) from a column of the catalogue.
 *
 * <p>The column is a quantity of the galaxies in mag, mapped by the source. {@code scale} tells on which calibration its
 * values are, which decides the coefficients they may meet. {@code divide-by} undoes a factor that the catalogue has
 * applied: the {@code MWEBV} of Pantheon+ is 0.86 times the value of the SFD98 map, so there {@code divide-by: 0.86} gives
 * values on the scale {@code sfd98}; {@code scale: sfd98-recalibrated} takes them as they are. A value that is missing in
 * the catalogue is missing here.
 */
@Component(
        id = "column",
        title = "Reddening from the catalogue",
        cite = {"2022ApJ...938..113S", "2011ApJ...737..103S"},
        example = """
                bands: {mu-e: R}
                quantity: ebv
                scale: sfd98
                divide-by: 0.86
                """)
@Extension
public final class ColumnExtinction implements Extinction {

    private final Parameters parameters;

    /**
     * Which column, and what it is.
     *
     * @param quantity name of the quantity
     * @param scale of the values, once divided
     * @param divideBy positive; dimensionless
     */
    public record Parameters(
            @Parameter(doc = "Quantity of the galaxies that holds E(B−V), in mag", value = "ebv")
            String quantity,

            @Parameter(doc = "Calibration of the reddening, after the division", value = "sfd98")
            ReddeningScale scale,

            @Parameter(
                    doc = "Factor that the catalogue has multiplied its reddening by, such as 0.86 for the "
                            + "recalibration of Schlafly and Finkbeiner (2011)",
                    value = "1",
                    min = 0.01,
                    max = 100,
                    cite = "2011ApJ...737..103S")
            double divideBy) {

        public Parameters {
            requireNonNull(quantity, "quantity");
            requireNonNull(scale, "scale");
            if (scale == ReddeningScale.NONE) {
                throw new IllegalArgumentException(
                        "scale was none, but a column of reddening needs the calibration it is on");
            }
            if (!(divideBy > 0 && divideBy < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "divide-by was " + divideBy + ", but it must be positive and finite");
            }
        }
    }

    @Inject
    public ColumnExtinction(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * Return the column, divided.
     *
     * @throws DataException if there is no such quantity, or it is not in mag
     */
    @Override
    public double[] reddening(Table galaxies) {
        double[] listed = galaxies.values(parameters.quantity(), Unit.MAG);
        double[] ebvMag = new double[listed.length];
        for (int i = 0; i < listed.length; i++) {
            ebvMag[i] = listed[i] / parameters.divideBy();
        }
        return ebvMag;
    }

    @Override
    public ReddeningScale scale() {
        return parameters.scale();
    }
}
