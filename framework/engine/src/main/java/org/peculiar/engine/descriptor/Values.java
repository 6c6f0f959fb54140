package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.peculiar.api.DataFile;
import org.peculiar.api.Unit;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/**
 * Values bound to a record of parameters, defaults included.
 *
 * <p>A value is a {@code Double} (in its field's unit), {@code Long}, {@code Boolean}, {@code String} (texts and words of a
 * choice), {@link java.nio.file.Path} as {@link BoundPath}, {@link DataFile}, {@code List}, {@code Map}, {@code Values} or
 * {@link BoundComponent}.
 *
 * @param type the record
 * @param byKey values by key, in the record's order; an optional one that was not given is absent
 */
public record Values(Type.RecordOf type, Map<String, Object> byKey) {

    /** No values at all. */
    public static final Values NONE = new Values(Type.RecordOf.EMPTY, Map.of());

    public Values {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
    }

    /**
     * A path with what the descriptor called it.
     *
     * @param text as written
     * @param path absolute
     */
    public record BoundPath(String text, java.nio.file.Path path) {}

    /**
     * A component as a parameter.
     *
     * @param component which
     * @param values its own parameters
     */
    public record BoundComponent(ComponentDescription component, Values values) {}

    /** Return the values as plain YAML data, each dimensional one with its unit, paths as the descriptor wrote them. */
    public Map<String, Object> toYaml() {
        return toYaml(BoundPath::text);
    }

    /** Return the values as plain YAML data, each dimensional one with its unit, paths written in some way. */
    public Map<String, Object> toYaml(Function<BoundPath, String> paths) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        for (Type.Field field : type.fields()) {
            Object value = byKey.get(field.key());
            if (value != null) {
                yaml.put(field.key(), plain(value, field.unit(), paths));
            }
        }
        return yaml;
    }

    private static Object plain(Object value, Unit unit, Function<BoundPath, String> paths) {
        if (value instanceof Double number) {
            return unit == Unit.NONE ? number : number + " " + unit.symbol();
        } else if (value instanceof BoundPath path) {
            return paths.apply(path);
        } else if (value instanceof DataFile file) {
            return file.name();
        } else if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item, unit, paths)));
            return items;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, item) -> entries.put((String) key, plain(item, unit, paths)));
            return entries;
        } else if (value instanceof Values values) {
            return values.toYaml(paths);
        } else if (value instanceof BoundComponent bound) {
            Map<String, Object> step = new LinkedHashMap<>();
            step.put("uses", bound.component().ref());
            step.put("with", bound.values().toYaml(paths));
            return step;
        }
        return value;
    }
}
