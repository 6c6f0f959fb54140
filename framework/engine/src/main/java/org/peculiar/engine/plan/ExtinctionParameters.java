package org.peculiar.engine.plan;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Extinction;
import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;

/**
 * What all extinctions share: bands, coefficients, an extinction to undo, and what happens where a map does not reach.
 *
 * <p>A quantity responds to {@code A = k E(B−V)} as its unit says: magnitudes and surface brightnesses are made brighter by
 * A, a log surface luminosity is raised by 0.4 A. The magnitude of a supernova that was standardised with a colour responds by
 * {@code (k − β)/k} of A, because dust that is removed from the magnitude is removed from the colour as well.
 */
@KindParameters("extinction")
public record ExtinctionParameters(
        @Parameter(doc = "Band of each quantity that dust changes, such as {mu-e: R}")
        Map<String, Band> bands,

        @Parameter(doc = "Table of A/E(B−V) by band", value = "sfd98", cite = "1998ApJ...500..525S")
        Coefficients coefficients,

        @Parameter(doc = "Extinction that the catalogue was corrected with, which is added back first")
        Optional<Extinction> undo,

        @Parameter(doc = "What to do with a galaxy where the reddening is not known", value = "omit")
        Outside outside,

        @Parameter(
                doc =
                        "A further extinction: galaxies whose reddening it does not know are left out, so that two maps can be"
                                + " compared on the same galaxies")
        Optional<Extinction> reachedBy) {

    /** How one quantity is observed. */
    public record Band(
            @Parameter(
                    doc =
                            "Photometric band: B, V, R, I of Landolt and Cousins, or ctio-R; the colour of two of them, such"
                                    + " as B-V; any word with a coefficient")
            String band,

            @Parameter(doc = "A/E(B−V), in place of the table's", min = 0)
            Optional<Double> coefficient,

            @Parameter(doc = "What a magnitude of extinction adds to the quantity, in place of what its unit says")
            Optional<Double> response,

            @Parameter(
                    doc =
                            "Colour coefficient β of a magnitude that was standardised by - β c, as those of Type Ia supernovae:"
                                    + " E(B−V) then changes it by A/E(B−V) - β")
            Optional<Double> beta) {

        public Band {
            if (response.isPresent() && beta.isPresent()) {
                throw new IllegalArgumentException(
                        "found response and beta, but each says what extinction does to the quantity; keep one");
            }
        }
    }

    /** Tables of A/E(B−V). */
    public enum Coefficients {
        /** Schlegel, Finkbeiner and Davis (1998), table 6. */
        SFD98(Map.of("B", 4.315, "V", 3.315, "R", 2.673, "I", 1.940, "ctio-R", 2.634)),
        /** Schlafly and Finkbeiner (2011), table 6, R_V = 3.1: multiplies the original SFD98 values. */
        SF11(Map.of("B", 3.626, "V", 2.742, "R", 2.169, "I", 1.505, "ctio-R", 2.119));

        private final Map<String, Double> byBand;

        Coefficients(Map<String, Double> byBand) {
            this.byBand = byBand;
        }

        /** Return A/E(B−V) of a band, or the difference of two for a colour such as {@code B-V}. */
        private Optional<Double> of(String band) {
            if (byBand.containsKey(band)) {
                return Optional.of(byBand.get(band));
            }
            return byBand.keySet().stream()
                    .filter(blue -> band.startsWith(blue + "-"))
                    .filter(blue -> byBand.containsKey(band.substring(blue.length() + 1)))
                    .map(blue -> byBand.get(blue) - byBand.get(band.substring(blue.length() + 1)))
                    .findFirst();
        }
    }

    /** What to do where the reddening is not known. */
    public enum Outside {
        /** The quantity becomes missing, so that the galaxy is left out and counted. */
        OMIT,
        /** Stop, and name the galaxies. */
        REFUSE,
        /** Take no extinction at all. */
        ZERO
    }

    /**
     * Correct the survey's quantities for extinction.
     *
     * @param name the component, for the treatment noted
     * @throws DataException if a band has no coefficient, a quantity does not respond, a scale does not fit the
     *     coefficients, or the survey has been corrected before
     */
    public Survey deredden(Survey survey, Extinction extinction, String name) {
        Table galaxies = survey.galaxies();
        double[] reddening = reddening(galaxies, extinction, name);
        double[] undone =
                undo.map(before -> reddening(galaxies, before, "undo")).orElse(null);
        double[] needed = reachedBy.map(other -> other.reddening(galaxies)).orElse(reddening);
        Survey corrected = survey;
        for (Map.Entry<String, Band> entry : bands.entrySet()) {
            Column column = galaxies.column(entry.getKey());
            double k = coefficient(entry.getKey(), entry.getValue());
            double response = response(entry.getValue(), column, k);
            if (response == 0 && column.quantity().unit() == Unit.NONE) {
                throw new DataException(column.quantity() + " has no unit, so that it is not known how it responds to"
                        + " extinction; give it one where the table is read, such as unit: mag/arcsec**2");
            }
            if (response == 0) {
                throw new DataException(column.quantity() + " does not respond to extinction, but bands: names it; only"
                        + " magnitudes, surface brightnesses and log surface luminosities do, or give a response");
            }
            double[] values = column.values().clone();
            int unknown = 0;
            for (int i = 0; i < values.length; i++) {
                unknown += Double.isNaN(needed[i]) && !Double.isNaN(values[i]) ? 1 : 0;
                values[i] -= response * k * (undone == null ? reddening[i] : reddening[i] - undone[i]);
                values[i] = Double.isNaN(needed[i]) ? Double.NaN : values[i];
            }
            corrected = corrected
                    .withGalaxies(corrected.galaxies().with(column.withValues(values)))
                    .treated(new Treatment(
                            "extinction of " + entry.getKey(),
                            String.format(
                                            Locale.ROOT,
                                            "%s, A(%s) = %.4g E(B−V)",
                                            name,
                                            entry.getValue().band(),
                                            k)
                                    + entry.getValue()
                                            .beta()
                                            .map(beta -> ", less β = " + beta)
                                            .orElse("")
                                    + (unknown == 0
                                            ? ""
                                            : String.format(
                                                    Locale.ROOT, "; not known for %,d of %,d", unknown, values.length))
                                    + extinction
                                            .caveat()
                                            .map(caveat -> "; " + caveat)
                                            .orElse("")));
        }
        return corrected;
    }

    /** Return what a magnitude of extinction adds to a quantity. */
    private static double response(Band band, Column column, double k) {
        if (band.beta().isEmpty()) {
            return band.response().orElse(column.quantity().extinctionResponse());
        }
        if (column.quantity().unit() != Unit.MAG || !(k > 0)) {
            throw new DataException(
                    column.quantity() + ": bands: gives it a beta, but only a magnitude in a band with a"
                            + " positive coefficient is standardised so");
        }
        return (k - band.beta().get()) / k;
    }

    private double[] reddening(Table galaxies, Extinction extinction, String name) {
        if (coefficients == Coefficients.SF11 && extinction.scale() == ReddeningScale.SFD98_RECALIBRATED) {
            throw new DataException(name + ": the reddening is SFD98 times 0.86, but the coefficients sf11 contain that"
                    + " factor already; use sfd98 coefficients, or the original reddening");
        }
        double[] reddening = extinction.reddening(galaxies);
        if (outside == Outside.OMIT) {
            return reddening;
        }
        double[] filled = reddening.clone();
        int unknown = 0;
        String first = null;
        for (int i = 0; i < filled.length; i++) {
            if (Double.isNaN(filled[i])) {
                first = unknown++ == 0 ? galaxies.labels()[i] : first;
                filled[i] = 0;
            }
        }
        if (outside == Outside.REFUSE && unknown > 0) {
            throw new DataException(name + ": no reddening for " + unknown + " of " + filled.length
                    + " galaxies, the first " + first + ", but outside: refuse needs it for all");
        }
        return filled;
    }

    private double coefficient(String quantity, Band band) {
        if (band.coefficient().isPresent()) {
            return band.coefficient().get();
        }
        return coefficients
                .of(band.band())
                .orElseThrow(
                        () -> new DataException("bands." + quantity + ": no coefficient for the band " + band.band()
                                + "; known: "
                                + Stream.of("B", "V", "R", "I", "ctio-R").collect(Collectors.joining(", "))
                                + " and colours such as B-V, or give a coefficient"));
    }
}
