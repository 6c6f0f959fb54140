package org.peculiar.science.indicator;

import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;

/**
 * Converts distance moduli to comoving distances and back: {@code µ = 5 log(d_L/Mpc h⁻¹) + 25} with {@code d_L = (1 + z_obs) d_M}.
 *
 * <p>The redshift in {@code d_L} is the observed one, to the observer that sees the light dimmed: the heliocentric one. Taking that
 * of the CMB frame would feign a dipole of some 10 km/s.
 *
 * @see "Davis and Scrimgeour 2014, MNRAS 442, 1117"
 */
public final class DistanceModulus {

    /** Change of ln d per magnitude, {@code ln 10/5}. */
    public static final double LN_DISTANCE_PER_MAG = Math.log(10) / 5;

    /** ln of 10 pc, at 100 km/s to the Mpc/h. */
    private static final double LN_ZERO_KMS = Math.log(100) - 25 * LN_DISTANCE_PER_MAG;

    private DistanceModulus() {}

    /**
     * Return ln of the transverse comoving distance in km/s.
     *
     * @param modulusMag of the luminosity distance, on the scale of Mpc/h
     * @param zObserved heliocentric redshift
     */
    public static double lnComovingKms(double modulusMag, double zObserved) {
        return LN_DISTANCE_PER_MAG * modulusMag + LN_ZERO_KMS - Math.log1p(zObserved);
    }

    /** Return the modulus in mag; the inverse of {@link #lnComovingKms}. */
    public static double ofLnComovingKms(double lnComovingKms, double zObserved) {
        return (lnComovingKms - LN_ZERO_KMS + Math.log1p(zObserved)) / LN_DISTANCE_PER_MAG;
    }

    /**
     * Return the redshift that each galaxy of a survey is observed at: the heliocentric one, where the survey has that; else its own
     * in the survey's frame; else that of its group. NaN where there is none.
     */
    public static double[] observedRedshifts(Survey survey) {
        Table galaxies = survey.galaxies();
        double[] observed = new double[galaxies.size()];
        double[] heliocentric = values(galaxies, Quantity.HELIOCENTRIC_REDSHIFT);
        double[] own = values(galaxies, Quantity.REDSHIFT);
        double[] ofGroups = values(survey.groups(), Quantity.REDSHIFT);
        for (int i = 0; i < observed.length; i++) {
            int group = survey.groupOf()[i];
            observed[i] = first(heliocentric, i, first(own, i, first(ofGroups, group, Double.NaN)));
        }
        return observed;
    }

    private static double[] values(Table table, Quantity quantity) {
        return table.has(quantity.name()) ? table.values(quantity.name(), Unit.NONE) : new double[0];
    }

    private static double first(double[] values, int row, double otherwise) {
        return row >= 0 && row < values.length && Double.isFinite(values[row]) ? values[row] : otherwise;
    }
}
