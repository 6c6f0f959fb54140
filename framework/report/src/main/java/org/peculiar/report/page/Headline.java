package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run found, in a line, and what a reader asks next.
 *
 * @param step that found it; empty if estimands are all there is
 * @param title of the fit
 * @param speed of the flow, if there is one
 * @param l its Galactic longitude
 * @param b its Galactic latitude
 * @param facts about it
 */
public record Headline(String step, String title, Optional<Rounded> speed, Rounded l, Rounded b, List<Fact> facts) {

    private static final String KMS = "km/s";

    /** Read the flow that the sweep follows, or the last one; without a flow, estimands. */
    static Headline of(JsonNode results) {
        String step = results.at("/sweep/flow").asText();
        for (Map.Entry<String, JsonNode> entry : results.path("steps").properties()) {
            if (entry.getValue().has("bulk-flow") && !results.has("sweep")) {
                step = entry.getKey();
            }
        }
        JsonNode fit = results.path("steps").path(step);
        return fit.has("bulk-flow") ? ofFlow(step, fit) : ofEstimands(results);
    }

    private static Headline ofEstimands(JsonNode results) {
        List<Fact> facts = new ArrayList<>();
        results.path("estimands").properties().forEach(entry -> {
            String unit = results.path("estimand-units").path(entry.getKey()).asText();
            facts.add(new Fact(entry.getKey(), estimand(entry.getValue(), unit)));
        });
        Rounded none = Rounded.of(Double.NaN, "");
        return new Headline("", "", Optional.empty(), none, none, facts);
    }

    /** Return a number or a vector in words. */
    public static String estimand(JsonNode value, String unit) {
        if (!value.isArray()) {
            return Rounded.of(value.asDouble(), unit).toString();
        }
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(Rounded.number(Math.rint(part.asDouble() * 10) / 10)));
        return ("(" + String.join(", ", parts) + ") " + Rounded.unit(unit)).strip();
    }

    private static Headline ofFlow(String step, JsonNode fit) {
        JsonNode flow = fit.get("bulk-flow");
        double error = flow.path("error-along-flow-kms").asDouble();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                "Corrected for error bias",
                kms(flow.path("speed-bias-corrected-kms").asDouble(), error)));
        JsonNode systematic = fit.at("/covariance/systematic");
        if (!systematic.isEmpty()) {
            List<String> names = new ArrayList<>();
            systematic.fieldNames().forEachRemaining(names::add);
            facts.add(new Fact(
                    "Error",
                    "random " + kms(flow.path("random-error-along-flow-kms").asDouble()) + ", systematic "
                            + kms(flow.path("systematic-error-along-flow-kms").asDouble()),
                    "systematic: " + String.join(", ", names)));
        }
        double p = flow.at("/against-rest/total/probability").asDouble();
        facts.add(new Fact(
                "Against rest",
                "χ² = " + Rounded.fixed(flow.at("/against-rest/total/chi2").asDouble(), 2)
                        + " for 3 degrees of freedom",
                "p = " + Rounded.probability(p) + ", significant at " + significance(p)));
        facts.add(new Fact(
                "At least, with 95 % confidence",
                kms(flow.at("/lower-limit/neyman-95-kms").asDouble()),
                "Neyman; " + kms(flow.at("/lower-limit/posterior-95-kms").asDouble())
                        + " from the posterior for a flat prior on the vector"));
        facts.add(new Fact("Vector", estimand(flow.path("velocity-kms"), KMS), "Galactic x, y, z"));
        facts.add(new Fact(
                "Error ellipsoid", ellipsoid(flow.at("/ellipsoid/total")), "half-axes with their ends (l, b)"));
        facts.add(new Fact(
                "Goodness of fit",
                "χ² = " + Rounded.fixed(fit.path("chi2").asDouble(), 1) + " for "
                        + Rounded.number(fit.path("dof").asDouble()) + " degrees of freedom",
                fit.has("probability")
                        ? "p = " + Rounded.probability(fit.get("probability").asDouble())
                        : ""));
        facts.add(new Fact(
                "Sample",
                Rounded.number(fit.path("tracers").asDouble()) + " tracers",
                "weighted depth " + kms(flow.path("depth-kms").asDouble())));
        return new Headline(
                step,
                fit.path("title").asText(),
                Optional.of(Rounded.of(flow.path("speed-kms").asDouble(), error, KMS)),
                direction(flow.path("l-deg")),
                direction(flow.path("b-deg")),
                facts);
    }

    private static String significance(double p) {
        return p < 1e-4 ? "more than 99.99 %" : Rounded.fixed(100 * (1 - p), 2) + " %";
    }

    private static Rounded direction(JsonNode angle) {
        return Rounded.of(angle.path("value").asDouble(), angle.path("error").asDouble(), "deg");
    }

    private static String ellipsoid(JsonNode axes) {
        List<String> texts = new ArrayList<>();
        axes.forEach(axis -> texts.add(Rounded.fixed(axis.path("error-kms").asDouble(), 0) + " ("
                + Rounded.fixed(axis.path("l-deg").asDouble(), 0) + "°, "
                + Rounded.fixed(axis.path("b-deg").asDouble(), 0) + "°)"));
        return String.join(", ", texts) + " km s⁻¹";
    }

    private static String kms(double value) {
        return Rounded.fixed(value, 0) + " km s⁻¹";
    }

    private static String kms(double value, double error) {
        return Rounded.of(value, error, KMS).toString();
    }
}
