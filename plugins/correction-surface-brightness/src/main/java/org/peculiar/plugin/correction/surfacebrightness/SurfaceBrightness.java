package org.peculiar.plugin.correction.surfacebrightness;

import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.pf4j.Extension;

/**
 * Corrects surface brightnesses for cosmological dimming and for the K-correction.
 *
 * <p>mu_0 = mu - 10 log(1+z) - k 2.5 log(1+z). The first term is the (1+z)^4 dimming of surface brightness, the second the
 * shift of the spectrum through the band; k = 1 is adequate for early-type galaxies in R. A log surface luminosity, in
 * dex(solLum/pc**2), changes by -0.4 of that. Extinction is a step of its own.
 *
 * <p>The redshift is the heliocentric one, quantity z-hel, where the galaxies or their groups have it, else z; the difference
 * is below 0.02 mag. A galaxy without a redshift of its own takes its group's; one without either is left without a value.
 */
@Component(
        id = "surface-brightness",
        title = "Surface-brightness dimming and K-correction",
        cite = {"1930PNAS...16..511T"},
        example = """
                quantity: mu-e
                k-correction: 1
                """)
@Extension
public final class SurfaceBrightness implements Correction {

    private static final String HELIOCENTRIC = "z-hel";

    /** What to correct, and how. */
    public record Parameters(
            @Parameter(doc = "Surface brightness to correct, in magnitudes or as a log luminosity", value = "mu-e")
            String quantity,

            @Parameter(doc = "Whether to take off the dimming 10 log(1+z)", value = "true")
            boolean dimming,

            @Parameter(doc = "K-correction in units of 2.5 log(1+z)", value = "1", min = -20, max = 20)
            double kCorrection) {

        public Parameters {
            if (!dimming && kCorrection == 0) {
                throw new IllegalArgumentException(
                        "surface brightness: found dimming: false and k-correction: 0, but one is needed; leave the step out");
            }
        }
    }

    private final Parameters parameters;

    @Inject
    SurfaceBrightness(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Corrected correct(Survey survey) {
        Table galaxies = survey.galaxies();
        Column column = galaxies.column(parameters.quantity());
        double response = response(column.quantity());
        double magnitudes = (parameters.dimming() ? 10 : 0) + 2.5 * parameters.kCorrection();
        double[] z = redshifts(survey);
        double[] values = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            if (!(z[i] > -1) && !Double.isNaN(z[i])) {
                throw new DataException(galaxies.name() + ", " + galaxies.labels()[i] + ": redshift is " + z[i]
                        + ", but it must exceed -1");
            }
            values[i] = column.values()[i] - response * magnitudes * Math.log10(1 + z[i]);
        }
        Treatment treatment = new Treatment(
                "dimming of " + parameters.quantity(),
                String.format(
                        Locale.ROOT,
                        "%s, K-correction %s",
                        parameters.dimming() ? "10 log(1+z)" : "none",
                        parameters.kCorrection() == 0 ? "none" : parameters.kCorrection() + " × 2.5 log(1+z)"));
        return Corrected.exactly(survey.treated(treatment).withGalaxies(galaxies.with(column.withValues(values))));
    }

    private static double response(Quantity quantity) {
        Unit.Dimension dimension = quantity.unit().dimension();
        if (dimension != Unit.Dimension.SURFACE_BRIGHTNESS && dimension != Unit.Dimension.LOG_SURFACE_LUMINOSITY) {
            throw new DataException("surface brightness: found " + quantity + ", but a quantity in "
                    + Unit.MAG_ARCSEC2.symbol() + " or " + Unit.DEX_LSUN_PC2.symbol() + " is needed");
        }
        return quantity.extinctionResponse();
    }

    /** The galaxies' redshifts, in default of which their groups'; NaN where neither is known. */
    private static double[] redshifts(Survey survey) {
        Optional<double[]> own = redshifts(survey.galaxies());
        Optional<double[]> groups = redshifts(survey.groups());
        if (own.isEmpty() && groups.isEmpty()) {
            throw new DataException(
                    "surface brightness: neither galaxies nor groups have a redshift, but one is needed");
        }
        double[] z = new double[survey.galaxies().size()];
        for (int i = 0; i < z.length; i++) {
            int group = survey.groupOf()[i];
            z[i] = own.isPresent() ? own.get()[i] : Double.NaN;
            if (Double.isNaN(z[i]) && group >= 0 && groups.isPresent()) {
                z[i] = groups.get()[group];
            }
        }
        return z;
    }

    private static Optional<double[]> redshifts(Table table) {
        String name = table.has(HELIOCENTRIC) ? HELIOCENTRIC : Quantity.REDSHIFT.name();
        return table.has(name) ? Optional.of(table.values(name, Unit.NONE)) : Optional.empty();
    }
}
