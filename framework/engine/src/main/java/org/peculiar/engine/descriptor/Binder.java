package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Values.BoundComponent;
import org.peculiar.engine.descriptor.Values.BoundPath;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.schema.Type;

/**
 * Binds YAML to records of parameters, checking every value against its type, unit and range.
 *
 * <p>A record may also be given as a single value, which is then its first parameter: {@code cosmology: planck2018}.
 */
public final class Binder {

    private static final Pattern NUMBER =
            Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
    /** No unit begins with a sign or a digit, but dates, times, lists and mistaken numbers go on with one. */
    private static final Pattern WITH_UNIT = Pattern.compile("(" + NUMBER.pattern() + ")\\s*([^\\s0-9.,:;+_/*-].*)");

    private static final List<String> COMPONENT_KEYS = List.of("uses", "with");
    private static final Type REAL = new Type.Real();
    private static final int MOST_DIGITS = 18;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

    private final ComponentIndex index;
    private final PathResolver paths;
    private final Map<String, DataFile> data;
    private final Problems problems;
    private final Set<String> usedData = new HashSet<>();
    private final Map<Position, BoundPath> usedPaths = new HashMap<>();
    private boolean misnamedData;

    /**
     * Make a binder.
     *
     * @param data the tables that values may name
     * @param problems collects what is wrong
     */
    public Binder(ComponentIndex index, PathResolver paths, Map<String, DataFile> data, Problems problems) {
        this.index = index;
        this.paths = paths;
        this.data = data;
        this.problems = problems;
    }

    /** Return a record of parameters that the host owns. */
    public Type.RecordOf owned(String name) {
        return index.owned(name);
    }

    /** Return the names of tables that some value named. */
    public Set<String> usedData() {
        return usedData;
    }

    /** Return the paths that values were, by place. */
    public Map<Position, BoundPath> usedPaths() {
        return usedPaths;
    }

    /** Tell whether some value named a table that is not there. */
    public boolean misnamedData() {
        return misnamedData;
    }

    /**
     * Bind a mapping to a record.
     *
     * @param yaml the mapping; nothing for defaults alone
     * @param where place for what is missing
     * @param path for messages
     */
    public Values bind(Type.RecordOf type, Optional<Yaml> yaml, Position where, String path) {
        Optional<Yaml> given = yaml.filter(value -> !isNull(value));
        if (given.isPresent() && !(given.get() instanceof Yaml.Mapping)) {
            wrong(
                    given.get(),
                    path,
                    type.fields().isEmpty() ? "there are no parameters" : mapping(type) + " is needed");
            return new Values(type, Map.of());
        }
        return bind(type, given.map(value -> ((Yaml.Mapping) value).entries()).orElse(List.of()), where, path);
    }

    /** Bind a record that may also be given as a single value, which is then its first parameter. */
    public Values bindWithShorthand(Type.RecordOf type, Yaml yaml, String path) {
        if (yaml instanceof Yaml.Scalar scalar
                && !scalar.isNull()
                && type.shorthand().isPresent()) {
            Yaml.Scalar key = new Yaml.Scalar(type.shorthand().get().key(), true, yaml.position());
            return bind(type, List.of(new Yaml.Entry(key, yaml)), yaml.position(), path);
        }
        return bind(type, Optional.of(yaml), yaml.position(), path);
    }

    private Values bind(Type.RecordOf type, List<Yaml.Entry> entries, Position where, String path) {
        Map<String, Yaml> given = new LinkedHashMap<>();
        Set<String> meant = new HashSet<>();
        for (Yaml.Entry entry : entries) {
            String key = entry.key().text();
            if (type.keys().contains(key)) {
                given.put(key, entry.value());
            } else {
                problems.add(
                        entry.key().position(),
                        path + "." + key,
                        "unknown parameter"
                                + (type.fields().isEmpty() ? "; there are none" : Suggestion.hint(key, type.keys())));
                Suggestion.nearest(key, type.keys()).ifPresent(meant::add);
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Type.Field field : type.fields()) {
            Yaml value = given.get(field.key());
            String fieldPath = path + "." + field.key();
            if (value != null && !isNull(value)) {
                bind(field, field.type(), value, fieldPath).ifPresent(bound -> values.put(field.key(), bound));
            } else if (!field.required()) {
                unset(field, value == null ? where : value.position(), fieldPath)
                        .ifPresent(bound -> values.put(field.key(), bound));
            } else if (!meant.contains(field.key())) {
                problems.add(
                        value == null ? where : value.position(),
                        fieldPath,
                        "not given, but needed: " + field.describe() + " (" + field.doc() + ")");
            }
        }
        return new Values(type, values);
    }

    private static boolean isNull(Yaml yaml) {
        return yaml instanceof Yaml.Scalar scalar && scalar.isNull();
    }

    private Optional<Object> unset(Type.Field field, Position where, String path) {
        if (field.value() == null) {
            return Optional.empty();
        }
        String text = field.value();
        boolean flow = text.startsWith("{") || text.startsWith("[") || text.startsWith("\"");
        Yaml value = flow
                ? YamlReader.read(Source.of("default of " + path, text), text, problems)
                        .orElseThrow()
                : new Yaml.Scalar(text, true, where);
        return bind(field, field.type(), relocated(value, where), path);
    }

    /** Moves a default to where the descriptor would have given it. */
    private static Yaml relocated(Yaml yaml, Position where) {
        if (yaml instanceof Yaml.Scalar scalar) {
            return new Yaml.Scalar(scalar.text(), scalar.plain(), where);
        } else if (yaml instanceof Yaml.Sequence sequence) {
            return new Yaml.Sequence(
                    sequence.items().stream()
                            .map(item -> relocated(item, where))
                            .toList(),
                    where);
        }
        return new Yaml.Mapping(
                ((Yaml.Mapping) yaml)
                        .entries().stream()
                                .map(entry -> new Yaml.Entry(
                                        (Yaml.Scalar) relocated(entry.key(), where), relocated(entry.value(), where)))
                                .toList(),
                where);
    }

    /** Bind one value as a field would be. */
    public Optional<Object> bind(Type.Field field, Yaml yaml, String path) {
        return bind(field, field.type(), yaml, path);
    }

    private Optional<Object> bind(Type.Field field, Type type, Yaml yaml, String path) {
        if (type instanceof Type.AsWritten) {
            return Optional.of(yaml);
        } else if (type instanceof Type.OneOrMore one) {
            boolean several = yaml instanceof Yaml.Sequence;
            return several
                    ? bind(field, new Type.ListOf(one.of()), yaml, path)
                    : bind(field, one.of(), yaml, path).map(List::of);
        } else if (type instanceof Type.RecordOf record) {
            return Optional.of(bindWithShorthand(record, yaml, path));
        } else if (type instanceof Type.ListOf list && yaml instanceof Yaml.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                bind(field, list.of(), sequence.items().get(i), path + "[" + i + "]")
                        .ifPresent(items::add);
            }
            return Optional.of(items);
        } else if (type instanceof Type.MapOf map && yaml instanceof Yaml.Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Yaml.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                bind(field, map.of(), entry.value(), path + "." + key).ifPresent(value -> entries.put(key, value));
            }
            return Optional.of(entries);
        } else if (type instanceof Type.ComponentOf component) {
            return component(component, yaml, path);
        } else if (type instanceof Type.ListOf
                || type instanceof Type.MapOf
                || !(yaml instanceof Yaml.Scalar scalar)
                || scalar.isNull()) {
            return wrong(yaml, path, isNeeded(type, field.unit()));
        } else {
            return scalar(field, type, scalar, path);
        }
    }

    private Optional<Object> scalar(Type.Field field, Type type, Yaml.Scalar scalar, String path) {
        String text = scalar.text().strip();
        if (type instanceof Type.Real) {
            return number(field, scalar, text, path);
        } else if (type instanceof Type.Whole) {
            return whole(field, scalar, text, path);
        } else if (type instanceof Type.Bool) {
            if (!scalar.plain() || (!text.equals("true") && !text.equals("false"))) {
                return wrong(scalar, path, "true or false is needed" + unquoted(scalar));
            }
            return Optional.of(Boolean.valueOf(text));
        } else if (type instanceof Type.Choice choice) {
            List<String> words = words(choice);
            if (!words.contains(text)) {
                return wrong(
                        scalar,
                        path,
                        isNeeded(type, field.unit())
                                + Suggestion.nearest(text, words)
                                        .map(word -> "; did you mean '" + word + "'?")
                                        .orElse(""));
            }
            return Optional.of(text);
        } else if (type instanceof Type.FilePath) {
            try {
                BoundPath bound = new BoundPath(text, paths.resolve(text));
                usedPaths.put(scalar.position(), bound);
                return Optional.of(bound);
            } catch (DataException e) {
                problems.add(scalar.position(), path, e.getMessage());
                return Optional.empty();
            }
        } else if (type instanceof Type.Data) {
            DataFile file = data.get(text);
            if (file == null) {
                misnamedData = true;
                return wrong(
                        scalar,
                        path,
                        isNeeded(type, field.unit())
                                + (data.isEmpty() ? ", which names none" : Suggestion.hint(text, data.keySet())));
            }
            usedData.add(text);
            return Optional.of(file);
        }
        return Optional.of(scalar.text());
    }

    private Optional<Object> whole(Type.Field field, Yaml.Scalar scalar, String text, String path) {
        if (!scalar.plain() || !INTEGER.matcher(text).matches()) {
            return wrong(scalar, path, "a whole number is needed" + unquoted(scalar));
        }
        long value = text.length() > MOST_DIGITS ? Long.MAX_VALUE : Long.parseLong(text);
        if (value < -Integer.MAX_VALUE || value > Integer.MAX_VALUE) {
            return wrong(scalar, path, "a whole number within ±" + Integer.MAX_VALUE + " is needed");
        }
        return inRange(field, scalar, (double) value, path) ? Optional.of(value) : Optional.empty();
    }

    private Optional<Object> number(Type.Field field, Yaml.Scalar scalar, String text, String path) {
        Unit unit = field.unit();
        boolean pure = unit.dimension() == Unit.Dimension.NUMBER;
        Matcher withUnit = WITH_UNIT.matcher(text);
        double value;
        if (NUMBER.matcher(text).matches()) {
            if (unit != Unit.NONE) {
                return wrong(
                        scalar,
                        path,
                        (pure ? "a fraction" : article(unit.noun())) + " needs a unit, such as " + text + " "
                                + unit.symbol());
            }
            if (!scalar.plain()) {
                return wrong(scalar, path, "a number is needed" + unquoted(scalar));
            }
            value = Double.parseDouble(text);
        } else if (withUnit.matches()) {
            String spelling = withUnit.group(2).strip();
            Optional<Unit> given = Unit.of(spelling);
            if (given.isEmpty()) {
                Optional<String> near = Suggestion.nearest(spelling, Unit.symbols(unit.dimension()))
                        .filter(symbol -> !symbol.isEmpty());
                return wrong(
                        scalar,
                        path,
                        "the unit " + Yaml.shortened(spelling) + " is not known; "
                                + (unit == Unit.NONE ? "a pure number is needed" : isNeeded(REAL, unit))
                                + near.map(symbol -> "; did you mean '" + symbol + "'?")
                                        .orElse(""));
            }
            if (given.get().dimension() != unit.dimension()) {
                return wrong(
                        scalar,
                        path,
                        spelling + " measures " + article(given.get().noun()) + "; "
                                + (unit == Unit.NONE ? "a pure number is needed" : isNeeded(REAL, unit)));
            }
            value = Double.parseDouble(withUnit.group(1)) * given.get().in(unit);
        } else {
            return wrong(scalar, path, isNeeded(REAL, unit));
        }
        return inRange(field, scalar, value, path) ? Optional.of(value) : Optional.empty();
    }

    /**
     * A number with the unit that it was given in.
     *
     * @param value in the unit
     * @param unit {@link Unit#NONE} for a number alone
     */
    public record Measured(double value, Unit unit) {}

    /** Read a number with whatever unit it has. */
    public Optional<Measured> measured(Yaml yaml, String path) {
        String text = yaml instanceof Yaml.Scalar scalar ? scalar.text().strip() : "";
        Matcher withUnit = WITH_UNIT.matcher(text);
        if (NUMBER.matcher(text).matches()) {
            return Optional.of(new Measured(Double.parseDouble(text), Unit.NONE));
        } else if (!withUnit.matches()) {
            wrong(yaml, path, "a number with its unit is needed");
            return Optional.empty();
        }
        Optional<Unit> unit = Unit.of(withUnit.group(2));
        if (unit.isEmpty()) {
            List<String> symbols = Stream.of(Unit.values())
                    .map(Unit::symbol)
                    .filter(s -> !s.isEmpty())
                    .toList();
            wrong(
                    yaml,
                    path,
                    "the unit " + Yaml.shortened(withUnit.group(2)) + " is not known"
                            + Suggestion.nearest(withUnit.group(2), symbols)
                                    .map(near -> "; did you mean '" + near + "'?")
                                    .orElse(""));
        }
        return unit.map(known -> new Measured(Double.parseDouble(withUnit.group(1)), known));
    }

    private static String unquoted(Yaml.Scalar scalar) {
        return scalar.plain() ? "" : ", without quotes";
    }

    private static List<String> words(Type.Choice choice) {
        return choice.constants().stream().map(Type.Constant::key).toList();
    }

    /** Names what a value must be: {@code a velocity in km/s or m/s}. */
    private static String needed(Type type, Unit unit) {
        if (type instanceof Type.Real) {
            return unit.dimension() == Unit.Dimension.NUMBER
                    ? unit == Unit.NONE ? "a number" : "a fraction in " + unit.symbol()
                    : article(unit.noun()) + " in " + alternatives(Unit.symbols(unit.dimension()));
        } else if (type instanceof Type.Whole) {
            return "a whole number";
        } else if (type instanceof Type.Bool) {
            return "true or false";
        } else if (type instanceof Type.Text) {
            return "a text";
        } else if (type instanceof Type.FilePath) {
            return "a path";
        } else if (type instanceof Type.Data) {
            return "the name of a table under data:";
        } else if (type instanceof Type.Choice choice) {
            return "one of " + Suggestion.listed(words(choice));
        } else if (type instanceof Type.ListOf) {
            return "a list";
        } else if (type instanceof Type.MapOf) {
            return "a mapping from names";
        } else if (type instanceof Type.OneOrMore one) {
            return needed(one.of(), unit) + ", or a list of them,";
        } else if (type instanceof Type.AsWritten) {
            return "a value";
        } else if (type instanceof Type.ComponentOf component) {
            return "{uses: " + component.kind() + "/…, with: {…}}";
        }
        return mapping((Type.RecordOf) type);
    }

    private static String isNeeded(Type type, Unit unit) {
        String all = needed(type, unit) + " is needed";
        if (type instanceof Type.ListOf list) {
            return all + ", each item " + needed(list.of(), unit);
        }
        return type instanceof Type.MapOf map ? all + ", each to " + needed(map.of(), unit) : all;
    }

    private static String mapping(Type.RecordOf type) {
        return "a mapping with " + Suggestion.listed(type.keys());
    }

    private static String alternatives(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    private boolean inRange(Type.Field field, Yaml.Scalar scalar, double value, String path) {
        if (!Double.isFinite(value)) {
            wrong(scalar, path, "a number that is not so large is needed");
            return false;
        }
        if (value >= field.min() && value <= field.max()) {
            return true;
        }
        String unit = field.unit() == Unit.NONE ? "" : " " + field.unit().symbol();
        boolean above = field.min() != Double.NEGATIVE_INFINITY;
        boolean below = field.max() != Double.POSITIVE_INFINITY;
        String range = above && below
                ? "a value from " + shortest(field.min()) + unit + " to " + shortest(field.max()) + unit
                : above ? "at least " + shortest(field.min()) + unit : "at most " + shortest(field.max()) + unit;
        wrong(scalar, path, range + " is needed");
        return false;
    }

    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private Optional<Object> component(Type.ComponentOf type, Yaml yaml, String path) {
        Optional<Yaml> uses = yaml instanceof Yaml.Mapping mapping ? mapping.get("uses") : Optional.of(yaml);
        if (uses.isEmpty() || !(uses.get() instanceof Yaml.Scalar ref) || ref.isNull()) {
            return wrong(yaml, path, isNeeded(type, Unit.NONE));
        }
        Optional<Yaml> with = Optional.empty();
        if (yaml instanceof Yaml.Mapping mapping) {
            with = mapping.get("with");
            for (Yaml.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                if (!COMPONENT_KEYS.contains(key)) {
                    problems.add(
                            entry.key().position(),
                            path + "." + key,
                            "unknown key" + Suggestion.hint(key, COMPONENT_KEYS));
                }
            }
        }
        Optional<ComponentDescription> component = component(ref, path + ".uses", type.kind());
        Optional<Yaml> parameters = with;
        return component.map(found ->
                new BoundComponent(found, bind(found.parameters(), parameters, ref.position(), path + ".with")));
    }

    /** Find a component by its reference, reporting one that is not there, or broken, or of another kind. */
    public Optional<ComponentDescription> component(Yaml.Scalar ref, String path, String kind) {
        Optional<ComponentDescription> component = index.component(ref.text());
        if (component.isEmpty()) {
            String reason = index.unusable(ref.text())
                    .map(why -> "its plugin cannot be used: " + why)
                    .orElseGet(() -> unknown(ref.text(), kind));
            problems.add(ref.position(), path, "found " + ref.noun() + ", but " + reason);
        } else if (!kind.isEmpty() && !component.get().kind().equals(kind)) {
            problems.add(
                    ref.position(),
                    path,
                    "found " + ref.noun() + ", but a component of the kind " + kind + " is needed"
                            + Suggestion.hint(ref.text(), index.refs(kind)));
            return Optional.empty();
        }
        return component;
    }

    private String unknown(String ref, String kind) {
        int slash = ref.indexOf('/');
        String id = ref.substring(slash + 1);
        String meant = !kind.isEmpty() ? kind : slash < 0 ? "" : ref.substring(0, slash);
        Collection<String> ofKind = index.refs(meant);
        Collection<String> among = ofKind.isEmpty() ? index.refs() : ofKind;
        Optional<String> near = Suggestion.nearest(ref, among)
                .or(() ->
                        among.stream().filter(other -> other.endsWith("/" + id)).findFirst());
        return "no plugin offers it"
                + near.map(name -> "; did you mean '" + name + "'?")
                        .orElseGet(() -> ofKind.isEmpty()
                                ? "; peculiar plugins list shows what there is"
                                : "; known: " + Suggestion.listed(ofKind));
    }

    private Optional<Object> wrong(Yaml yaml, String path, String needed) {
        problems.add(yaml.position(), path, "found " + yaml.noun() + ", but " + needed);
        return Optional.empty();
    }
}
