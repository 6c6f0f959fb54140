package org.peculiar.plugin.indicator.fundamentalplane;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneSample;

/**
 * What the Fundamental Plane needs of a survey's galaxies, one row a galaxy; {@code NaN} where a galaxy lacks it.
 *
 * <p>Sizes are angular (log θ in arcsec), or physical at the distance of a redshift. Either way what was observed is an
 * angle, so {@code log R_e = logReOverDistance + log d_A} at any distance.
 */
final class Observables {

    static final String LOG_SIGMA = "log-sigma";
    static final String LOG_THETA = "log-theta";
    static final String LOG_RE = "log-re";
    static final String MU_E = "mu-e";
    static final String LOG_IE = "log-ie";
    static final String CZ_RADIUS = "cz-radius";

    static final double LN10 = Math.log(10);

    /** log₁₀ of kpc/h per arcsec at H0 d = 1 km/s. */
    private static final double LOG_KPC_PER_ARCSEC = 1 - Math.log10(206264.80624709636);

    /** Surface brightness in mag/arcsec² of 1 L☉/pc², for a Sun of magnitude 0: 5 log(206264.8) − 5. */
    private static final double MAGNITUDE_AT_UNIT_INTENSITY = 5 * Math.log10(206264.80624709636) - 5;

    private final Survey survey;
    private final DistanceTable distances;
    private final Column size;
    private final Column brightness;
    private final Column dispersion;
    private final double[] correlation;

    /** Redshifts of the distances that physical sizes are at, in km/s; empty where these are at the tracers'. */
    private final Optional<double[]> czRadius;

    /**
     * Find the columns.
     *
     * @param defaultCorrelation of the errors of log R_e and log I_e, where the table gives none
     * @throws DataException if a column is missing or measures something else
     */
    Observables(Survey survey, DistanceTable distances, double defaultCorrelation) {
        this.survey = survey;
        this.distances = distances;
        Table galaxies = survey.galaxies();
        if (survey.frame() != RestFrame.CMB) {
            throw new DataException("survey: redshifts are heliocentric, but distances need them in the CMB frame");
        }
        dispersion = column(galaxies, LOG_SIGMA, Unit.DEX_KMS);
        size = galaxies.has(LOG_THETA)
                ? column(galaxies, LOG_THETA, Unit.DEX_ARCSEC)
                : oneOf(galaxies, LOG_RE, Unit.DEX_KPC_H, LOG_THETA);
        brightness = galaxies.has(MU_E)
                ? column(galaxies, MU_E, Unit.MAG_ARCSEC2)
                : oneOf(galaxies, LOG_IE, Unit.DEX_LSUN_PC2, MU_E);
        correlation = correlation(galaxies, inMagnitudes() ? -defaultCorrelation : defaultCorrelation);
        czRadius = !isAngle() && galaxies.has(CZ_RADIUS)
                ? Optional.of(galaxies.values(CZ_RADIUS, Unit.KMS))
                : Optional.empty();
    }

    private boolean isAngle() {
        return size.quantity().name().equals(LOG_THETA);
    }

    private double[] correlation(Table galaxies, double unknown) {
        double[] known = galaxies.correlation(
                        size.quantity().name(), brightness.quantity().name())
                .orElseGet(() -> missing(galaxies.size()));
        double[] all = new double[known.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Double.isNaN(known[i]) ? unknown : known[i];
            if (!(Math.abs(all[i]) <= 1)) {
                throw new DataException(galaxies.name() + ": " + galaxies.labels()[i]
                        + ": the correlation of the errors of "
                        + size.quantity().name() + " and "
                        + brightness.quantity().name() + " was " + all[i] + ", but must be within [-1, 1]");
            }
        }
        return all;
    }

    private static Column oneOf(Table galaxies, String quantity, Unit unit, String other) {
        if (!galaxies.has(quantity)) {
            throw new DataException(galaxies.name() + ": found neither " + other + " nor " + quantity
                    + ", but the Fundamental Plane needs one of them; there "
                    + (galaxies.quantities().isEmpty()
                            ? "are no columns"
                            : "are " + String.join(", ", galaxies.quantities())));
        }
        return column(galaxies, quantity, unit);
    }

    private static Column column(Table galaxies, String quantity, Unit unit) {
        galaxies.values(quantity, unit);
        Column column = galaxies.column(quantity);
        column.errors().ifPresent(errors -> {
            for (int i = 0; i < errors.length; i++) {
                if (errors[i] < 0) {
                    throw new DataException(galaxies.name() + ": " + galaxies.labels()[i] + ": the error of " + quantity
                            + " was " + errors[i] + ", but must not be negative");
                }
            }
        });
        return column;
    }

    /** Return the column of sizes, angular or physical. */
    Column size() {
        return size;
    }

    /** Return the column of surface brightnesses. */
    Column brightness() {
        return brightness;
    }

    /** Return the column of velocity dispersions. */
    Column dispersion() {
        return dispersion;
    }

    /** Tell whether brightnesses are in mag/arcsec² rather than log I_e. */
    boolean inMagnitudes() {
        return brightness.quantity().name().equals(MU_E);
    }

    /** Return the change of log I_e per unit of the brightness. */
    double logIntensityPerBrightness() {
        return inMagnitudes() ? -0.4 : 1;
    }

    /**
     * Require errors of all three.
     *
     * @param what needs them, as messages call it
     * @throws DataException naming those that have none
     */
    void requireErrors(String what) {
        for (Column column : new Column[] {size, brightness, dispersion}) {
            if (column.errors().isEmpty()) {
                throw new DataException(
                        "galaxies: " + column.quantity().name() + " has no errors, but " + what + " needs them");
            }
        }
    }

    private static double[] missing(int size) {
        double[] missing = new double[size];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    /**
     * Return log R_e (kpc/h) minus log of the angular-diameter distance (km/s).
     *
     * @param z tracers' redshifts, at which physical radii are unless the table says otherwise with {@code cz-radius}
     */
    double[] logReOverDistance(double[] z) {
        double[] values = size.values();
        int n = values.length;
        double[] log = new double[n];
        if (isAngle()) {
            for (int i = 0; i < n; i++) {
                log[i] = values[i] + LOG_KPC_PER_ARCSEC;
            }
            return log;
        }
        for (int i = 0; i < n; i++) {
            double at = czRadius.isPresent() ? czRadius.get()[i] / SPEED_OF_LIGHT_KMS : z[i];
            log[i] = at > 0 ? values[i] - Math.log10(distances.angularDiameterKms(at)) : Double.NaN;
        }
        return log;
    }

    /** Tell whether log R_e depends on the tracer's redshift: not if it is a catalogue's, at the distance of just that. */
    boolean areAngular() {
        return isAngle() || czRadius.isPresent();
    }

    /** Return log R_e less log d_A where sizes {@linkplain #areAngular are angular}, else log R_e. */
    double[] radiusAtUnitDistance() {
        // a catalogue's cz-radius is what it is, and tracers' redshifts play no part
        return areAngular() ? logReOverDistance(missing(size.values().length)) : size.values();
    }

    /** Add up mean squares of the errors of log R_e, log σ and brightness, and the mean product of the first and the last. */
    void addMeanErrors(int[] rows, double[] into) {
        double[] er = errors(size);
        double[] es = errors(dispersion);
        double[] ey = errors(brightness);
        for (int row : rows) {
            into[0] += er[row] * er[row] / rows.length;
            into[1] += es[row] * es[row] / rows.length;
            into[2] += ey[row] * ey[row] / rows.length;
            into[3] += correlation[row] * er[row] * ey[row] / rows.length;
        }
    }

    /**
     * Return the galaxies in the space of the plane, at the distances of their redshifts.
     *
     * @param z tracers' redshifts
     */
    PlaneSample sample(double[] z) {
        double[] logRe = logReOverDistance(z);
        for (int i = 0; i < logRe.length; i++) {
            logRe[i] += z[i] > 0 ? Math.log10(distances.angularDiameterKms(z[i])) : Double.NaN;
        }
        return sampleOf(logRe);
    }

    /** Return the galaxies with radii that are known. */
    PlaneSample sampleOf(double[] logRe) {
        return new PlaneSample(
                logRe,
                dispersion.values(),
                brightness.values(),
                errors(size),
                errors(dispersion),
                errors(brightness),
                correlation);
    }

    /**
     * Return the survey with other observables, where a galaxy had them.
     *
     * @param logRe log of the radius in kpc/h
     * @param lnDistance ln of the angular-diameter distance in km/s at which an angle is to be seen
     * @param z tracers' redshifts
     */
    Survey withDrawn(double[] logRe, double[] logSigma, double[] bright, double[] lnDistance, double[] z) {
        double[] unit = logReOverDistance(z);
        double[] sizes = new double[unit.length];
        for (int i = 0; i < sizes.length; i++) {
            // what the catalogue adds to its size to have log R_e over distance does not depend on the size
            sizes[i] = logRe[i] - lnDistance[i] / LN10 - (unit[i] - size.values()[i]);
        }
        return survey.withGalaxies(survey.galaxies()
                .with(drawn(size, sizes))
                .with(drawn(dispersion, logSigma))
                .with(drawn(brightness, bright)));
    }

    private static Column drawn(Column column, double[] values) {
        double[] kept = values.clone();
        for (int i = 0; i < kept.length; i++) {
            kept[i] = Double.isFinite(column.values()[i]) ? values[i] : Double.NaN;
        }
        return column.withValues(kept);
    }

    /** Return errors with zeros for unknown ones: where errors matter, galaxies without are left out before. */
    private static double[] errors(Column column) {
        double[] errors = column.errors().map(double[]::clone).orElseGet(() -> new double[column.values().length]);
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Double.isFinite(errors[i]) ? errors[i] : 0;
        }
        return errors;
    }

    /** Return the sample with its brightnesses as log I_e in L☉/pc². */
    PlaneSample withLogIntensity(PlaneSample sample, double solarMagnitude) {
        if (!inMagnitudes()) {
            return sample;
        }
        int n = sample.size();
        double[] logIe = new double[n];
        double[] error = new double[n];
        double[] opposite = new double[n];
        for (int i = 0; i < n; i++) {
            logIe[i] = 0.4 * (solarMagnitude + MAGNITUDE_AT_UNIT_INTENSITY - sample.brightness()[i]);
            error[i] = 0.4 * sample.brightnessError()[i];
            opposite[i] = -sample.correlation()[i];
        }
        return new PlaneSample(
                sample.logRe(), sample.logSigma(), logIe, sample.logReError(), sample.logSigmaError(), error, opposite);
    }

    /** Return brightnesses as the survey has them. */
    double[] ofLogIntensity(double[] logIe, double solarMagnitude) {
        double[] bright = logIe.clone();
        if (inMagnitudes()) {
            for (int i = 0; i < bright.length; i++) {
                bright[i] = solarMagnitude + MAGNITUDE_AT_UNIT_INTENSITY - 2.5 * logIe[i];
            }
        }
        return bright;
    }

    /** Return the rows of the galaxies that have all three observables, with or without errors, and a redshift of their tracers. */
    int[] complete(double[] z) {
        return IntStream.range(0, z.length)
                .filter(i -> z[i] > 0 && Double.isFinite(z[i]) && lack(i, false).isEmpty())
                .toArray();
    }

    /** Say what a galaxy lacks, if it lacks something: an observable, or the error of one where these are needed. */
    Optional<String> lack(int galaxy, boolean withErrors) {
        for (Column column : new Column[] {dispersion, size, brightness}) {
            if (!Double.isFinite(column.values()[galaxy])) {
                return Optional.of("no " + column.quantity().name());
            }
            if (withErrors && !Double.isFinite(column.errors().orElseThrow()[galaxy])) {
                return Optional.of("no error of " + column.quantity().name());
            }
        }
        boolean placed = czRadius.isEmpty() || czRadius.get()[galaxy] > 0;
        return placed ? Optional.empty() : Optional.of("no positive " + CZ_RADIUS);
    }
}
