package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern WITH_UNIT = Pattern.compile("(" + NUMBER.pattern() + ")\\s*(\\S.*)");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");

    private final ComponentIndex index;
    private final PathResolver paths;
    private final Map<String, DataFile> data;
    private final Problems problems;
    private final Set<String> usedData = new HashSet<>();

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

    /** Return the names of tables that some value named. */
    public Set<String> usedData() {
        return usedData;
    }

    /**
     * Bind a mapping to a record.
     *
     * @param yaml the mapping; nothing for defaults alone
     * @param where place for what is missing
     * @param path for messages
     */
    public Values bind(Type.RecordOf type, Optional<Yaml> yaml, Position where, String path) {
        Map<String, Yaml> given = new LinkedHashMap<>();
        Map<String, Yaml.Scalar> keys = new LinkedHashMap<>();
        if (yaml.isPresent() && !(yaml.get() instanceof Yaml.Scalar scalar && scalar.isNull())) {
            if (yaml.get() instanceof Yaml.Mapping mapping) {
                for (Yaml.Entry entry : mapping.entries()) {
                    given.put(entry.key().text(), entry.value());
                    keys.put(entry.key().text(), entry.key());
                }
            } else if (!type.fields().isEmpty() && path.contains(".") && acceptsShort(type, yaml.get())) {
                given.put(type.fields().get(0).key(), yaml.get());
            } else {
                problems.add(
                        yaml.get().position(),
                        path,
                        "found " + yaml.get().noun() + ", but a mapping is needed" + listed(type));
                return new Values(type, Map.of());
            }
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Type.Field field : type.fields()) {
            Yaml value = given.remove(field.key());
            String fieldPath = path + "." + field.key();
            if (value == null || (value instanceof Yaml.Scalar scalar && scalar.isNull())) {
                unset(field, value == null ? where : value.position(), fieldPath)
                        .ifPresent(bound -> values.put(field.key(), bound));
            } else {
                bind(field, field.type(), value, fieldPath).ifPresent(bound -> values.put(field.key(), bound));
            }
        }
        for (String unknown : given.keySet()) {
            problems.add(
                    keys.get(unknown).position(),
                    path + "." + unknown,
                    "unknown parameter" + Suggestion.hint(unknown, type.keys()));
        }
        return new Values(type, values);
    }

    private static boolean acceptsShort(Type.RecordOf type, Yaml yaml) {
        Type first = type.fields().get(0).type();
        return yaml instanceof Yaml.Scalar
                && !(first instanceof Type.RecordOf)
                && !(first instanceof Type.ListOf)
                && !(first instanceof Type.MapOf)
                && type.fields().stream().skip(1).noneMatch(Type.Field::required);
    }

    private static String listed(Type.RecordOf type) {
        return type.fields().isEmpty() ? " without parameters" : " with " + String.join(", ", type.keys());
    }

    private Optional<Object> unset(Type.Field field, Position where, String path) {
        if (field.required()) {
            problems.add(where, path, "not given, but needed: " + field.describe() + " (" + field.doc() + ")");
            return Optional.empty();
        }
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

    private Optional<Object> bind(Type.Field field, Type type, Yaml yaml, String path) {
        if (type instanceof Type.RecordOf record) {
            return Optional.of(bind(record, Optional.of(yaml), yaml.position(), path));
        } else if (type instanceof Type.ListOf list) {
            if (!(yaml instanceof Yaml.Sequence sequence)) {
                return wrong(yaml, path, "a list is needed: [" + field.describe() + "]");
            }
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < sequence.items().size(); i++) {
                bind(field, list.of(), sequence.items().get(i), path + "[" + i + "]")
                        .ifPresent(items::add);
            }
            return Optional.of(items);
        } else if (type instanceof Type.MapOf map) {
            if (!(yaml instanceof Yaml.Mapping mapping)) {
                return wrong(yaml, path, "a " + field.describe() + " is needed");
            }
            Map<String, Object> entries = new LinkedHashMap<>();
            for (Yaml.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                bind(field, map.of(), entry.value(), path + "." + key).ifPresent(value -> entries.put(key, value));
            }
            return Optional.of(entries);
        } else if (type instanceof Type.ComponentOf component) {
            return component(component, yaml, path);
        }
        if (!(yaml instanceof Yaml.Scalar scalar)) {
            return wrong(yaml, path, field.describe() + " is needed");
        }
        return scalar(field, type, scalar, path);
    }

    private Optional<Object> scalar(Type.Field field, Type type, Yaml.Scalar scalar, String path) {
        String text = scalar.text().strip();
        if (type instanceof Type.Real) {
            return number(field, scalar, text, path);
        } else if (type instanceof Type.Whole) {
            if (!scalar.plain() || !INTEGER.matcher(text).matches() || text.length() > 18) {
                return wrong(scalar, path, "a whole number is needed");
            }
            long value = Long.parseLong(text);
            return inRange(field, scalar, (double) value, path) ? Optional.of(value) : Optional.empty();
        } else if (type instanceof Type.Bool) {
            if (!scalar.plain() || (!text.equals("true") && !text.equals("false"))) {
                return wrong(scalar, path, "true or false is needed");
            }
            return Optional.of(Boolean.valueOf(text));
        } else if (type instanceof Type.Choice choice) {
            List<String> words =
                    choice.constants().stream().map(Type.Constant::key).toList();
            if (!words.contains(text)) {
                return wrong(
                        scalar,
                        path,
                        "one of " + String.join(", ", words) + " is needed"
                                + Suggestion.nearest(text, words)
                                        .map(word -> "; did you mean '" + word + "'?")
                                        .orElse(""));
            }
            return Optional.of(text);
        } else if (type instanceof Type.FilePath) {
            try {
                return Optional.of(new BoundPath(text, paths.resolve(text)));
            } catch (DataException e) {
                problems.add(scalar.position(), path, e.getMessage());
                return Optional.empty();
            }
        } else if (type instanceof Type.Data) {
            DataFile file = data.get(text);
            if (file == null) {
                return wrong(
                        scalar,
                        path,
                        "the name of a table under data: is needed" + Suggestion.hint(text, data.keySet()));
            }
            usedData.add(text);
            return Optional.of(file);
        }
        return Optional.of(scalar.text());
    }

    private Optional<Object> number(Type.Field field, Yaml.Scalar scalar, String text, String path) {
        Unit unit = field.unit();
        boolean pure = unit.dimension() == Unit.Dimension.NUMBER;
        Matcher withUnit = WITH_UNIT.matcher(text);
        double value;
        if (NUMBER.matcher(text).matches()) {
            if (!pure || unit == Unit.PERCENT) {
                return wrong(
                        scalar,
                        path,
                        (pure ? "a fraction" : article(unit.noun())) + " needs a unit, such as " + text + " "
                                + unit.symbol());
            }
            if (!scalar.plain()) {
                return wrong(scalar, path, "a number is needed, without quotes");
            }
            value = Double.parseDouble(text);
        } else if (withUnit.matches()) {
            String spelling = withUnit.group(2).strip();
            Optional<Unit> given = Unit.of(spelling);
            List<String> symbols = Unit.symbols(unit.dimension());
            if (given.isEmpty()) {
                return wrong(
                        scalar,
                        path,
                        "the unit " + spelling + " is not known; "
                                + (pure ? "a pure number is needed" : needs(unit, symbols)));
            }
            if (given.get().dimension() != unit.dimension()) {
                return wrong(
                        scalar,
                        path,
                        spelling + " measures " + article(given.get().noun()) + "; "
                                + (pure ? "a pure number is needed" : needs(unit, symbols)));
            }
            value = Double.parseDouble(withUnit.group(1)) * given.get().in(unit);
        } else {
            return wrong(scalar, path, pure ? "a number is needed" : needs(unit, Unit.symbols(unit.dimension())));
        }
        return inRange(field, scalar, value, path) ? Optional.of(value) : Optional.empty();
    }

    private static String needs(Unit unit, List<String> symbols) {
        return article(unit.noun()) + " is needed, in " + String.join(", ", symbols);
    }

    private static String article(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) >= 0 ? "an " : "a ") + noun;
    }

    private boolean inRange(Type.Field field, Yaml.Scalar scalar, double value, String path) {
        if (!Double.isFinite(value)) {
            wrong(scalar, path, "a finite number is needed");
            return false;
        }
        if (value >= field.min() && value <= field.max()) {
            return true;
        }
        String unit = field.unit() == Unit.NONE ? "" : " " + field.unit().symbol();
        boolean above = field.min() != Double.NEGATIVE_INFINITY;
        boolean below = field.max() != Double.POSITIVE_INFINITY;
        wrong(
                scalar,
                path,
                (above ? "at least " + shortest(field.min()) + unit : "")
                        + (above && below ? " and " : "")
                        + (below ? "at most " + shortest(field.max()) + unit : "")
                        + " is needed");
        return false;
    }

    private static String shortest(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    private Optional<Object> component(Type.ComponentOf type, Yaml yaml, String path) {
        Optional<Yaml> uses = yaml instanceof Yaml.Mapping mapping ? mapping.get("uses") : Optional.of(yaml);
        if (uses.isEmpty() || !(uses.get() instanceof Yaml.Scalar ref)) {
            return wrong(yaml, path, "{uses: " + type.kind() + "/…, with: {…}} is needed");
        }
        Optional<Yaml> with = Optional.empty();
        if (yaml instanceof Yaml.Mapping mapping) {
            with = mapping.get("with");
            for (Yaml.Entry entry : mapping.entries()) {
                String key = entry.key().text();
                if (!key.equals("uses") && !key.equals("with")) {
                    problems.add(entry.key().position(), path + "." + key, "unknown key; known: uses, with");
                }
            }
        }
        Optional<ComponentDescription> component = component(ref, path + ".uses", type.kind());
        Optional<Yaml> parameters = with;
        return component.map(found ->
                new BoundComponent(found, bind(found.parameters(), parameters, yaml.position(), path + ".with")));
    }

    /** Find a component by its reference, reporting one that is not there, or broken, or of another kind. */
    public Optional<ComponentDescription> component(Yaml.Scalar ref, String path, String kind) {
        Optional<ComponentDescription> component = index.component(ref.text());
        if (component.isEmpty()) {
            String reason = index.unusable(ref.text())
                    .map(why -> "its plugin cannot be used: " + why)
                    .orElseGet(() -> unknown(ref.text(), kind));
            problems.add(ref.position(), path, "found " + ref.text() + ", but " + reason);
        } else if (!kind.isEmpty() && !component.get().kind().equals(kind)) {
            problems.add(
                    ref.position(),
                    path,
                    "found " + ref.text() + ", but a component of the kind " + kind + " is needed: "
                            + String.join(", ", index.refs(kind)));
            return Optional.empty();
        }
        return component;
    }

    private String unknown(String ref, String kind) {
        String meant = kind.isEmpty() ? ref.replaceFirst("/.*", "") : kind;
        Collection<String> ofKind = index.refs(meant);
        if (!ofKind.isEmpty()) {
            return "no plugin offers it" + Suggestion.hint(ref, ofKind);
        }
        return Suggestion.nearest(ref, index.refs())
                .map(near -> "no plugin offers it; did you mean '" + near + "'?")
                .orElse("no plugin offers it; peculiar plugins list shows what there is");
    }

    private Optional<Object> wrong(Yaml yaml, String path, String needed) {
        problems.add(yaml.position(), path, "found " + yaml.noun() + ", but " + needed);
        return Optional.empty();
    }
}
