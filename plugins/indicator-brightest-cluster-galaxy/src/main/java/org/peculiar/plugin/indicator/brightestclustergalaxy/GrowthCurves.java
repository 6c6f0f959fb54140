package org.peculiar.plugin.indicator.brightestclustergalaxy;

import java.util.Optional;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.DistanceModulus;

/**
 * The light of galaxies about an aperture, and what it makes of a distance.
 *
 * <p>The residual is {@code m(θ) − µ − A − B α(θ) − C α(θ)²}, in mag, with θ the angle of the metric radius at the distance.
 */
final class GrowthCurves {

    private static final Quantity MAGNITUDE = new Quantity("metric-magnitude", Unit.MAG);
    private static final Quantity ALPHA = new Quantity("alpha", Unit.NONE);
    private static final Quantity GRADIENT = new Quantity("alpha-gradient", Unit.NONE);
    private static final Quantity APERTURE = new Quantity("log-aperture", Unit.DEX_ARCSEC);

    /** log₁₀ of the arcsec that 1 kpc/h has at 1 km/s, that is at 10 kpc/h. */
    private static final double LOG_ARCSEC = Math.log10(206264.80624709636 / 10);

    private static final double LN10 = Math.log(10);
    private static final int MOST_ROUNDS = 60;
    private static final double CONVERGED = 1e-13;

    /** The coefficients of the relation, in mag. */
    record Coefficients(double zeroPoint, double linear, double quadratic) {

        double absoluteMagnitude(double alpha) {
            return zeroPoint + alpha * (linear + alpha * quadratic);
        }

        double slope(double alpha) {
            return linear + 2 * alpha * quadratic;
        }
    }

    private final Table table;
    private final Column magnitude;
    private final double[] alpha;
    private final double[] gradient;
    private final Optional<double[]> logAperture;
    private final double[] observed;
    private final double logRadius;
    private final DistanceTable distances;

    /**
     * Find the columns.
     *
     * @param radius metric, in kpc/h
     * @throws DataException if a column is missing or measures something else
     */
    GrowthCurves(Survey survey, double radius, DistanceTable distances) {
        table = survey.galaxies();
        table.values(MAGNITUDE.name(), MAGNITUDE.unit());
        magnitude = table.column(MAGNITUDE.name());
        alpha = table.values(ALPHA.name(), ALPHA.unit());
        gradient =
                table.has(GRADIENT.name()) ? table.values(GRADIENT.name(), GRADIENT.unit()) : new double[table.size()];
        logAperture = table.has(APERTURE.name())
                ? Optional.of(table.values(APERTURE.name(), APERTURE.unit()))
                : Optional.empty();
        observed = DistanceModulus.observedRedshifts(survey);
        logRadius = Math.log10(radius);
        this.distances = distances;
    }

    /** Tell what a galaxy lacks. */
    Optional<String> lack(int row) {
        if (!Double.isFinite(magnitude.values()[row])) {
            return Optional.of("no " + MAGNITUDE.name());
        }
        if (!Double.isFinite(alpha[row])) {
            return Optional.of("no " + ALPHA.name());
        }
        if (!Double.isFinite(gradient[row])) {
            return Optional.of("no " + GRADIENT.name());
        }
        return logAperture.isPresent() && !Double.isFinite(logAperture.get()[row])
                ? Optional.of("no " + APERTURE.name())
                : Optional.empty();
    }

    /** Return the column that distance makes fainter. */
    Column magnitude() {
        return magnitude;
    }

    /** Return the error of a magnitude; 0 if it is not known. */
    double errorMag(int row) {
        double error = magnitude.errors().map(errors -> errors[row]).orElse(0.0);
        return Double.isFinite(error) ? error : 0;
    }

    /** Return log₁₀ of the metric radius over that of the aperture. */
    private double logRatio(int row, double lnComoving, double z) {
        double lnAngular = lnComoving - Math.log1p(observed[row]);
        double lnAperture = logAperture.isPresent()
                ? LN10 * (logRadius + LOG_ARCSEC - logAperture.get()[row])
                : Math.log(distances.comovingKms(z)) - Math.log1p(observed[row]);
        return (lnAperture - lnAngular) / LN10;
    }

    /** Return α at the metric radius. */
    double alpha(int row, double lnComoving, double z) {
        return alpha[row] + gradient[row] * logRatio(row, lnComoving, z);
    }

    /**
     * Return by how many mag a galaxy is fainter than the relation expects.
     *
     * @param lnComoving of its distance
     * @param z of its tracer, at whose distance the aperture is if the survey does not say
     */
    double residual(int row, double lnComoving, double z, Coefficients coefficients) {
        return absoluteMagnitude(row, lnComoving, z) - coefficients.absoluteMagnitude(alpha(row, lnComoving, z));
    }

    /** Return the absolute magnitude within the metric radius, on the scale of Mpc/h, at a distance. */
    double absoluteMagnitude(int row, double lnComoving, double z) {
        double u = logRatio(row, lnComoving, z);
        double growth = u * (alpha[row] + 0.5 * gradient[row] * u);
        return magnitude.values()[row] - 2.5 * growth - DistanceModulus.ofLnComovingKms(lnComoving, observed[row]);
    }

    /** Return the derivative of the residual by ln d: −2.5 (2 − α)/ln 10, and what the gradient adds. */
    double slope(int row, double lnComoving, double z, Coefficients coefficients) {
        double a = alpha(row, lnComoving, z);
        return (-2.5 * (2 - a) + coefficients.slope(a) * gradient[row]) / LN10;
    }

    /**
     * Return ln of the distance at which a galaxy has no residual.
     *
     * @throws DataException if there is none, naming the galaxy
     */
    double lnDistance(int row, double start, double z, Coefficients coefficients) {
        double ln = start;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double slope = slope(row, ln, z, coefficients);
            if (!(slope < 0)) {
                break;
            }
            double step = residual(row, ln, z, coefficients) / slope;
            // a gradient makes the residual bend: no step beyond a factor of three
            ln -= Math.max(-1, Math.min(1, step));
            if (Math.abs(step) < CONVERGED * Math.max(1, Math.abs(ln))) {
                return ln;
            }
        }
        throw new DataException(table.name() + ": " + table.labels()[row] + ": its magnitude "
                + magnitude.values()[row]
                + ", alpha " + alpha[row] + " and alpha-gradient " + gradient[row]
                + " fit no distance; alpha must be below 2 at the metric radius");
    }
}
