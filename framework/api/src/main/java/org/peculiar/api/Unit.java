package org.peculiar.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The units that parameters and columns come in.
 *
 * <p>A closed list in the spelling of the IVOA's VOUnits recommendation, with the other spellings that catalogues use.
 * Lengths scaled by {@code h} are a dimension of their own: {@code H0 d} in km/s is the same thing, 100 km/s to 1 Mpc/h.
 */
public enum Unit {
    NONE("", Dimension.NUMBER, 1, "1"),
    PERCENT("%", Dimension.NUMBER, 0.01, "percent"),
    KMS("km/s", Dimension.VELOCITY, 1, "km s-1", "km.s-1", "km.s**-1", "km s^-1", "km/sec", "kms", "km s**-1"),
    MS("m/s", Dimension.VELOCITY, 1e-3, "m s-1", "m.s-1", "m.s**-1"),
    MPC_H("Mpc/h", Dimension.SCALED_LENGTH, 1, "h-1 Mpc", "Mpc h-1", "h^-1 Mpc", "Mpc.h-1"),
    KPC_H("kpc/h", Dimension.SCALED_LENGTH, 1e-3, "h-1 kpc", "kpc h-1", "h^-1 kpc", "kpc.h-1"),
    H_MPC("h/Mpc", Dimension.WAVENUMBER, 1, "h Mpc-1", "h Mpc^-1", "h.Mpc-1", "h.Mpc**-1", "h Mpc**-1"),
    KELVIN("K", Dimension.TEMPERATURE, 1),
    KMS_PER_MPC_H("km/s/(Mpc/h)", Dimension.SHEAR, 1),
    KMS_PER_MPC_H2("km/s/(Mpc/h)**2", Dimension.OCTUPOLE, 1),
    DEG("deg", Dimension.ANGLE, 1, "degree", "degrees", "°"),
    ARCMIN("arcmin", Dimension.ANGLE, 1.0 / 60, "'"),
    ARCSEC("arcsec", Dimension.ANGLE, 1.0 / 3600, "\"", "arcseconds"),
    RAD("rad", Dimension.ANGLE, 180 / Math.PI, "radian", "radians"),
    HOUR("hourangle", Dimension.ANGLE, 15, "h", "hour", "hours", "hr"),
    MAG("mag", Dimension.MAGNITUDE, 1, "magnitude"),
    MAG_ARCSEC2(
            "mag/arcsec**2",
            Dimension.SURFACE_BRIGHTNESS,
            1,
            "mag/arcsec2",
            "mag/arcsec^2",
            "mag arcsec-2",
            "mag.arcsec-2",
            "mag arcsec**-2",
            "mag.arcsec**-2"),
    DEX("dex", Dimension.DEX, 1, "[-]"),
    DEX_KMS("dex(km/s)", Dimension.LOG_VELOCITY, 1, "[km/s]", "log(km/s)"),
    DEX_ARCSEC("dex(arcsec)", Dimension.LOG_ANGLE, 1, "[arcsec]", "log(arcsec)"),
    DEX_KPC_H("dex(kpc/h)", Dimension.LOG_SCALED_LENGTH, 1, "[kpc/h]", "log(kpc/h)", "dex(h-1 kpc)"),
    DEX_LSUN_PC2(
            "dex(solLum/pc**2)",
            Dimension.LOG_SURFACE_LUMINOSITY,
            1,
            "dex(Lsun/pc2)",
            "dex(solLum/pc2)",
            "[solLum/pc2]",
            "log(Lsun/pc2)"),
    PER_DEX("mag/dex", Dimension.MAGNITUDE_PER_DEX, 1);

    /** What can be converted into each other. */
    public enum Dimension {
        NUMBER("number"),
        VELOCITY("velocity"),
        SCALED_LENGTH("distance"),
        WAVENUMBER("wavenumber"),
        TEMPERATURE("temperature"),
        SHEAR("velocity gradient"),
        OCTUPOLE("second gradient of velocity"),
        ANGLE("angle"),
        MAGNITUDE("magnitude"),
        SURFACE_BRIGHTNESS("surface brightness"),
        DEX("logarithm"),
        LOG_VELOCITY("logarithm of a velocity"),
        LOG_ANGLE("logarithm of an angle"),
        LOG_SCALED_LENGTH("logarithm of a length"),
        LOG_SURFACE_LUMINOSITY("logarithm of a surface luminosity"),
        MAGNITUDE_PER_DEX("slope");

        private final String noun;

        Dimension(String noun) {
            this.noun = noun;
        }
    }

    private static final Map<String, Unit> SPELLINGS = new TreeMap<>();

    static {
        for (Unit unit : values()) {
            SPELLINGS.put(unit.symbol, unit);
            unit.others.forEach(other -> SPELLINGS.put(other, unit));
        }
    }

    private final String symbol;
    private final Dimension dimension;
    private final double factor;
    private final List<String> others;

    Unit(String symbol, Dimension dimension, double factor, String... others) {
        this.symbol = symbol;
        this.dimension = dimension;
        this.factor = factor;
        this.others = List.of(others);
    }

    /** Find a unit by any of its spellings. */
    public static Optional<Unit> of(String spelling) {
        return Optional.ofNullable(SPELLINGS.get(spelling.strip()));
    }

    /** Return all symbols of a dimension, the base unit first. */
    public static List<String> symbols(Dimension dimension) {
        return Stream.of(values())
                .filter(unit -> unit.dimension == dimension)
                .map(Unit::symbol)
                .toList();
    }

    /** Return all spellings of all units of a dimension. */
    public static List<String> spellings(Dimension dimension) {
        return SPELLINGS.entrySet().stream()
                .filter(entry -> entry.getValue().dimension == dimension
                        && !entry.getKey().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Return the spelling that Peculiar writes. */
    public String symbol() {
        return symbol;
    }

    /** Return the unit as papers print it: {@code km s⁻¹}. */
    public String typeset() {
        return switch (this) {
            case KMS -> "km s⁻¹";
            case MS -> "m s⁻¹";
            case MPC_H -> "h⁻¹ Mpc";
            case KPC_H -> "h⁻¹ kpc";
            case DEG -> "°";
            case HOUR -> "h";
            case MAG_ARCSEC2 -> "mag arcsec⁻²";
            case DEX_KMS -> "dex(km s⁻¹)";
            case DEX_KPC_H -> "dex(h⁻¹ kpc)";
            case DEX_LSUN_PC2 -> "dex(L☉ pc⁻²)";
            case PER_DEX -> "mag dex⁻¹";
            default -> symbol;
        };
    }

    /** Return what it measures. */
    public Dimension dimension() {
        return dimension;
    }

    /** Name the dimension as in a sentence: {@code velocity}. */
    public String noun() {
        return dimension.noun;
    }

    /**
     * Return what a value in this unit is multiplied by to have it in another.
     *
     * @throws IllegalArgumentException if the dimensions differ
     */
    public double in(Unit other) {
        if (dimension != other.dimension) {
            throw new IllegalArgumentException(
                    "a " + noun() + " in " + symbol + " cannot be expressed in " + other.symbol);
        }
        return factor / other.factor;
    }
}
