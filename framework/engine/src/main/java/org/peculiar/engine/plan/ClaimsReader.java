package org.peculiar.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Measure;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;

/** Reads {@code claims:} and {@code targets:}, which say what is read off a sweep, and checks that it can be. */
final class ClaimsReader {

    private static final List<String> BOUNDS = List.of("below", "above", "within");
    private static final String ERROR = Measure.What.ERROR.key();
    private static final Pattern NUMBERED = Pattern.compile("[-+.]?[0-9].*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Binder binder;
    private final Problems problems;
    private final Declared known;
    private final Optional<Sweep> sweep;
    private final Set<String> axes;

    /**
     * Begin to read.
     *
     * @param sweep as far as it could be read
     * @param axes the names of all axes, those with mistakes included
     */
    ClaimsReader(Binder binder, Problems problems, Declared known, Optional<Sweep> sweep, Set<String> axes) {
        this.binder = binder;
        this.problems = problems;
        this.known = known;
        this.sweep = sweep;
        this.axes = axes;
    }

    /** What is read off, with the unit that bounds of it have; no unit if the number's shows only when it is known. */
    private record Read(Measure measure, Optional<Unit> unit) {}

    List<Claim> claims(Yaml yaml) {
        if (!(yaml instanceof Yaml.Sequence sequence)) {
            problems.add(yaml.position(), "claims", "found " + yaml.noun() + ", but a list of claims is needed");
            return List.of();
        }
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < sequence.items().size(); i++) {
            claim(sequence.items().get(i), "claims[" + i + "]").ifPresent(claims::add);
        }
        return List.copyOf(claims);
    }

    private Optional<Claim> claim(Yaml yaml, String path) {
        if (!(yaml instanceof Yaml.Mapping body)) {
            problems.add(
                    yaml.position(),
                    path,
                    "found " + yaml.noun() + ", but {over: axis, max-abs-change: estimand, below: bound} is needed");
            return Optional.empty();
        }
        Values values = binder.bind(SweepTypes.claim(), Optional.of(body), body.position(), path);
        Map<String, Yaml> given = Declared.byKey(body);
        Optional<Read> read = measure(body, given, given.keySet(), path);
        boolean within = given.containsKey("within");
        for (String bound : List.of("below", "above")) {
            if (within && given.containsKey(bound)) {
                problems.add(
                        given.get(bound).position(),
                        path + "." + bound,
                        "found within besides, which is both above and below; give one or the other");
                return Optional.empty();
            }
        }
        if (!within && !given.containsKey("below") && !given.containsKey("above")) {
            if (!misspelt(given.keySet(), BOUNDS)) {
                problems.add(body.position(), path, "found no bound, but below, above or within is needed");
            }
            return Optional.empty();
        }
        Yaml below = given.get("below");
        Yaml above = given.get("above");
        if (within) {
            if (!(given.get("within") instanceof Yaml.Sequence two)) {
                return Optional.empty();
            } else if (two.items().size() != 2) {
                problems.add(
                        two.position(),
                        path + ".within",
                        "found a list of " + two.items().size() + ", but two bounds are needed, the lower one first");
                return Optional.empty();
            }
            above = two.items().get(0);
            below = two.items().get(1);
        }
        if (read.isEmpty()) {
            return Optional.empty();
        }
        Measure measure = read.get().measure();
        Optional<Binder.Measured> most =
                amount(below, measure, read.get().unit(), path + (within ? ".within[1]" : ".below"));
        Optional<Binder.Measured> least =
                amount(above, measure, read.get().unit(), path + (within ? ".within[0]" : ".above"));
        if ((below != null && most.isEmpty()) || (above != null && least.isEmpty())) {
            return Optional.empty();
        }
        if (most.isPresent() && least.isPresent()) {
            if (least.get().unit() != most.get().unit()) {
                problems.add(below.position(), path, "found bounds in two units, but one unit is needed");
                return Optional.empty();
            } else if (least.get().value() >= most.get().value()) {
                problems.add(
                        below.position(),
                        path,
                        "found " + below.noun() + ", but that is not more than " + above.noun()
                                + ", so nothing could be below the one and above the other");
                return Optional.empty();
            }
        }
        return Optional.of(new Claim(
                measure,
                value(most),
                value(least),
                most.or(() -> least).orElseThrow().unit(),
                values.byKey().get("cite") instanceof String cite ? cite : "",
                body.position()));
    }

    List<Target> targets(Yaml yaml) {
        if (!(yaml instanceof Yaml.Mapping mapping)) {
            problems.add(yaml.position(), "targets", "found " + yaml.noun() + ", but a mapping from names is needed");
            return List.of();
        }
        List<Target> targets = new ArrayList<>();
        for (Yaml.Entry entry : mapping.entries()) {
            target(entry).ifPresent(targets::add);
        }
        return List.copyOf(targets);
    }

    private Optional<Target> target(Yaml.Entry entry) {
        String name = entry.key().text();
        String path = "targets." + name;
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    entry.key().position(),
                    path,
                    "found " + entry.key().noun()
                            + ", but a target's name has letters, digits, dots, dashes and underscores only");
        }
        if (!(entry.value() instanceof Yaml.Mapping body)) {
            problems.add(
                    entry.value().position(),
                    path,
                    "found " + entry.value().noun()
                            + ", but {value: estimand, published: number, cite: paper} is needed");
            return Optional.empty();
        }
        Values values = binder.bind(SweepTypes.target(), Optional.of(body), body.position(), path);
        Map<String, Yaml> given = Declared.byKey(body);
        boolean other = given.keySet().stream().anyMatch(key -> !key.equals(ERROR) && isVerb(key));
        boolean verb = !other
                && given.get(ERROR) instanceof Yaml.Scalar error
                && !NUMBERED.matcher(error.text().strip()).matches();
        Set<String> keys = given.keySet().stream()
                .filter(key -> verb || !key.equals(ERROR))
                .collect(Collectors.toSet());
        Optional<Read> read = measure(body, given, keys, path);
        if (read.isEmpty() || !given.containsKey("published")) {
            return Optional.empty();
        }
        Measure measure = read.get().measure();
        Optional<Binder.Measured> published =
                amount(given.get("published"), measure, read.get().unit(), path + ".published");
        Yaml givenError = verb ? null : given.get(ERROR);
        Optional<Binder.Measured> error = amount(givenError, measure, read.get().unit(), path + "." + ERROR);
        if (error.isPresent() && !(error.get().value() > 0)) {
            problems.add(
                    givenError.position(),
                    path + "." + ERROR,
                    "found " + givenError.noun() + ", but a standard error is positive");
            return Optional.empty();
        } else if (error.isPresent()
                && published.isPresent()
                && error.get().unit() != published.get().unit()) {
            problems.add(
                    givenError.position(),
                    path + "." + ERROR,
                    "found " + givenError.noun() + ", but the unit of the published value is needed");
            return Optional.empty();
        }
        if (published.isEmpty()
                || (givenError != null && error.isEmpty())
                || !(values.byKey().get("cite") instanceof String cite)) {
            return Optional.empty();
        }
        return Optional.of(new Target(
                name,
                measure,
                published.get().value(),
                value(error),
                published.get().unit(),
                cite,
                entry.key().position()));
    }

    private static boolean isVerb(String key) {
        return Measure.What.keys().contains(key);
    }

    private static OptionalDouble value(Optional<Binder.Measured> measured) {
        return measured.map(found -> OptionalDouble.of(found.value())).orElse(OptionalDouble.empty());
    }

    private Optional<Read> measure(Yaml.Mapping body, Map<String, Yaml> given, Set<String> keys, String path) {
        List<Measure.What> verbs = new ArrayList<>();
        for (Yaml.Entry entry : body.entries()) {
            String key = entry.key().text();
            if (keys.contains(key)) {
                Measure.What.of(key).ifPresent(verbs::add);
            }
        }
        if (verbs.isEmpty()) {
            if (!misspelt(keys, Measure.What.keys())) {
                problems.add(
                        body.position(),
                        path,
                        "found nothing to read off, but one of " + Suggestion.listed(Measure.What.keys())
                                + " is needed, such as value: " + someEstimand());
            }
            return Optional.empty();
        } else if (verbs.size() > 1) {
            problems.add(
                    given.get(verbs.get(1).key()).position(),
                    path,
                    "found " + verbs.get(0).key() + " and " + verbs.get(1).key()
                            + ", but one of them is needed; make two");
            return Optional.empty();
        }
        Measure.What what = verbs.get(0);
        if (!(given.get(what.key()) instanceof Yaml.Scalar estimand) || estimand.isNull()) {
            if (given.get(what.key()) instanceof Yaml.Scalar) {
                problems.add(
                        given.get(what.key()).position(),
                        path + "." + what.key(),
                        "found nothing, but an estimand is needed, such as " + someEstimand());
            }
            return Optional.empty();
        }
        boolean sound = isEstimand(what, estimand, path + "." + what.key());
        Optional<Axis> over = over(given, path);
        boolean axisSound = over.isPresent() || !given.containsKey("over");
        if (axisSound) {
            axisSound = fits(what, over, body, given, path);
        }
        if (!sound || !axisSound) {
            return Optional.empty();
        }
        boolean ofOne = what == Measure.What.VALUE || what == Measure.What.CHANGE;
        Optional<String> variant = text(given, "variant")
                .or(() ->
                        over.filter(axis -> ofOne).flatMap(SweepReader::labels).map(only -> only.get(0)));
        return Optional.of(new Read(
                new Measure(what, over.map(Axis::name), variant, estimand.text()), unit(what, estimand.text())));
    }

    /** Tells whether an unknown key, which was reported as such, was most likely meant to be one of these. */
    private static boolean misspelt(Set<String> keys, List<String> meant) {
        return keys.stream()
                .filter(key -> !SweepTypes.claim().keys().contains(key)
                        && !SweepTypes.target().keys().contains(key))
                .anyMatch(key -> Suggestion.nearest(key, meant).isPresent());
    }

    private String someEstimand() {
        return known.estimandNames().stream().findFirst().orElse("speed");
    }

    private boolean isEstimand(Measure.What what, Yaml.Scalar name, String path) {
        if (!known.estimandNames().contains(name.text())) {
            problems.add(
                    name.position(),
                    path,
                    "found " + name.noun() + ", but no estimand has that name"
                            + (known.estimandNames().isEmpty()
                                    ? "; declare it under estimands:"
                                    : Suggestion.hint(name.text(), known.estimandNames())));
            return false;
        }
        Plan.Estimand estimand = known.estimands().get(name.text());
        if (estimand == null) {
            return false;
        }
        Optional<FlowProperty> property = property(name.text());
        String found = "found " + name.text() + ", which is " + estimand.step() + "." + estimand.property() + ", but ";
        if (needsVelocity(what) && !property.filter(FlowProperty::isVelocity).isPresent()) {
            List<String> fit = known.estimands().keySet().stream()
                    .filter(other ->
                            property(other).filter(FlowProperty::isVelocity).isPresent())
                    .toList();
            problems.add(
                    name.position(),
                    path,
                    found + what.key() + " needs the velocity or the speed of a flow"
                            + (fit.isEmpty()
                                    ? "; declare one under estimands:"
                                    : "; such estimands: " + Suggestion.listed(fit)));
            return false;
        } else if (what == Measure.What.VALUE
                && property.filter(p -> p == FlowProperty.VELOCITY).isPresent()) {
            problems.add(name.position(), path, found + "a vector has no single value; take its speed, l or b");
            return false;
        }
        return true;
    }

    private Optional<FlowProperty> property(String estimand) {
        Plan.Estimand declared = known.estimands().get(estimand);
        return Optional.ofNullable(known.steps().get(declared.step()))
                .filter(step -> step.kind() == StepKind.FLOW)
                .flatMap(step -> FlowProperty.of(declared.property()));
    }

    private static boolean needsVelocity(Measure.What what) {
        return switch (what) {
            case ERROR, BIAS, COVERAGE, FALSE_ALARMS, SIGNIFICANCE, CONSISTENCY -> true;
            case VALUE, MAX_ABS_CHANGE, CHANGE, DIFFERENCE -> false;
        };
    }

    private Optional<Axis> over(Map<String, Yaml> given, String path) {
        Optional<String> over = text(given, "over");
        if (over.isEmpty()) {
            return Optional.empty();
        }
        String axis = over.get();
        Position where = given.get("over").position();
        if (!axes.contains(axis)) {
            problems.add(
                    where,
                    path + ".over",
                    "found " + Yaml.shortened(axis) + ", but "
                            + (axes.isEmpty()
                                    ? "there is no sweep with that axis"
                                    : "no axis has that name" + Suggestion.hint(axis, axes)));
        }
        return sweep.flatMap(all ->
                all.axes().stream().filter(one -> one.name().equals(axis)).findFirst());
    }

    /** Tells whether what is read off can be read over the axis, and reports it if not. */
    private boolean fits(
            Measure.What what, Optional<Axis> over, Yaml.Mapping body, Map<String, Yaml> given, String path) {
        boolean variants = over.filter(Axis.OfVariants.class::isInstance).isPresent();
        boolean mocks = over.filter(Axis.MonteCarlo.class::isInstance).isPresent();
        boolean spread = over.filter(axis -> axis instanceof Axis.OfReplicates || axis instanceof Axis.Jackknife)
                .isPresent();
        boolean fit = switch (what) {
            case MAX_ABS_CHANGE, CHANGE, DIFFERENCE, CONSISTENCY -> variants;
            case BIAS, COVERAGE, FALSE_ALARMS -> mocks;
            case ERROR -> spread;
            case VALUE, SIGNIFICANCE -> over.isEmpty() || variants;
        };
        if (!fit) {
            String needed = switch (what) {
                case BIAS, COVERAGE, FALSE_ALARMS -> "a monte-carlo axis";
                case ERROR -> "an axis of replicates or a jackknife";
                case MAX_ABS_CHANGE, CHANGE, DIFFERENCE, CONSISTENCY, VALUE, SIGNIFICANCE ->
                    "an axis of variants (set, jackknife, subset or split)";
            };
            problems.add(
                    over.isPresent() ? given.get("over").position() : body.position(),
                    path + ".over",
                    over.map(axis -> "found " + axis.name() + ", which is an axis of " + kind(axis) + ", but "
                                    + what.key() + " is read over " + needed)
                            .orElse("not given, but needed: " + what.key() + " is read over " + needed));
            return false;
        }
        return variant(what, over, body, given, path);
    }

    private boolean variant(
            Measure.What what, Optional<Axis> over, Yaml.Mapping body, Map<String, Yaml> given, String path) {
        Optional<String> variant = text(given, "variant");
        Optional<List<String>> labels = over.flatMap(SweepReader::labels);
        boolean ofOne = what == Measure.What.VALUE || what == Measure.What.CHANGE;
        if (variant.isEmpty()) {
            if (ofOne && over.isPresent() && labels.map(List::size).orElse(2) > 1) {
                problems.add(
                        body.position(),
                        path + ".variant",
                        "not given, but needed: " + what.key() + " is of one variant, and "
                                + over.get().name()
                                + " has several"
                                + labels.map(all -> ": " + Suggestion.listed(all))
                                        .orElse(""));
                return false;
            }
            return true;
        }
        Position where = given.get("variant").position();
        String found = "found " + Yaml.shortened(variant.get()) + ", but ";
        if (over.isEmpty()) {
            problems.add(where, path + ".variant", found + "over: must say of which axis");
            return false;
        } else if (!ofOne && what != Measure.What.SIGNIFICANCE) {
            problems.add(where, path + ".variant", found + what.key() + " is of the axis as a whole; take variant out");
            return false;
        } else if (labels.isPresent() && !labels.get().contains(variant.get())) {
            problems.add(
                    where,
                    path + ".variant",
                    found + over.get().name() + " has no such variant" + Suggestion.hint(variant.get(), labels.get()));
            return false;
        }
        return true;
    }

    private static String kind(Axis axis) {
        return axis instanceof Axis.OfReplicates ? "replicates" : "variants";
    }

    private Optional<Unit> unit(Measure.What what, String estimand) {
        return switch (what) {
            case COVERAGE, FALSE_ALARMS, SIGNIFICANCE -> Optional.of(Unit.PERCENT);
            case CONSISTENCY -> Optional.of(Unit.NONE);
            case VALUE, MAX_ABS_CHANGE, CHANGE, DIFFERENCE, ERROR, BIAS ->
                property(estimand).map(FlowProperty::unit);
        };
    }

    /** Reads a number in the unit that is needed; in the unit given, where what is needed shows only at run time. */
    private Optional<Binder.Measured> amount(Yaml yaml, Measure measure, Optional<Unit> unit, String path) {
        if (yaml == null || (yaml instanceof Yaml.Scalar scalar && scalar.isNull())) {
            return Optional.empty();
        } else if (unit.isEmpty()) {
            return binder.measured(yaml, path);
        }
        boolean share = unit.get() == Unit.PERCENT;
        double min = share || measure.what() == Measure.What.CONSISTENCY ? 0 : Double.NEGATIVE_INFINITY;
        double max = share ? 100 : measure.what() == Measure.What.CONSISTENCY ? 1 : Double.POSITIVE_INFINITY;
        Type.Field field = new Type.Field("", "", "", false, new Type.Real(), unit.get(), null, min, max, "");
        boolean fraction = share && measure.what() != Measure.What.SIGNIFICANCE;
        return binder.bind(field, yaml, path)
                .map(value -> fraction
                        ? new Binder.Measured((double) value / 100, Unit.NONE)
                        : new Binder.Measured((double) value, unit.get()));
    }

    private static Optional<String> text(Map<String, Yaml> given, String key) {
        return given.get(key) instanceof Yaml.Scalar scalar && !scalar.isNull()
                ? Optional.of(scalar.text())
                : Optional.empty();
    }
}
