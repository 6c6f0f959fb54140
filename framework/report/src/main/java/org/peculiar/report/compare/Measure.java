package org.peculiar.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import org.peculiar.report.page.Rounded;

/**
 * A number with its error.
 *
 * @param value NaN where there is none
 * @param error NaN where it is not known
 * @param unit symbol of both
 */
public record Measure(double value, double error, String unit) {

    static Measure of(JsonNode node, String value, String error, String unit) {
        return new Measure(
                node.path(value).asDouble(Double.NaN), node.path(error).asDouble(Double.NaN), unit);
    }

    /** Return it as it is printed. */
    public Rounded rounded() {
        return Rounded.of(value, error, unit);
    }

    /** Return it as it is printed, with its sign. */
    public String signed() {
        return (value > 0 ? "+" : "") + rounded();
    }

    @Override
    public String toString() {
        return rounded().toString();
    }
}
