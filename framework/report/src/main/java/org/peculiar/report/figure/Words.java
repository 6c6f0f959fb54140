package org.peculiar.report.figure;

import java.util.Locale;

/** Numbers as labels and captions have them. */
final class Words {

    private Words() {}

    /** Returns a velocity with its error, if it has one. */
    static String kms(double value, double error) {
        String known = String.format(Locale.ROOT, "%.0f", value);
        return known + (Double.isFinite(error) ? String.format(Locale.ROOT, " ± %.0f km/s", error) : " km/s");
    }

    /** Returns a change of a velocity with its error, if it has one. */
    static String change(double value, double error) {
        return (value < 0 ? "" : "+") + kms(value, error);
    }
}
