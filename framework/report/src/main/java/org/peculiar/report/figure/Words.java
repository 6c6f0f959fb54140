package org.peculiar.report.figure;

import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers as labels and captions have them. */
final class Words {

    private static final Pattern HYPHEN = Pattern.compile("(?<![\\w.])-(?=\\d)");

    private Words() {}

    /** Returns a text with minus signs before its numbers, where programs write hyphens, and units as journals have them. */
    static String typeset(String text) {
        return HYPHEN.matcher(text).replaceAll("−").replace("km/s", "km s⁻¹");
    }

    /** Returns a velocity with its error, if it has one. */
    static String kms(double value, double error) {
        String known = typeset(String.format(Locale.ROOT, "%.0f", value));
        return known + (Double.isFinite(error) ? String.format(Locale.ROOT, " ± %.0f km s⁻¹", error) : " km s⁻¹");
    }

    /** Returns a change of a velocity with its error, if it has one. */
    static String change(double value, double error) {
        return (value < 0 ? "" : "+") + kms(value, error);
    }
}
