package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.peculiar.report.figure.FittedFlows;

/**
 * What a run found, in a line, and what a reader asks next.
 *
 * @param step that found it; empty if it is not one flow
 * @param title of the fit
 * @param speed of the flow, if there is one
 * @param l its Galactic longitude
 * @param b its Galactic latitude
 * @param flows all of them, where several stand side by side
 * @param facts about the flow
 * @param estimands that are not of that flow
 */
public record Headline(
        String step,
        String title,
        Optional<Rounded> speed,
        Rounded l,
        Rounded b,
        List<Flow> flows,
        List<Fact> facts,
        List<Fact> estimands) {

    private static final String KMS = "km/s";

    /**
     * One of several flows.
     *
     * @param step that fitted it
     * @param title of the fit
     * @param tracers how many
     * @param depth weighted
     * @param speed with its total error
     * @param l Galactic longitude
     * @param b Galactic latitude
     * @param rest probability of so large a flow for an observer at rest
     * @param chi2 of the fit over its degrees of freedom
     */
    public record Flow(
            String step,
            String title,
            String tracers,
            Rounded depth,
            Rounded speed,
            Rounded l,
            Rounded b,
            String rest,
            String chi2) {

        static Flow of(String step, JsonNode fit) {
            JsonNode flow = fit.get("bulk-flow");
            double dof = fit.path("dof").asDouble();
            return new Flow(
                    step,
                    fit.path("title").asText(),
                    Rounded.number(fit.path("tracers").asDouble()),
                    Rounded.of(flow.path("depth-kms").asDouble(), KMS),
                    speedOf(flow),
                    direction(flow.path("l-deg")),
                    direction(flow.path("b-deg")),
                    Rounded.probability(
                            flow.at("/against-rest/total/probability").asDouble()),
                    dof > 0
                            ? Rounded.fixed(fit.path("chi2").asDouble(), dof < 1000 ? 1 : 0) + " / "
                                    + Rounded.number(dof)
                            : "");
        }
    }

    /**
     * Read the flow that is the result, see {@link FittedFlows#headline}; of several, each in a line. Estimands go with them, or
     * are all there is.
     */
    static Headline of(JsonNode results) {
        return FittedFlows.headline(results)
                .map(step -> ofFlow(step, results.path("steps").path(step), estimands(results, step)))
                .orElseGet(() -> ofEstimands(results));
    }

    private static Headline ofEstimands(JsonNode results) {
        Rounded none = Rounded.of(Double.NaN, "");
        List<Flow> flows = FittedFlows.steps(results).stream()
                .map(step -> Flow.of(step, results.path("steps").path(step)))
                .toList();
        return new Headline("", "", Optional.empty(), none, none, flows, List.of(), estimands(results, ""));
    }

    /** Returns the estimands, but those that a step tells. */
    private static List<Fact> estimands(JsonNode results, String told) {
        List<Fact> facts = new ArrayList<>();
        results.path("estimands").properties().forEach(entry -> {
            String name = entry.getKey();
            String source = results.path("estimand-sources").path(name).asText();
            if (told.isEmpty() || !source.startsWith(told + ".")) {
                String unit = results.path("estimand-units").path(name).asText();
                facts.add(new Fact(name, estimand(entry.getValue(), unit), source));
            }
        });
        return facts;
    }

    /** Return a number or a vector in words. */
    public static String estimand(JsonNode value, String unit) {
        if (!value.isArray()) {
            return Rounded.ofNumber(value.asDouble(), unit).toString();
        }
        List<String> parts = new ArrayList<>();
        value.forEach(part -> parts.add(Rounded.number(Math.rint(part.asDouble() * 10) / 10)));
        return ("(" + String.join(", ", parts) + ") " + Rounded.unit(unit)).strip();
    }

    private static Headline ofFlow(String step, JsonNode fit, List<Fact> others) {
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
        facts.add(new Fact("Vector", vector(flow.path("velocity-kms")), "Galactic x, y, z"));
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
                Optional.of(speedOf(flow)),
                direction(flow.path("l-deg")),
                direction(flow.path("b-deg")),
                List.of(),
                facts,
                others);
    }

    private static String vector(JsonNode kms) {
        List<String> parts = new ArrayList<>();
        kms.forEach(part -> parts.add(Rounded.fixed(part.asDouble(), 0)));
        return "(" + String.join(", ", parts) + ") km s⁻¹";
    }

    private static String significance(double p) {
        return p < 1e-4 ? "more than 99.99 %" : Rounded.fixed(100 * (1 - p), 2) + " %";
    }

    private static Rounded speedOf(JsonNode flow) {
        return Rounded.of(
                flow.path("speed-kms").asDouble(),
                flow.path("error-along-flow-kms").asDouble(),
                KMS);
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
