package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.schema.Type;

/** Compares a record of parameters with the values that it was made of. */
final class BoundRecord {

    private BoundRecord() {}

    /** Demands that each component of the record is the value bound to it. */
    static void assertHolds(Record record, Values values, String path) {
        for (Type.Field field : values.type().fields()) {
            String where = path + "." + field.key();
            Object found = component(record, field.name());
            Object bound = values.byKey().get(field.key());
            if (field.optional()) {
                Optional<?> optional = (Optional<?>) found;
                assertThat(optional.isPresent()).as(where).isEqualTo(bound != null);
                found = optional.orElse(null);
            }
            if (bound != null) {
                assertHolds(found, bound, field.type(), where);
            }
        }
    }

    private static void assertHolds(Object found, Object bound, Type type, String where) {
        if (type instanceof Type.RecordOf) {
            assertHolds((Record) found, (Values) bound, where);
        } else if (type instanceof Type.ListOf list) {
            assertThat((List<?>) found).as(where).hasSameSizeAs((List<?>) bound);
            for (int i = 0; i < ((List<?>) bound).size(); i++) {
                assertHolds(((List<?>) found).get(i), ((List<?>) bound).get(i), list.of(), where + "[" + i + "]");
            }
        } else if (type instanceof Type.MapOf map) {
            ((Map<?, ?>) bound)
                    .forEach((key, item) ->
                            assertHolds(((Map<?, ?>) found).get(key), item, map.of(), where + "." + key));
        } else if (type instanceof Type.Choice choice) {
            String constant = choice.constants().stream()
                    .filter(candidate -> candidate.key().equals(bound))
                    .findFirst()
                    .orElseThrow()
                    .name();
            assertThat(((Enum<?>) found).name()).as(where).isEqualTo(constant);
        } else if (type instanceof Type.Whole) {
            assertThat(((Number) found).longValue()).as(where).isEqualTo(bound);
        } else if (bound instanceof Values.BoundPath path) {
            assertThat((Path) found).as(where).isEqualTo(path.path());
        } else if (type instanceof Type.ComponentOf) {
            assertThat(found).as(where).isNotNull();
        } else {
            assertThat(found).as(where).isEqualTo(bound);
        }
    }

    /** Returns the paths of parameters whose values differ. */
    static Set<String> differing(Record defaults, Record others, Type.RecordOf type, String path) {
        Set<String> differing = new TreeSet<>();
        for (Type.Field field : type.fields()) {
            Object preset = component(defaults, field.name());
            Object other = component(others, field.name());
            if (preset instanceof Record a
                    && other instanceof Record b
                    && field.type() instanceof Type.RecordOf within) {
                differing.addAll(differing(a, b, within, path + field.key() + "."));
            } else if (!field.required() && !Objects.equals(preset, other)) {
                differing.add(path + field.key());
            }
        }
        return differing;
    }

    /** Returns the paths of parameters that need not be given; a mapping that may be absent counts as one. */
    static Set<String> free(Type.RecordOf type, String path) {
        Set<String> free = new TreeSet<>();
        for (Type.Field field : type.fields()) {
            if (field.type() instanceof Type.RecordOf within && !field.optional()) {
                free.addAll(free(within, path + field.key() + "."));
            } else if (!field.required()) {
                free.add(path + field.key());
            }
        }
        return free;
    }

    private static Object component(Record record, String name) {
        try {
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                if (component.getName().equals(name)) {
                    component.getAccessor().setAccessible(true);
                    return component.getAccessor().invoke(record);
                }
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
        throw new AssertionError(record.getClass() + " has no " + name + "; build again from clean");
    }
}
