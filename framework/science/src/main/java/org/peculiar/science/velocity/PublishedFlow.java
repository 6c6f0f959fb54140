package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.peculiar.api.Parameter;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.CovarianceMatrix;

/** A bulk flow as a paper prints it: a vector with its errors, without the objects behind it. */
public record PublishedFlow(
        @Parameter(doc = "Speed", unit = "km/s", min = 0) double speedKms,

        @Parameter(doc = "Galactic longitude of the flow", unit = "deg")
        double lDeg,

        @Parameter(doc = "Galactic latitude of the flow", unit = "deg", min = -90, max = 90)
        double bDeg,

        @Parameter(doc = "Standard error of each component, the same in all directions", unit = "km/s", min = 0)
        Optional<Double> errorKms,

        @Parameter(doc = "Principal axes of the errors, three at right angles, in place of one error", value = "[]")
        List<Axis> ellipsoid) {

    /** How far printed axes may be from right angles, as the cosine: they are rounded to degrees. */
    private static final double ROUNDED = 0.05;

    /** One principal axis of an error ellipsoid. */
    public record Axis(
            @Parameter(doc = "Standard error along the axis", unit = "km/s", min = 0)
            double errorKms,

            @Parameter(doc = "Galactic longitude of one end", unit = "deg")
            double lDeg,

            @Parameter(doc = "Galactic latitude of that end", unit = "deg", min = -90, max = 90)
            double bDeg) {

        private GalacticVector direction() {
            return GalacticVector.ofDegrees(lDeg, bDeg);
        }
    }

    public PublishedFlow {
        requireNonNull(errorKms, "errorKms");
        ellipsoid = List.copyOf(ellipsoid);
        if (errorKms.isPresent() == !ellipsoid.isEmpty()) {
            throw new IllegalArgumentException(
                    "published flow: found " + (errorKms.isPresent() ? "an error and an ellipsoid" : "no error")
                            + ", but one of error and ellipsoid is needed");
        }
        if (!ellipsoid.isEmpty() && ellipsoid.size() != 3) {
            throw new IllegalArgumentException(
                    "published flow: found " + ellipsoid.size() + " axes of its ellipsoid, but three are needed");
        }
        for (int i = 0; i < ellipsoid.size(); i++) {
            for (int j = 0; j < i; j++) {
                double cosine =
                        ellipsoid.get(i).direction().dot(ellipsoid.get(j).direction());
                if (!(Math.abs(cosine) < ROUNDED)) {
                    throw new IllegalArgumentException(String.format(
                            java.util.Locale.ROOT,
                            "published flow: found axes %d and %d of its ellipsoid %.1f° apart, but right angles are needed",
                            j + 1,
                            i + 1,
                            Math.toDegrees(Math.acos(Math.min(1, Math.abs(cosine))))));
                }
            }
        }
    }

    /** Return the flow; of the objects behind it nothing is known. */
    public MeasuredFlow flow() {
        double[][] covariance = new double[3][3];
        for (int j = 0; j < 3; j++) {
            double error = errorKms.orElse(0.0);
            covariance[j][j] = error * error;
        }
        for (Axis axis : ellipsoid) {
            double[] unit = axis.direction().toArray();
            for (int j = 0; j < 3; j++) {
                for (int k = 0; k < 3; k++) {
                    covariance[j][k] += axis.errorKms() * axis.errorKms() * unit[j] * unit[k];
                }
            }
        }
        return new MeasuredFlow(
                GalacticVector.ofPolar(speedKms, lDeg, bDeg), CovarianceMatrix.of(covariance), Optional.empty());
    }
}
