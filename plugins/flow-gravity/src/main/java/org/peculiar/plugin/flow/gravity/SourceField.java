package org.peculiar.plugin.flow.gravity;

import java.util.LinkedHashMap;
import java.util.Map;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.science.sky.GalacticVector;

/**
 * Velocities that sources attract to, in linear theory: {@code v(x) = Σ w_s (x_s − x)/(4π n̄ max(|x_s − x|, a)³)} for beta = 1, distances in
 * km/s, n̄ the mean density of weight. Within the smoothing length a the source is a ball of that radius.
 *
 * @see "Peebles 1980, The Large-Scale Structure of the Universe, section 14"
 */
final class SourceField implements PredictedField {

    private final double[] x;
    private final double[] y;
    private final double[] z;
    private final double[] strength;
    private final double smoothing;
    private final GalacticVector localGroup;

    /**
     * @param meanDensity of weight, in (km/s)⁻³
     * @param localGroup its velocity with respect to the CMB, to compare the dipole with
     */
    SourceField(Sources sources, double meanDensity, double smoothing, GalacticVector localGroup) {
        int n = sources.distanceKms().length;
        x = new double[n];
        y = new double[n];
        z = new double[n];
        strength = new double[n];
        for (int i = 0; i < n; i++) {
            double r = sources.distanceKms()[i];
            x[i] = r * sources.directions().x()[i];
            y[i] = r * sources.directions().y()[i];
            z[i] = r * sources.directions().z()[i];
            strength[i] = sources.weight()[i] / (4 * Math.PI * meanDensity);
        }
        this.smoothing = smoothing;
        this.localGroup = localGroup;
    }

    GalacticVector velocityKms(double atX, double atY, double atZ) {
        double vx = 0;
        double vy = 0;
        double vz = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - atX;
            double dy = y[i] - atY;
            double dz = z[i] - atZ;
            double r = Math.max(Math.sqrt(dx * dx + dy * dy + dz * dz), smoothing);
            double pull = strength[i] / (r * r * r);
            vx += pull * dx;
            vy += pull * dy;
            vz += pull * dz;
        }
        return new GalacticVector(vx, vy, vz);
    }

    @Override
    public double[] radialKms(DistanceSample tracers, double[] distanceKms) {
        Directions n = tracers.directions();
        double[] predicted = new double[tracers.size()];
        for (int i = 0; i < predicted.length; i++) {
            double r = distanceKms[i];
            predicted[i] = velocityKms(r * n.x()[i], r * n.y()[i], r * n.z()[i])
                    .dot(new GalacticVector(n.x()[i], n.y()[i], n.z()[i]));
        }
        return predicted;
    }

    @Override
    public Map<String, Double> quoted() {
        GalacticVector dipole = velocityKms(0, 0, 0);
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("sources", (double) x.length);
        quoted.put("dipole-kms", dipole.length());
        quoted.put("dipole-l-deg", dipole.longitudeDeg());
        quoted.put("dipole-b-deg", dipole.latitudeDeg());
        quoted.put("dipole-misalignment-deg", dipole.angleDeg(localGroup));
        quoted.put("dipole-beta", localGroup.length() / dipole.length());
        return quoted;
    }
}
