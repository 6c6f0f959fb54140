package org.peculiar.plugin.flow.simultaneous;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import org.peculiar.api.DistanceType;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.redshift.PeculiarVelocity;

/** Distances of redshifts, given radial velocities: d of z_H, with {@code 1 + z_H = (1 + z)/(1 + v/c)}. */
final class ModelDistances {

    private final double[] comovingKms;
    private final double[] lnDistance;
    private final double[] slope;

    private ModelDistances(int size) {
        comovingKms = new double[size];
        lnDistance = new double[size];
        slope = new double[size];
    }

    /**
     * Put tracers where their redshifts and velocities say.
     *
     * @param z in the CMB frame
     * @param velocityKms radial
     * @return {@code NaN} where a velocity leaves no positive Hubble redshift
     */
    static ModelDistances of(DistanceType type, double[] z, double[] velocityKms, DistanceTable table) {
        Cosmology cosmology = table.cosmology();
        int power = type == DistanceType.COMOVING ? 0 : type == DistanceType.LUMINOSITY ? 1 : -1;
        ModelDistances found = new ModelDistances(z.length);
        for (int i = 0; i < z.length; i++) {
            double zHubble = PeculiarVelocity.zHubble(z[i], velocityKms[i]);
            if (!(zHubble > 0)) {
                found.comovingKms[i] = Double.NaN;
                found.lnDistance[i] = Double.NaN;
                found.slope[i] = Double.NaN;
                continue;
            }
            double dm = table.comovingKms(zHubble);
            double stretch = power == 0 ? 1 : power > 0 ? 1 + zHubble : 1 / (1 + zHubble);
            double curved = dm / SPEED_OF_LIGHT_KMS;
            // d ln dm/dz; the root is 1 in a flat universe
            double byRedshift =
                    Math.sqrt(1 + cosmology.omegaK() * curved * curved) / (cosmology.hubbleRatio(zHubble) * curved);
            found.comovingKms[i] = dm;
            found.lnDistance[i] = Math.log(dm * stretch);
            found.slope[i] = -(byRedshift * (1 + zHubble) + power) / (SPEED_OF_LIGHT_KMS + velocityKms[i]);
        }
        return found;
    }

    /** Return comoving distances in km/s. */
    double[] comovingKms() {
        return comovingKms;
    }

    /** Return ln of the distances in km/s, of their type. */
    double[] lnDistance() {
        return lnDistance;
    }

    /** Return the derivative of ln d by the velocity, in s/km; negative. */
    double[] slope() {
        return slope;
    }
}
