package org.peculiar.science.sky;

/**
 * A vector in Galactic axes, such as a velocity or an axis of an error ellipsoid.
 *
 * @param x component towards (l, b) = (0°, 0°)
 * @param y component towards (90°, 0°)
 * @param z component towards b = 90°
 */
public record GalacticVector(double x, double y, double z) {

    /** Build the vector of a length towards Galactic coordinates in degrees. */
    public static GalacticVector ofPolar(double length, double lDeg, double bDeg) {
        double cosB = Trigonometry.cosDeg(bDeg);
        return new GalacticVector(
                length * cosB * Trigonometry.cosDeg(lDeg),
                length * cosB * Trigonometry.sinDeg(lDeg),
                length * Trigonometry.sinDeg(bDeg));
    }

    /** Build the unit vector towards Galactic coordinates in degrees. */
    public static GalacticVector ofDegrees(double lDeg, double bDeg) {
        return ofPolar(1, lDeg, bDeg);
    }

    /**
     * Build a vector from its components.
     *
     * @throws IllegalArgumentException unless there are three
     */
    public static GalacticVector of(double[] components) {
        if (components.length != 3) {
            throw new IllegalArgumentException("a vector has 3 components, but found " + components.length);
        }
        return new GalacticVector(components[0], components[1], components[2]);
    }

    /** Return the length, in the unit of the components. */
    public double length() {
        return Math.sqrt(dot(this));
    }

    /** Return the Galactic longitude in degrees, in [0, 360); 0 for a pole or the zero vector. */
    public double longitudeDeg() {
        return Trigonometry.longitudeDeg(x, y);
    }

    /** Return the Galactic latitude in degrees; 0 for the zero vector. */
    public double latitudeDeg() {
        return Trigonometry.latitudeDeg(x, y, z);
    }

    /** Return the scalar product. */
    public double dot(GalacticVector other) {
        return x * other.x + y * other.y + z * other.z;
    }

    /** Return the vector product. */
    public GalacticVector cross(GalacticVector other) {
        return new GalacticVector(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    /** Return the sum. */
    public GalacticVector plus(GalacticVector other) {
        return new GalacticVector(x + other.x, y + other.y, z + other.z);
    }

    /** Return the difference. */
    public GalacticVector minus(GalacticVector other) {
        return new GalacticVector(x - other.x, y - other.y, z - other.z);
    }

    /** Return the vector multiplied by a number. */
    public GalacticVector times(double factor) {
        return new GalacticVector(factor * x, factor * y, factor * z);
    }

    /** Return the opposite vector. */
    public GalacticVector negate() {
        return new GalacticVector(-x, -y, -z);
    }

    /**
     * Return the unit vector of the same direction.
     *
     * @throws IllegalArgumentException for the zero vector
     */
    public GalacticVector unit() {
        double length = length();
        if (!(length > 0)) {
            throw new IllegalArgumentException("vector " + this + " has no direction");
        }
        return times(1 / length);
    }

    /** Return the angle between two vectors in degrees, stable at 0° and 180°. */
    public double angleDeg(GalacticVector other) {
        return Math.toDegrees(Math.atan2(cross(other).length(), dot(other)));
    }

    /** Return the components as a new array. */
    public double[] toArray() {
        return new double[] {x, y, z};
    }
}
