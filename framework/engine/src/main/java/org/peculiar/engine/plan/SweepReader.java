package org.peculiar.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.SweepTypes;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Sweep;

/** Reads {@code sweep:} and checks all that can be known of it before anything runs. */
final class SweepReader {

    /** What tables call the analysis that is varied. */
    static final String BASELINE = "baseline";

    /** As many as an error to 5 % takes. */
    private static final int PAIRED_REPLICATES = 200;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    private final Binder binder;
    private final Problems problems;
    private final Declared known;
    private final Set<String> names = new LinkedHashSet<>();

    SweepReader(Binder binder, Problems problems, Declared known) {
        this.binder = binder;
        this.problems = problems;
        this.known = known;
    }

    /** Returns the names of all axes, those with mistakes included. */
    Set<String> names() {
        return names;
    }

    Sweep read(Yaml yaml) {
        Values values = binder.bind(SweepTypes.sweep(), Optional.of(yaml), yaml.position(), "sweep");
        Map<String, Yaml> given = yaml instanceof Yaml.Mapping mapping ? Declared.byKey(mapping) : Map.of();
        List<Axis> axes = new ArrayList<>();
        if (given.get("vary") instanceof Yaml.Mapping vary) {
            if (vary.entries().isEmpty()) {
                problems.add(vary.position(), "sweep.vary", "found no axis, but at least one is needed");
            }
            for (Yaml.Entry entry : vary.entries()) {
                axis(entry).ifPresent(axes::add);
            }
        }
        Sweep.Design design = word(Sweep.Design.class, values, "design").orElse(Sweep.Design.ONE_AT_A_TIME);
        List<Map<String, String>> except = except(given.get("except"), axes, design);
        if (design == Sweep.Design.ZIP && given.get("vary") instanceof Yaml.Mapping vary) {
            zip(vary, axes);
        }
        return new Sweep(
                design,
                word(Sweep.OnFailure.class, values, "on-failure").orElse(Sweep.OnFailure.RECORD),
                whole(values, "paired-replicates").orElse(design == Sweep.Design.FACTORIAL ? 0 : PAIRED_REPLICATES),
                axes,
                except,
                yaml);
    }

    private Optional<Axis> axis(Yaml.Entry entry) {
        String name = entry.key().text();
        String path = "sweep.vary." + name;
        names.add(name);
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    entry.key().position(),
                    path,
                    "found " + entry.key().noun() + ", but an axis's name is in kebab-case, such as drop-cluster");
        }
        Set<String> kinds = SweepTypes.axis().keySet();
        String needed = "an axis is a mapping with one of " + Suggestion.listed(kinds);
        if (!(entry.value() instanceof Yaml.Mapping body)) {
            problems.add(
                    entry.value().position(), path, "found " + entry.value().noun() + ", but " + needed);
            return Optional.empty();
        }
        List<Yaml.Scalar> verbs = body.entries().stream()
                .map(Yaml.Entry::key)
                .filter(key -> kinds.contains(key.text()))
                .toList();
        if (verbs.size() > 1) {
            problems.add(
                    verbs.get(1).position(),
                    path,
                    "found " + verbs.get(0).text() + " and " + verbs.get(1).text()
                            + ", but an axis does one of them; make two axes");
            return Optional.empty();
        } else if (verbs.isEmpty()) {
            Optional<Yaml.Scalar> misspelt = body.entries().stream()
                    .map(Yaml.Entry::key)
                    .filter(key -> Suggestion.nearest(key.text(), kinds).isPresent())
                    .findFirst();
            if (misspelt.isPresent()) {
                String key = misspelt.get().text();
                problems.add(misspelt.get().position(), path + "." + key, "unknown key" + Suggestion.hint(key, kinds));
            } else {
                problems.add(body.position(), path, "found none of its kinds, but " + needed);
            }
            return Optional.empty();
        }
        String kind = verbs.get(0).text();
        Values values = binder.bind(SweepTypes.axis().get(kind), Optional.of(body), body.position(), path);
        return new AxisReader(new AxisBody(binder, problems, known, name, path, body, values)).read(kind);
    }

    private void zip(Yaml.Mapping vary, List<Axis> axes) {
        Map<String, Position> places = new HashMap<>();
        vary.entries()
                .forEach(entry -> places.put(entry.key().text(), entry.key().position()));
        Optional<Axis> first = Optional.empty();
        int most = 0;
        for (Axis axis : axes) {
            if (axis instanceof Axis.Jackknife || axis instanceof Axis.Split) {
                problems.add(
                        places.get(axis.name()),
                        "sweep.vary." + axis.name(),
                        "found an axis whose variants depend on the data, but zip pairs those that are written down; take"
                                + " design: factorial or one-at-a-time");
            } else if (axis instanceof Axis.OfVariants) {
                int levels = labels(axis).orElseThrow().size();
                if (first.isEmpty()) {
                    first = Optional.of(axis);
                    most = levels;
                } else if (levels != most) {
                    problems.add(
                            places.get(axis.name()),
                            "sweep.vary." + axis.name(),
                            "found " + count(levels, "variant") + ", but "
                                    + first.get().name() + " has " + most + ", and zip pairs them: as many are needed");
                }
            }
        }
    }

    private List<Map<String, String>> except(Yaml yaml, List<Axis> axes, Sweep.Design design) {
        if (!(yaml instanceof Yaml.Sequence sequence)) {
            return List.of();
        }
        Map<String, Axis> byName = new LinkedHashMap<>();
        axes.forEach(axis -> byName.put(axis.name(), axis));
        List<Map<String, String>> except = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            if (!(sequence.items().get(i) instanceof Yaml.Mapping combination)) {
                continue;
            }
            String path = "sweep.except[" + i + "]";
            Map<String, String> labels = new LinkedHashMap<>();
            for (Yaml.Entry entry : combination.entries()) {
                if (entry.value() instanceof Yaml.Scalar label && exception(entry.key(), label, byName, design, path)) {
                    labels.put(entry.key().text(), label.text());
                }
            }
            if (combination.entries().isEmpty()) {
                problems.add(combination.position(), path, "found nothing to leave out, but {axis: label} is needed");
            } else if (design == Sweep.Design.ONE_AT_A_TIME && labels.size() > 1) {
                problems.add(
                        combination.position(),
                        path,
                        "found " + String.join(" and ", labels.keySet())
                                + ", but one-at-a-time never combines axes; take design: factorial, or one axis");
            }
            except.add(labels);
        }
        return List.copyOf(except);
    }

    private boolean exception(
            Yaml.Scalar axis, Yaml.Scalar label, Map<String, Axis> byName, Sweep.Design design, String path) {
        String name = axis.text();
        if (!names.contains(name)) {
            problems.add(
                    axis.position(),
                    path,
                    "found " + axis.noun() + ", but no axis has that name" + Suggestion.hint(name, names));
            return false;
        } else if (byName.get(name) instanceof Axis.OfReplicates) {
            problems.add(
                    axis.position(), path, "found " + name + ", but replicates have no labels; leave out variants");
            return false;
        }
        Optional<List<String>> labels = Optional.ofNullable(byName.get(name)).flatMap(SweepReader::labels);
        boolean baseline = design == Sweep.Design.FACTORIAL && label.text().equals(BASELINE);
        if (labels.isPresent() && !labels.get().contains(label.text()) && !baseline) {
            problems.add(
                    label.position(),
                    path + "." + name,
                    "found " + label.noun() + ", but " + name + " has no such variant"
                            + Suggestion.hint(label.text(), labels.get()));
            return false;
        }
        return true;
    }

    /** Returns the labels of the variants of an axis, where they are known before anything runs. */
    static Optional<List<String>> labels(Axis axis) {
        if (axis instanceof Axis.Choice choice) {
            return Optional.of(choice.levels().stream().map(Axis.Level::label).toList());
        } else if (axis instanceof Axis.Subset subset) {
            return Optional.of(
                    subset.conditions().stream().map(Axis.Condition::label).toList());
        }
        return Optional.empty();
    }

    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static OptionalInt whole(Values values, String key) {
        return values.byKey().get(key) instanceof Long value ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    static <E extends Enum<E>> Optional<E> word(Class<E> type, Values values, String key) {
        return values.byKey().get(key) instanceof String word
                ? Optional.of(Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_')))
                : Optional.empty();
    }
}
