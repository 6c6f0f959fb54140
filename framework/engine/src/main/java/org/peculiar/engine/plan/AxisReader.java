package org.peculiar.engine.plan;

import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUP;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUPS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.MEASUREMENTS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROW;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROWS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.SKY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.SweepTypes;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.science.sky.GalacticVector;

/** Reads one axis of a sweep. */
final class AxisReader {

    private static final List<String> COMPONENTS = List.of("vx", "vy", "vz");
    private static final double KMS_IN_MPC_H = 100;
    private static final Type.Field VELOCITY = field(Unit.KMS);

    private final Binder binder;
    private final Problems problems;
    private final Declared known;
    private final SettingsReader reader;
    private final String name;
    private final String path;
    private final Yaml.Mapping body;
    private final Values values;
    private final Map<String, Yaml> given;
    private final List<Setting> also;

    AxisReader(
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
        this.reader = new SettingsReader(problems, known);
        this.name = name;
        this.path = path;
        this.body = body;
        this.values = values;
        this.given = Declared.byKey(body);
        this.also = reader.settings(given.get("also"), path + ".also");
    }

    Optional<Axis> read(String kind) {
        if (!kind.equals("set") && !also.isEmpty()) {
            Position where = given.get("also").position();
            reader.attempt(List.of(), also, where, path + ".also", path);
        }
        return switch (kind) {
            case "set" -> choice();
            case "jackknife" -> jackknife();
            case "subset" -> subset();
            case "split" -> split();
            case "bootstrap" -> bootstrap();
            case "displace" -> displace();
            default -> monteCarlo();
        };
    }

    private Optional<Axis> choice() {
        Yaml set = given.get("set");
        if (set instanceof Yaml.Scalar one) {
            return one.isNull() ? Optional.empty() : choices(one);
        }
        return set instanceof Yaml.Mapping several
                ? together(several)
                : wrong(set, "set", "a path is needed, or a mapping from paths to values");
    }

    private Optional<Axis> together(Yaml.Mapping several) {
        for (String other : List.of("to", "labels")) {
            if (given.containsKey(other)) {
                problems.add(
                        given.get(other).position(),
                        path + "." + other,
                        "found " + given.get(other).noun()
                                + ", but set has a value for each path already, which is one variant; its name is label:");
            }
        }
        List<Setting> settings = reader.settings(several, path + ".set");
        if (settings.isEmpty()) {
            if (several.entries().isEmpty()) {
                wrong(several, "set", "at least one path with its value is needed");
            }
            return Optional.empty();
        }
        String label = text("label")
                .orElseGet(() ->
                        settings.stream().map(setting -> shown(setting.value())).collect(Collectors.joining(", ")));
        reader.attempt(settings, also, several.position(), path + ".set", path);
        labelled(List.of(label), List.of(several.position()));
        return Optional.of(new Axis.Choice(
                name,
                settings.stream().map(Setting::path).collect(Collectors.joining(", ")),
                List.of(new Axis.Level(label, with(settings)))));
    }

    private Optional<Axis> choices(Yaml.Scalar set) {
        Yaml to = given.get("to");
        if (to == null || (to instanceof Yaml.Scalar none && none.isNull())) {
            problems.add(
                    to == null ? body.position() : to.position(),
                    path + ".to",
                    "not given, but needed: the values to set, one variant each");
            return Optional.empty();
        }
        List<Yaml> levels = to instanceof Yaml.Sequence sequence ? sequence.items() : List.of(to);
        if (levels.isEmpty()) {
            return wrong(to, "to", "at least one value is needed");
        }
        List<String> labels = labels(levels);
        if (!reader.isPath(set.text(), set.position(), path + ".set")) {
            return Optional.empty();
        }
        List<Axis.Level> read = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Yaml value = levels.get(i);
            String where = path + ".to" + (to instanceof Yaml.Sequence ? "[" + i + "]" : "");
            List<Setting> settings = List.of(new Setting(set.text(), value, set.position()));
            reader.attempt(settings, also, value.position(), where, path);
            read.add(new Axis.Level(labels.get(i), with(settings)));
        }
        boolean named = given.get("labels") instanceof Yaml.Sequence list
                && list.items().size() == levels.size();
        List<Yaml> places = named ? ((Yaml.Sequence) given.get("labels")).items() : levels;
        labelled(labels, places.stream().map(Yaml::position).toList());
        return Optional.of(new Axis.Choice(name, set.text(), read));
    }

    private List<String> labels(List<Yaml> levels) {
        List<String> shown = levels.stream().map(AxisReader::shown).toList();
        Yaml one = given.get("label");
        Yaml list = given.get("labels");
        if (one != null && (levels.size() > 1 || list != null)) {
            problems.add(
                    one.position(),
                    path + ".label",
                    "found " + one.noun() + " for " + SweepReader.count(levels.size(), "value")
                            + ", but labels: names each");
        } else if (one != null) {
            return List.of(text("label").orElse(shown.get(0)));
        }
        if (!(values.byKey().get("labels") instanceof List<?> labels)) {
            return shown;
        } else if (labels.size() != levels.size()) {
            problems.add(
                    list.position(),
                    path + ".labels",
                    "found " + SweepReader.count(labels.size(), "label") + " for "
                            + SweepReader.count(levels.size(), "value") + ", but as many are needed");
            return shown;
        }
        return labels.stream().map(String.class::cast).toList();
    }

    /** Reports labels that two levels share, or that the baseline has. */
    private void labelled(List<String> labels, List<Position> where) {
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

    private List<Setting> with(List<Setting> settings) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(also);
        return List.copyOf(all);
    }

    private Optional<Axis> jackknife() {
        Optional<Step> step = rows("jackknife", "a jackknife drops rows");
        Optional<RowKey> by = by(step, List.of(GROUP, ROWS, GROUPS, MEASUREMENTS, SKY));
        OptionalInt patches = patches(by);
        return step.isEmpty() || by.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Jackknife(name, step.get().name(), by.get(), patches, also));
    }

    private Optional<Axis> bootstrap() {
        Optional<Step> step = rows("bootstrap", "a bootstrap redraws rows");
        Optional<RowKey> by = by(step, List.of(ROW, GROUP, ROWS, GROUPS, SKY));
        OptionalInt patches = patches(by);
        OptionalInt replicates = SweepReader.whole(values, "replicates");
        return step.isEmpty() || by.isEmpty() || replicates.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Axis.Bootstrap(name, step.get().name(), by.get(), patches, replicates.getAsInt(), also));
    }

    private Optional<Axis> displace() {
        Optional<Step> step = step("displace");
        if (step.isPresent() && step.get().kind() != StepKind.CORRECTION) {
            return wrong(
                    given.get("displace"),
                    "displace",
                    "that is a step of the kind " + step.get().kind().word()
                            + ", and only corrections have values to displace" + stepsOf(StepKind.CORRECTION));
        }
        OptionalInt replicates = SweepReader.whole(values, "replicates");
        Optional<Axis.Displace.By> from = SweepReader.word(Axis.Displace.By.class, values, "from");
        return step.isEmpty() || from.isEmpty() || replicates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Displace(name, step.get().name(), from.get(), replicates.getAsInt(), also));
    }

    private Optional<Axis> split() {
        Optional<Step> step = step("split");
        if (step.isPresent() && step.get().kind().output() != DistanceSample.class) {
            return wrong(
                    given.get("split"),
                    "split",
                    "it gives " + StepKind.noun(step.get().kind().output()) + ", and a split parts distances"
                            + stepsGiving(List.of(DistanceSample.class)));
        }
        Optional<String> by = text("by");
        OptionalInt parts = SweepReader.whole(values, "parts");
        Optional<Axis.Equal> equal = SweepReader.word(Axis.Equal.class, values, "equal");
        return step.isEmpty() || by.isEmpty() || parts.isEmpty() || equal.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Split(
                        name, step.get().name(), new RowKey(ROWS, by.get()), parts.getAsInt(), equal.get(), also));
    }

    private Optional<Axis> subset() {
        Optional<Step> step = rows("subset", "a subset keeps rows");
        Optional<RowKey> by = by(step, List.of(ROWS, GROUPS, GROUP));
        if (by.isPresent()
                && isDistance(by.get())
                && step.isPresent()
                && step.get().kind().output() != DistanceSample.class) {
            return wrong(
                    given.get("by"),
                    "by",
                    step.get().name() + " gives "
                            + StepKind.noun(step.get().kind().output()) + ", which has no distances yet"
                            + stepsGiving(List.of(DistanceSample.class)));
        }
        if (Stream.of("keep", "drop", "below", "above").noneMatch(given::containsKey)) {
            problems.add(
                    body.position(),
                    path,
                    "found no condition, but at least one of keep, drop, below and above is needed");
            return Optional.empty();
        }
        List<Axis.Condition> conditions = new ArrayList<>();
        List<Position> where = new ArrayList<>();
        for (String way : List.of("keep", "drop", "below", "above")) {
            List<Yaml> items = items(way);
            if (items.isEmpty() && given.get(way) instanceof Yaml.Sequence) {
                wrong(given.get(way), way, "at least one value is needed");
            }
            for (int i = 0; i < items.size(); i++) {
                String at = path + "." + way + (given.get(way) instanceof Yaml.Sequence ? "[" + i + "]" : "");
                if (items.get(i) instanceof Yaml.Scalar scalar && !scalar.isNull()) {
                    condition(way, scalar, by, at).ifPresent(condition -> {
                        conditions.add(condition);
                        where.add(scalar.position());
                    });
                }
            }
        }
        labelled(conditions.stream().map(Axis.Condition::label).toList(), where);
        return step.isEmpty() || by.isEmpty() || conditions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Subset(name, step.get().name(), by.get(), conditions, also));
    }

    private Optional<Axis.Condition> condition(String way, Yaml.Scalar scalar, Optional<RowKey> by, String at) {
        String text = scalar.text().strip();
        Optional<String> none = Optional.empty();
        Optional<Double> unbounded = Optional.empty();
        if (way.equals("keep")) {
            return Optional.of(new Axis.Condition(text, Optional.of(text), none, unbounded, unbounded, Unit.NONE));
        } else if (way.equals("drop")) {
            return Optional.of(
                    new Axis.Condition("not " + text, none, Optional.of(text), unbounded, unbounded, Unit.NONE));
        }
        if (by.isPresent() && by.get().table() == GROUP) {
            problems.add(
                    scalar.position(),
                    at,
                    "found " + scalar.noun() + ", but groups have names, which are kept or dropped");
            return Optional.empty();
        }
        boolean below = way.equals("below");
        return by.flatMap(key -> bound(key, scalar, at))
                .map(bound -> new Axis.Condition(
                        (below ? "< " : ">= ") + text,
                        none,
                        none,
                        below ? Optional.of(bound.value()) : unbounded,
                        below ? unbounded : Optional.of(bound.value()),
                        bound.unit()));
    }

    private Optional<Binder.Measured> bound(RowKey by, Yaml.Scalar scalar, String at) {
        if (by.table() == ROWS && by.column().equals("cz")) {
            return binder.bind(VELOCITY, scalar, at).map(kms -> new Binder.Measured((double) kms, Unit.KMS));
        }
        Optional<Binder.Measured> measured = binder.measured(scalar, at);
        if (measured.isEmpty() || !isDistance(by)) {
            return measured;
        }
        Unit unit = measured.get().unit();
        double value = measured.get().value();
        if (unit.dimension() == Unit.Dimension.VELOCITY) {
            return Optional.of(new Binder.Measured(value * unit.in(Unit.KMS), Unit.KMS));
        } else if (unit.dimension() == Unit.Dimension.SCALED_LENGTH) {
            return Optional.of(new Binder.Measured(value * unit.in(Unit.MPC_H) * KMS_IN_MPC_H, Unit.KMS));
        }
        problems.add(scalar.position(), at, "found " + scalar.noun() + ", but a distance in km/s or Mpc/h is needed");
        return Optional.empty();
    }

    private boolean isDistance(RowKey by) {
        return by.table() == ROWS && by.column().equals("distance");
    }

    private List<Yaml> items(String key) {
        Yaml value = given.get(key);
        if (value == null) {
            return List.of();
        }
        return value instanceof Yaml.Sequence sequence ? sequence.items() : List.of(value);
    }

    private Optional<Axis> monteCarlo() {
        Optional<Step> step = step("monte-carlo");
        Optional<Step> relation = step("relation");
        if (relation.isPresent() && relation.get().kind() != StepKind.INDICATOR) {
            return wrong(
                    given.get("relation"),
                    "relation",
                    "that is a step of the kind " + relation.get().kind().word()
                            + ", and the relation is an indicator's" + stepsOf(StepKind.INDICATOR));
        }
        Optional<Axis.InputFlow> flow = flow(given.get("flow"));
        if (step.isPresent() && relation.isPresent()) {
            String taken = relation.get().inputs().values().stream().findFirst().orElse("");
            if (!taken.isEmpty() && !taken.equals(step.get().name())) {
                return wrong(
                        given.get("monte-carlo"),
                        "monte-carlo",
                        "mocks replace the survey that " + relation.get().name() + " takes, so put: monte-carlo: "
                                + taken);
            }
        }
        OptionalInt replicates = SweepReader.whole(values, "replicates");
        Optional<Axis.Geometry> geometry = SweepReader.word(Axis.Geometry.class, values, "geometry");
        return step.isEmpty()
                        || relation.isEmpty()
                        || flow.isEmpty()
                        || replicates.isEmpty()
                        || geometry.isEmpty()
                        || !(values.byKey().get("monopole") instanceof Double monopole)
                ? Optional.empty()
                : Optional.of(new Axis.MonteCarlo(
                        name,
                        step.get().name(),
                        relation.get().name(),
                        flow.get(),
                        monopole,
                        theory(),
                        geometry.get(),
                        replicates.getAsInt(),
                        also));
    }

    /** Reads the theory that correlates velocities; {@code {}} is the default one, nothing is none. */
    private Optional<Values> theory() {
        Yaml theory = given.get("theory");
        if (theory == null || (theory instanceof Yaml.Scalar none && none.isNull())) {
            return Optional.empty();
        }
        Type.RecordOf type = (Type.RecordOf)
                binder.owned(MockVelocities.NAME).fields().get(0).type();
        Values bound = binder.bind(type, Optional.of(theory), theory.position(), path + ".theory");
        if (bound.byKey().containsKey("table")) {
            return wrong(theory, "theory", "mocks take a spectrum by formula, not a table");
        }
        return Optional.of(bound);
    }

    private Optional<Axis.InputFlow> flow(Yaml flow) {
        if (flow == null) {
            return Optional.empty();
        } else if (flow instanceof Yaml.Mapping polar) {
            Map<String, Object> bound = binder.bind(
                            SweepTypes.inputFlow(), Optional.of(polar), polar.position(), path + ".flow")
                    .byKey();
            return bound.size() < SweepTypes.inputFlow().fields().size()
                    ? Optional.empty()
                    : Optional.of(new Axis.InputFlow(
                            Optional.empty(),
                            GalacticVector.ofPolar((double) bound.get("speed"), (double) bound.get("l"), (double)
                                            bound.get("b"))
                                    .toArray()));
        } else if (flow instanceof Yaml.Sequence cartesian) {
            if (cartesian.items().size() != COMPONENTS.size()) {
                return wrong(
                        flow,
                        "flow",
                        "the three Galactic components are needed, such as [-400 km/s, 0 km/s, 100 km/s]");
            }
            double[] velocity = new double[COMPONENTS.size()];
            boolean sound = true;
            for (int i = 0; i < velocity.length; i++) {
                Optional<Object> component =
                        binder.bind(VELOCITY, cartesian.items().get(i), path + ".flow[" + i + "]");
                sound &= component.isPresent();
                velocity[i] = (double) component.orElse(0.0);
            }
            return sound ? Optional.of(new Axis.InputFlow(Optional.empty(), velocity)) : Optional.empty();
        }
        Yaml.Scalar scalar = (Yaml.Scalar) flow;
        if (scalar.isNull()) {
            return Optional.empty();
        } else if (scalar.text().equals("none")) {
            return Optional.of(new Axis.InputFlow(Optional.empty(), new double[COMPONENTS.size()]));
        }
        Optional<Step> step = known.step(scalar.text(), flow.position(), path + ".flow", problems);
        if (step.isPresent() && step.get().kind() != StepKind.FLOW) {
            return wrong(
                    flow,
                    "flow",
                    "it gives " + StepKind.noun(step.get().kind().output())
                            + ", and mocks have the flow of a flow step, none, [vx, vy, vz] or {speed, l, b}"
                            + stepsOf(StepKind.FLOW));
        }
        return step.map(found -> new Axis.InputFlow(Optional.of(found.name()), new double[COMPONENTS.size()]));
    }

    private Optional<Step> step(String key) {
        return text(key).flatMap(step -> known.step(step, given.get(key).position(), path + "." + key, problems));
    }

    /** Finds a step that gives rows. */
    private Optional<Step> rows(String key, String what) {
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

    private Optional<RowKey> by(Optional<Step> step, List<RowKey.Table> allowed) {
        Optional<String> text = text("by");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Position where = given.containsKey("by") ? given.get("by").position() : body.position();
        String by = text.get();
        int dot = by.indexOf('.');
        RowKey key;
        if (dot >= 0) {
            String table = by.substring(0, dot);
            Optional<RowKey.Table> found = Stream.of(GROUPS, MEASUREMENTS)
                    .filter(t -> t.name().toLowerCase(Locale.ROOT).equals(table))
                    .findFirst();
            key = found.map(t -> new RowKey(t, by.substring(dot + 1))).orElse(null);
        } else {
            key = switch (by) {
                case "rows" -> new RowKey(ROW, "");
                case "group" -> new RowKey(GROUP, "");
                case "sky" -> new RowKey(SKY, "");
                default -> new RowKey(ROWS, by);
            };
        }
        boolean nameless =
                key != null && (dot >= 0 || key.table() == ROWS) && key.column().isBlank();
        if (key == null || nameless || !allowed.contains(key.table())) {
            problems.add(
                    where,
                    path + ".by",
                    "found " + (by.isBlank() ? "nothing" : Yaml.shortened(by)) + ", but one of "
                            + allowed.stream().map(AxisReader::shown).collect(Collectors.joining(", "))
                            + " is needed");
            return Optional.empty();
        }
        if (dot >= 0 && step.isPresent() && step.get().kind().output() == DistanceSample.class) {
            problems.add(
                    where,
                    path + ".by",
                    "found " + by + ", but " + step.get().name() + " gives distances, which have no table of "
                            + by.substring(0, dot) + stepsGiving(List.of(Survey.class)));
            return Optional.empty();
        }
        return Optional.of(key);
    }

    private OptionalInt patches(Optional<RowKey> by) {
        OptionalInt patches = SweepReader.whole(values, "patches");
        boolean sky = by.isPresent() && by.get().table() == SKY;
        if (sky && !given.containsKey("patches")) {
            problems.add(
                    given.get("by").position(), path + ".patches", "not given, but needed: how many patches of sky");
        } else if (by.isPresent() && !sky && patches.isPresent()) {
            problems.add(
                    given.get("patches").position(),
                    path + ".patches",
                    "found " + given.get("patches").noun() + ", but patches are for by: sky");
        }
        return patches;
    }

    private Optional<String> text(String key) {
        return Optional.ofNullable(values.byKey().get(key))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    private <T> Optional<T> wrong(Yaml yaml, String key, String needed) {
        problems.add(yaml.position(), path + "." + key, "found " + yaml.noun() + ", but " + needed);
        return Optional.empty();
    }

    private String stepsOf(StepKind kind) {
        return hint(known.steps().values().stream()
                .filter(step -> step.kind() == kind)
                .map(Step::name)
                .toList());
    }

    private String stepsGiving(Collection<Class<?>> types) {
        return hint(known.steps().values().stream()
                .filter(step -> types.contains(step.kind().output()))
                .map(Step::name)
                .toList());
    }

    private static String hint(List<String> steps) {
        return steps.isEmpty() ? "" : "; such steps: " + Suggestion.listed(new TreeSet<>(steps));
    }

    private static Type.Field field(Unit unit) {
        return new Type.Field(
                "", "", "", false, new Type.Real(), unit, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
    }

    private static String shown(RowKey.Table table) {
        return switch (table) {
            case ROWS -> "a column";
            case GROUPS -> "groups.column";
            case MEASUREMENTS -> "measurements.column";
            case ROW -> "rows";
            case GROUP -> "group";
            case SKY -> "sky";
        };
    }

    /** Returns a value as one line of text, as tables call the variant that has it. */
    private static String shown(Yaml yaml) {
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.isNull() ? "default" : scalar.text().strip();
        } else if (yaml instanceof Yaml.Sequence sequence) {
            return sequence.items().stream().map(AxisReader::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        Yaml.Mapping mapping = (Yaml.Mapping) yaml;
        Optional<Yaml> uses = mapping.get("uses");
        if (uses.isPresent()) {
            return mapping.get("with")
                    .filter(with -> !(with instanceof Yaml.Scalar scalar && scalar.isNull()))
                    .map(with -> shown(uses.get()) + " " + shown(with))
                    .orElse(shown(uses.get()));
        }
        return mapping.entries().stream()
                .map(entry -> entry.key().text() + ": " + shown(entry.value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
