package org.peculiar.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A number as it is printed: rounded where its error has two digits, with a real minus sign.
 *
 * @param value in words, such as {@code 1,234} or {@code −0.037}; a dash where there is none
 * @param error in words, with as many decimals; empty if it has none
 * @param unit as journals print it, such as {@code km s⁻¹}; empty if dimensionless
 */
public record Rounded(String value, String error, String unit) {

    private static final int DIGITS = 4;
    private static final double TEN = 10;
    private static final double FEW = 1e-4;
    private static final double MANY = 1e6;
    private static final int SHARE_DIGITS = 3;

    /** Two angles after a number. */
    private static final Pattern COORDINATES = Pattern.compile(" \\(([^()]*°), ([^()]*°)\\)");

    /** A number that does not exist. */
    static final String NONE = "–";

    /**
     * Round a number.
     *
     * @param value NaN where there is none
     * @param error NaN or 0 where it has none
     * @param unit a symbol of {@link org.peculiar.api.Unit}
     */
    public static Rounded of(double value, double error, String unit) {
        if (!Double.isFinite(value)) {
            return new Rounded(NONE, "", "");
        } else if (!Double.isFinite(error) || error <= 0) {
            return new Rounded(unit.equals("km/s") ? kms(value) : number(value), "", unit(unit));
        }
        int decimals = decimals(error);
        return new Rounded(fixed(value, decimals), fixed(error, decimals), unit(unit));
    }

    /** Round a number without an error. */
    public static Rounded of(double value, String unit) {
        return of(value, Double.NaN, unit);
    }

    /** Round a number without an error; a share of one, such as a probability, to three digits. */
    static Rounded ofNumber(double value, String unit) {
        boolean share = unit.isEmpty() && value != 0 && Math.abs(value) < 1;
        return of(share ? round(value, SHARE_DIGITS) : value, unit);
    }

    /** Velocities are hardly known to better than 1 km/s. */
    private static String kms(double value) {
        return Math.abs(value) >= TEN ? fixed(value, 0) : number(Math.rint(TEN * value) / TEN);
    }

    /** Returns how many decimals give a number two digits; not negative. */
    private static int decimals(double error) {
        double magnitude = Math.floor(Math.log10(error));
        return (int) Math.max(0, 1 - magnitude);
    }

    /** Write a number with four digits, or all those before the point, without zeros at its end. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return NONE;
        }
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < MANY) {
            return fixed(value, 0);
        } else if (size < FEW || size >= MANY) {
            return power(value);
        }
        BigDecimal rounded = new BigDecimal(value)
                .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return fixed(value, Math.max(0, rounded.scale()));
    }

    private static String power(double value) {
        String[] parts = String.format(Locale.ROOT, "%.1e", value).split("e", -1);
        return minus(parts[0]) + " × 10" + superscript(Integer.parseInt(parts[1]));
    }

    private static String superscript(int exponent) {
        String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
        for (char digit : String.valueOf(Math.abs(exponent)).toCharArray()) {
            text.append(digits.charAt(digit - '0'));
        }
        return text.toString();
    }

    /** Write a number with a number of decimals; thousands are parted by commas. */
    public static String fixed(double value, int decimals) {
        return minus(String.format(Locale.ROOT, "%,." + decimals + "f", value));
    }

    private static String minus(String number) {
        String sign = number.chars().anyMatch(c -> c >= '1' && c <= '9') ? "−" : "";
        return number.replace("-", sign);
    }

    /** Write a probability. */
    public static String probability(double p) {
        return p >= 0.1 ? fixed(p, 2) : p >= FEW ? number(round(p, 2)) : p > 0 ? power(p) : p == 0 ? "0" : NONE;
    }

    private static double round(double value, int digits) {
        return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
    }

    /** Write a unit as journals do. */
    public static String unit(String symbol) {
        return switch (symbol) {
            case "deg" -> "°";
            default -> symbol.replace("km/s", "km s⁻¹");
        };
    }

    /** Return a text in which no line ends inside a unit, between a number and its unit, or inside a pair of coordinates. */
    public static String unbroken(String text) {
        return COORDINATES.matcher(text.replace(" km s⁻¹", "\u00a0km\u00a0s⁻¹")).replaceAll("\u00a0($1,\u00a0$2)");
    }

    /** Return it as one text, such as {@code 707 ± 201 km s⁻¹}. */
    @Override
    public String toString() {
        String of = unit.isEmpty() || unit.equals("°") ? unit : " " + unit;
        return error.isEmpty() ? value + of : value + " ± " + error + of;
    }
}
