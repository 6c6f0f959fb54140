package org.peculiar.engine.plan;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Setting;

/** What stands under the name of an axis, and what all kinds of axis read from it in the same way. */
final class AxisBody {

    /** How a velocity is bound that is no parameter of a component. */
    static final Type.Field VELOCITY = new Type.Field(
            "", "", "", false, new Type.Real(), Unit.KMS, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");

    private final Binder binder;
    private final Problems problems;
    private final Declared known;
    private final String name;
    private final String path;
    private final Yaml.Mapping body;
    private final Values values;
    private final Map<String, Yaml> given;
    private final List<Setting> also;

    AxisBody(
            Binder binder,
            Problems problems,
            Declared known,
            String name,
            String path,
            Yaml.Mapping body,
            Values values) {
        this.binder = binder;
        this.problems = problems;
        this.known = known;
        this.name = name;
        this.path = path;
        this.body = body;
        this.values = values;
        this.given = Declared.byKey(body);
        this.also = new SettingsReader(problems, known).settings(given.get("also"), path + ".also");
    }

    Binder binder() {
        return binder;
    }

    Problems problems() {
        return problems;
    }

    Declared known() {
        return known;
    }

    /** Returns the name of the axis. */
    String name() {
        return name;
    }

    /** Returns the path of the axis in the descriptor. */
    String path() {
        return path;
    }

    /** Returns where it stands. */
    Position position() {
        return body.position();
    }

    /** Returns its values as they were bound. */
    Values values() {
        return values;
    }

    /** Returns its entries as they were written. */
    Map<String, Yaml> given() {
        return given;
    }

    /** Returns what is set in every variant of the axis. */
    List<Setting> also() {
        return also;
    }

    /** Returns the text of an entry, or its default. */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.byKey().get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /** Returns the items of a list, or the one value that stands in its place. */
    List<Yaml> items(String key) {
        Yaml value = given.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof Yaml.Sequence sequence ? sequence.items() : List.of(value);
    }

    /** Returns the step that an entry names. */
    Optional<Step> step(String key) {
        return text(key).flatMap(step -> known.step(step, given.get(key).position(), path + "." + key, problems));
    }

    /** Finds a step that gives rows. */
    Optional<Step> rows(String key, String what) {
        Optional<Step> step = step(key);
        if (step.isEmpty()
                || step.get().kind().output() == Survey.class
                || step.get().kind().output() == DistanceSample.class) {
            return step;
        }
        return wrong(
                given.get(key),
                key,
                "it gives " + StepKind.noun(step.get().kind().output()) + ", and " + what
                        + " of a survey or of distances"
                        + stepsGiving(List.of(Survey.class, DistanceSample.class)));
    }

    /** Reports labels that two levels share, or that the baseline has. */
    void labelled(List<String> labels, List<Position> where) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            if (label.equals(SweepReader.BASELINE) || label.isBlank()) {
                problems.add(
                        where.get(i),
                        path,
                        label.isBlank()
                                ? "found a variant without a label, but one is needed"
                                : "found the label " + SweepReader.BASELINE
                                        + ", which the analysis itself has; give another");
            } else if (!seen.add(label)) {
                problems.add(
                        where.get(i),
                        path,
                        "found two variants " + Yaml.shortened(label) + ", but labels within an axis differ");
            }
        }
    }

    /** Reports a problem with one of the entries. */
    void tell(Position where, String key, String message) {
        problems.add(where, path + "." + key, message);
    }

    /** Reports what an entry should be, and returns nothing. */
    <T> Optional<T> wrong(Yaml yaml, String key, String needed) {
        tell(yaml.position(), key, "found " + yaml.noun() + ", but " + needed);
        return Optional.empty();
    }

    /** Hints at the steps of a kind. */
    String stepsOf(StepKind kind) {
        return hint(known.steps().values().stream()
                .filter(step -> step.kind() == kind)
                .map(Step::name)
                .toList());
    }

    /** Hints at the steps that give one of some types. */
    String stepsGiving(Collection<Class<?>> types) {
        return hint(known.steps().values().stream()
                .filter(step -> types.contains(step.kind().output()))
                .map(Step::name)
                .toList());
    }

    private static String hint(List<String> steps) {
        return steps.isEmpty() ? "" : "; such steps: " + Suggestion.listed(new TreeSet<>(steps));
    }
}
