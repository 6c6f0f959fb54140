package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * What a column holds.
 *
 * @param name in kebab-case, such as {@code log-sigma}
 * @param unit in which the column holds it
 */
public record Quantity(String name, Unit unit) {

    /** Redshift in the survey's rest frame; dimensionless. */
    public static final Quantity REDSHIFT = new Quantity("z", Unit.NONE);

    /** Heliocentric redshift of a galaxy, which dims its light, where the source knows it; dimensionless. */
    public static final Quantity HELIOCENTRIC_REDSHIFT = new Quantity("z-hel", Unit.NONE);

    public Quantity {
        requireNonNull(name, "name");
        requireNonNull(unit, "unit");
    }

    /**
     * Tell how the quantity responds to extinction: what is added to it for each magnitude of A.
     *
     * @return 1 for magnitudes and surface brightnesses, −0.4 for a log surface luminosity, 0 for what dust leaves alone
     */
    public double extinctionResponse() {
        return switch (unit.dimension()) {
            case MAGNITUDE, SURFACE_BRIGHTNESS -> 1;
            case LOG_SURFACE_LUMINOSITY -> -0.4;
            default -> 0;
        };
    }

    @Override
    public String toString() {
        return unit == Unit.NONE ? name : name + " [" + unit.symbol() + "]";
    }
}
