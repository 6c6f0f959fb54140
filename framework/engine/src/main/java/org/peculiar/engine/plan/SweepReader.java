package org.peculiar.engine.plan;

import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUP;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.GROUPS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.MEASUREMENTS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROW;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.ROWS;
import static org.peculiar.engine.sweep.Axis.RowKey.Table.SKY;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Binder;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.SweepTypes;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.science.sky.GalacticVector;

/** Reads {@code sweep:} and checks all that can be known of it before anything runs. */
final class SweepReader {

    /** What tables call the analysis that is varied. */
    private static final String BASELINE = "baseline";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final List<String> SECTIONS = List.of("seed", "data", "assume");
    private static final List<String> COMPONENTS = List.of("vx", "vy", "vz");
    private static final double KMS_IN_MPC_H = 100;
    private static final Type.Field VELOCITY = field(Unit.KMS);

    private final Binder binder;
    private final Problems problems;
    private final Declared known;
    private final Set<String> names = new LinkedHashSet<>();

    SweepReader(Binder binder, Problems problems, Declared known) {
        this.binder = binder;
        this.problems = problems;
        this.known = known;
    }

    private static Type.Field field(Unit unit) {
        return new Type.Field(
                "", "", "", false, new Type.Real(), unit, null, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, "");
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
                whole(values, "paired-replicates").orElse(0),
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
        return new AxisReader(name, path, body, values).read(kind);
    }

    /** One axis. */
    private final class AxisReader {

        private final String name;
        private final String path;
        private final Yaml.Mapping body;
        private final Values values;
        private final Map<String, Yaml> given;
        private final List<Setting> also;

        AxisReader(String name, String path, Yaml.Mapping body, Values values) {
            this.name = name;
            this.path = path;
            this.body = body;
            this.values = values;
            this.given = Declared.byKey(body);
            this.also = settings(given.get("also"), path + ".also");
        }

        Optional<Axis> read(String kind) {
            if (!kind.equals("set") && !also.isEmpty()) {
                Position where = given.get("also").position();
                attempt(also, where, path + ".also", path + ".also");
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
            if (!(set instanceof Yaml.Mapping several)) {
                return set instanceof Yaml.Scalar one && !one.isNull()
                        ? choices(one)
                        : wrong(set, "set", "a path is needed, or a mapping from paths to values");
            }
            for (String other : List.of("to", "labels")) {
                if (given.containsKey(other)) {
                    problems.add(
                            given.get(other).position(),
                            path + "." + other,
                            "found " + given.get(other).noun()
                                    + ", but set has a value for each path already, which is one variant; its name is label:");
                }
            }
            List<Setting> settings = settings(several, path + ".set");
            if (settings.isEmpty()) {
                if (several.entries().isEmpty()) {
                    wrong(several, "set", "at least one path with its value is needed");
                }
                return Optional.empty();
            }
            String label = text("label")
                    .orElseGet(() -> settings.stream()
                            .map(setting -> shown(setting.value()))
                            .collect(Collectors.joining(", ")));
            attempt(with(settings), several.position(), path + ".set", path + ".set");
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
            if (!isPath(set.text(), set.position(), path + ".set")) {
                return Optional.empty();
            }
            List<Axis.Level> read = new ArrayList<>();
            for (int i = 0; i < levels.size(); i++) {
                Yaml value = levels.get(i);
                String where = path + ".to" + (to instanceof Yaml.Sequence ? "[" + i + "]" : "");
                List<Setting> settings = with(List.of(new Setting(set.text(), value, set.position())));
                attempt(settings, value.position(), where, path + ".set");
                read.add(new Axis.Level(labels.get(i), settings));
            }
            labelled(labels, levels.stream().map(Yaml::position).toList());
            return Optional.of(new Axis.Choice(name, set.text(), read));
        }

        private List<String> labels(List<Yaml> levels) {
            List<String> shown = levels.stream().map(SweepReader::shown).toList();
            Yaml one = given.get("label");
            Yaml list = given.get("labels");
            if (one != null && (levels.size() > 1 || list != null)) {
                problems.add(
                        one.position(),
                        path + ".label",
                        "found " + one.noun() + ", but " + levels.size() + " values have labels: as many");
            } else if (one != null) {
                return List.of(text("label").orElse(shown.get(0)));
            }
            if (!(values.byKey().get("labels") instanceof List<?> labels)) {
                return shown;
            } else if (labels.size() != levels.size()) {
                problems.add(
                        list.position(),
                        path + ".labels",
                        "found " + count(labels.size(), "label") + " for " + count(levels.size(), "value")
                                + ", but as many are needed");
                return shown;
            }
            return labels.stream().map(String.class::cast).toList();
        }

        /** Reports labels that two levels share, or that the baseline has. */
        private void labelled(List<String> labels, List<Position> where) {
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < labels.size(); i++) {
                String label = labels.get(i);
                if (label.equals(BASELINE) || label.isBlank()) {
                    problems.add(
                            where.get(i),
                            path,
                            label.isBlank()
                                    ? "found a variant without a label, but one is needed"
                                    : "found the label " + BASELINE + ", which the analysis itself has; give another");
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
            OptionalInt replicates = whole(values, "replicates");
            return step.isEmpty() || by.isEmpty() || replicates.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Axis.Bootstrap(
                            name, step.get().name(), by.get(), patches, replicates.getAsInt(), also));
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
            OptionalInt replicates = whole(values, "replicates");
            Optional<Axis.Displace.By> from = word(Axis.Displace.By.class, values, "from");
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
            OptionalInt parts = whole(values, "parts");
            Optional<Axis.Equal> equal = word(Axis.Equal.class, values, "equal");
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
            problems.add(
                    scalar.position(), at, "found " + scalar.noun() + ", but a distance in km/s or Mpc/h is needed");
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
                String taken =
                        relation.get().inputs().values().stream().findFirst().orElse("");
                if (!taken.isEmpty() && !taken.equals(step.get().name())) {
                    return wrong(
                            given.get("monte-carlo"),
                            "monte-carlo",
                            "mocks replace the survey that " + relation.get().name() + " takes, so put: monte-carlo: "
                                    + taken);
                }
            }
            OptionalInt replicates = whole(values, "replicates");
            Optional<Axis.Geometry> geometry = word(Axis.Geometry.class, values, "geometry");
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
                            geometry.get(),
                            replicates.getAsInt(),
                            also));
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
            boolean nameless = key != null
                    && (dot >= 0 || key.table() == ROWS)
                    && key.column().isBlank();
            if (key == null || nameless || !allowed.contains(key.table())) {
                problems.add(
                        where,
                        path + ".by",
                        "found " + (by.isBlank() ? "nothing" : Yaml.shortened(by)) + ", but one of "
                                + allowed.stream().map(SweepReader::shown).collect(Collectors.joining(", "))
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
            OptionalInt patches = whole(values, "patches");
            boolean sky = by.isPresent() && by.get().table() == SKY;
            if (sky && !given.containsKey("patches")) {
                problems.add(
                        given.get("by").position(),
                        path + ".patches",
                        "not given, but needed: how many patches of sky");
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
    }

    private List<Setting> settings(Yaml yaml, String path) {
        List<Setting> settings = new ArrayList<>();
        if (yaml instanceof Yaml.Mapping mapping) {
            for (Yaml.Entry entry : mapping.entries()) {
                Position where = entry.key().position();
                if (isPath(entry.key().text(), where, path)) {
                    settings.add(new Setting(entry.key().text(), entry.value(), where));
                }
            }
        }
        return List.copyOf(settings);
    }

    private boolean isPath(String path, Position where, String of) {
        String[] parts = path.split("\\.", -1);
        List<String> begins = new ArrayList<>(known.stepNames());
        begins.addAll(SECTIONS);
        String found = "found " + Yaml.shortened(path) + ", but ";
        if (parts[0].equals("steps") && parts.length > 1) {
            problems.add(where, of, found + "steps are named without steps; did you mean '" + path.substring(6) + "'?");
        } else if (!begins.contains(parts[0])) {
            problems.add(
                    where,
                    of,
                    found + "a path begins with a step or with seed, data or assume"
                            + Suggestion.nearest(parts[0], begins)
                                    .map(near -> "; did you mean '" + near + path.substring(parts[0].length()) + "'?")
                                    .orElse(""));
        } else if (parts.length == 1 && known.stepNames().contains(path)) {
            problems.add(where, of, found + "what of the step is set must be said; did you mean '" + path + ".uses'?");
        } else {
            return true;
        }
        return false;
    }

    /** Plans the analysis with settings, and reports what is wrong then where the sweep says so. */
    private void attempt(List<Setting> settings, Position where, String level, String path) {
        Set<Position> values = new HashSet<>();
        settings.forEach(setting -> gather(setting.value(), values));
        Set<Position> paths = settings.stream().map(Setting::position).collect(Collectors.toSet());
        for (Problem problem : known.trial().apply(settings)) {
            String of =
                    problem.path().startsWith("steps.") ? problem.path().substring("steps.".length()) : problem.path();
            String message = (of.isEmpty() ? "" : of + ": ") + problem.message();
            if (values.contains(problem.position())) {
                problems.add(problem.position(), level, message);
            } else if (paths.contains(problem.position())) {
                problems.add(problem.position(), path, message);
            } else {
                problems.add(where, level, message);
            }
        }
    }

    private static void gather(Yaml yaml, Set<Position> positions) {
        positions.add(yaml.position());
        if (yaml instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(item -> gather(item, positions));
        } else if (yaml instanceof Yaml.Mapping mapping) {
            for (Yaml.Entry entry : mapping.entries()) {
                positions.add(entry.key().position());
                gather(entry.value(), positions);
            }
        }
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

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static OptionalInt whole(Values values, String key) {
        return values.byKey().get(key) instanceof Long value ? OptionalInt.of(value.intValue()) : OptionalInt.empty();
    }

    private static <E extends Enum<E>> Optional<E> word(Class<E> type, Values values, String key) {
        return values.byKey().get(key) instanceof String word
                ? Optional.of(Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_')))
                : Optional.empty();
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
            return sequence.items().stream().map(SweepReader::shown).collect(Collectors.joining(", ", "[", "]"));
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
