package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A step of the analysis and what it found.
 *
 * @param name in the descriptor
 * @param uses the component
 * @param component its title
 * @param cites keys of its papers
 * @param notes in words
 * @param numbers that it found
 */
public record StepFacts(
        String name, String uses, String component, List<String> cites, List<String> notes, List<Value> numbers) {

    /**
     * A number that a step found.
     *
     * @param name of it
     * @param value with error and unit
     * @param doc one sentence, perhaps empty
     */
    public record Value(String name, Rounded value, String doc) {}

    static List<StepFacts> of(JsonNode results) {
        List<StepFacts> steps = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        for (Map.Entry<String, JsonNode> entry : results.path("steps").properties()) {
            steps.add(of(entry.getKey(), entry.getValue(), told));
        }
        return steps;
    }

    /** What earlier steps told already, which each step's treatments repeat, is left out. */
    private static StepFacts of(String name, JsonNode step, Set<String> told) {
        List<String> notes = new ArrayList<>();
        List<Value> numbers = new ArrayList<>();
        if (step.has("title")) {
            notes.add(step.get("title").asText());
        }
        tell(counts(step), told, notes);
        for (Map.Entry<String, JsonNode> treatment : step.path("treatments").properties()) {
            tell(treatment.getKey() + ": " + treatment.getValue().asText(), told, notes);
        }
        calibration(step.path("calibration"), told, notes, numbers);
        nuisance(step.path("nuisance"), numbers);
        flow(step, numbers);
        step.path("scalars")
                .properties()
                .forEach(scalar -> numbers.add(new Value(
                        words(scalar.getKey()),
                        measured(scalar.getValue(), ""),
                        scalar.getValue().path("doc").asText())));
        step.path("notes").forEach(note -> notes.add(note.asText()));
        List<String> cites = new ArrayList<>();
        step.path("cite").forEach(key -> cites.add(key.asText()));
        return new StepFacts(
                name, step.path("uses").asText(), step.path("component").asText(), cites, notes, numbers);
    }

    private static void tell(String text, Set<String> told, List<String> notes) {
        if (!text.isEmpty() && told.add(text)) {
            notes.add(text);
        }
    }

    private static String counts(JsonNode step) {
        if (step.has("galaxies")) {
            return Rounded.number(step.get("galaxies").asDouble()) + " galaxies, "
                    + Rounded.number(step.path("groups").asDouble()) + " groups, "
                    + Rounded.number(step.path("measurements").asDouble()) + " repeat measurements";
        }
        return step.has("tracers") ? Rounded.number(step.get("tracers").asDouble()) + " tracers" : "";
    }

    private static void calibration(JsonNode fit, Set<String> told, List<String> notes, List<Value> numbers) {
        if (fit.isMissingNode() || !told.add(fit.toString())) {
            return;
        }
        notes.add(fit.path("title").asText() + ", "
                + Rounded.number(fit.path("used").asDouble()) + " galaxies used");
        fit.path("omitted")
                .properties()
                .forEach(omitted ->
                        notes.add(Rounded.number(omitted.getValue().asDouble()) + " left out: " + omitted.getKey()));
        fit.path("parameters")
                .properties()
                .forEach(parameter ->
                        numbers.add(new Value(parameter.getKey(), measured(parameter.getValue(), ""), "")));
        fit.path("derived")
                .properties()
                .forEach(derived -> numbers.add(new Value(
                        words(derived.getKey()), Rounded.of(derived.getValue().asDouble(), ""), "")));
    }

    private static void nuisance(JsonNode nuisance, List<Value> numbers) {
        String unit = nuisance.path("unit").asText();
        nuisance.path("values")
                .properties()
                .forEach(value ->
                        numbers.add(new Value("offset of " + value.getKey(), measured(value.getValue(), unit), "")));
    }

    private static void flow(JsonNode step, List<Value> numbers) {
        step.path("parameters")
                .properties()
                .forEach(parameter ->
                        numbers.add(new Value(parameter.getKey(), measured(parameter.getValue(), ""), "")));
        step.path("quoted")
                .properties()
                .forEach(quoted -> numbers.add(new Value(
                        words(quoted.getKey().replaceFirst("-kms$", "")),
                        Rounded.of(
                                quoted.getValue().asDouble(Double.NaN),
                                quoted.getKey().endsWith("-kms") ? "km/s" : ""),
                        "")));
    }

    private static Rounded measured(JsonNode value, String unit) {
        return Rounded.of(
                value.path("value").asDouble(Double.NaN),
                value.path("error").asDouble(Double.NaN),
                value.path("unit").asText(unit));
    }

    private static String words(String key) {
        return key.replace('-', ' ');
    }
}
