package org.peculiar.plugin.source.table;

import java.util.Locale;

/** Reads and writes decimal numbers as tables have them. */
final class Decimals {

    /** Powers of ten that a double holds exactly. */
    private static final double[] POWER = new double[23];

    static {
        POWER[0] = 1;
        for (int i = 1; i < POWER.length; i++) {
            POWER[i] = POWER[i - 1] * 10;
        }
    }

    private static final long EXACT = 1L << 53;

    private Decimals() {}

    static double parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /**
     * Reads a number; blank and nan are {@code NaN}.
     *
     * <p>Digits and power of ten that doubles hold exactly leave one rounding, in the division (Clinger 1990); all else is
     * {@link Double#parseDouble}'s, which by itself would also take Java's {@code 1f} or {@code 0x1p3}.
     *
     * @throws NumberFormatException whose message is the text
     */
    static double parse(char[] chars, int from, int to) {
        int i = from;
        int end = to;
        while (i < end && chars[i] <= ' ') {
            i++;
        }
        while (end > i && chars[end - 1] <= ' ') {
            end--;
        }
        if (i == end) {
            return Double.NaN;
        }
        int start = i;
        boolean negative = chars[i] == '-';
        if (negative || chars[i] == '+') {
            i++;
        }
        long digits = 0;
        int count = 0;
        int decimals = 0;
        boolean point = false;
        for (; i < end; i++) {
            char c = chars[i];
            if (c >= '0' && c <= '9') {
                count++;
                digits = count <= 18 ? digits * 10 + (c - '0') : digits;
                decimals += point ? 1 : 0;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (i == end && count > 0 && count <= 18 && digits < EXACT && decimals < POWER.length) {
            double value = digits / POWER[decimals];
            return negative ? -value : value;
        }
        return slow(new String(chars, start, end - start), count, i - start);
    }

    private static double slow(String text, int digits, int mantissaEnd) {
        if (digits == 0) {
            return word(text);
        }
        if (mantissaEnd < text.length() && !text.substring(mantissaEnd).matches("[eE][+-]?\\d{1,4}")) {
            throw new NumberFormatException(text);
        }
        return Double.parseDouble(text);
    }

    private static double word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw new NumberFormatException(text);
        };
    }

    /** Writes a number as people do: without {@code .0} behind a whole one. */
    static String write(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
