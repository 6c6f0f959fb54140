package org.peculiar.engine.outcome;

/**
 * The difference of two flows that share data, with its error.
 *
 * @param vectorKms Galactic components, in km/s
 * @param covariance of the vector, in (km/s)²; {@code NaN} where no method gives one
 * @param method how the covariance was found, or why there is none
 * @param replicates number of resamples behind the covariance, 0 for a formula
 * @param amplitudeKms change of the speed, in km/s
 * @param amplitudeErrorKms its standard error; {@code NaN} where first order does not hold
 * @param angleDeg between the two flows, in degrees
 * @param angleErrorDeg its standard error; {@code NaN} where first order does not hold
 * @param probability of so large a difference by chance; {@code NaN} where there is no covariance, or none that tests
 */
public record Shift(
        double[] vectorKms,
        double[][] covariance,
        String method,
        int replicates,
        double amplitudeKms,
        double amplitudeErrorKms,
        double angleDeg,
        double angleErrorDeg,
        double probability) {

    /** Return the length of the vector in km/s. */
    public double lengthKms() {
        return Math.sqrt(vectorKms[0] * vectorKms[0] + vectorKms[1] * vectorKms[1] + vectorKms[2] * vectorKms[2]);
    }

    /** Return the standard error along a direction of any length but 0, in km/s. */
    public double errorAlongKms(double[] direction) {
        double sum = 0;
        double length = 0;
        for (int i = 0; i < 3; i++) {
            length += direction[i] * direction[i];
            for (int j = 0; j < 3; j++) {
                sum += direction[i] * covariance[i][j] * direction[j];
            }
        }
        return Math.sqrt(Math.max(0, sum) / length);
    }

    /** Return the square root of the covariance's trace, in km/s. */
    public double sqrtTraceKms() {
        return Math.sqrt(covariance[0][0] + covariance[1][1] + covariance[2][2]);
    }
}
