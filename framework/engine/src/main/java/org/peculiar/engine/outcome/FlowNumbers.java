package org.peculiar.engine.outcome;

import org.peculiar.engine.replicates.Replicate;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.BulkAmplitude;
import org.peculiar.science.statistics.DirectionErrors;

/** The numbers that people quote of a flow, from its vector and covariance. */
public final class FlowNumbers {

    private final GalacticVector velocity;
    private final double[][] covariance;
    private final BulkAmplitude amplitude;

    private FlowNumbers(double[] velocity, double[][] covariance) {
        this.velocity = new GalacticVector(velocity[0], velocity[1], velocity[2]);
        this.covariance = covariance;
        this.amplitude = BulkAmplitude.of(this.velocity, covariance);
    }

    /** Return those of a variant, with its total covariance. */
    public static FlowNumbers of(Row row) {
        return new FlowNumbers(row.velocityKms(), row.total());
    }

    /** Return those of a replicate, with its random covariance. */
    public static FlowNumbers of(Replicate replicate) {
        return new FlowNumbers(replicate.velocityKms(), Measures.full(replicate.covariance()));
    }

    /** Return the speed as fitted, in km/s. */
    public double speedKms() {
        return amplitude.raw();
    }

    /** Return the speed corrected for error bias, in km/s. */
    public double correctedSpeedKms() {
        return amplitude.corrected();
    }

    /** Return the error along the flow, in km/s. */
    public double errorAlongFlowKms() {
        return amplitude.errorAlongFlow();
    }

    /** Return the Galactic longitude in degrees. */
    public double lDeg() {
        return velocity.longitudeDeg();
    }

    /** Return the Galactic latitude in degrees. */
    public double bDeg() {
        return velocity.latitudeDeg();
    }

    /** Return the first-order error of the longitude or the latitude, in degrees. */
    public double directionErrorDeg(boolean longitude) {
        DirectionErrors errors = DirectionErrors.of(velocity, covariance);
        return longitude ? errors.lDeg() : errors.bDeg();
    }

    /** Return the probability of so large a flow by chance, if there were none. */
    public double probabilityAtRest() {
        return amplitude.probabilityAtRest();
    }
}
