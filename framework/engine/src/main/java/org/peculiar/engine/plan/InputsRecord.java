package org.peculiar.engine.plan;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.Draws;
import org.peculiar.api.Finding;

/** Makes the record of what a diagnostic sees from values by role. */
final class InputsRecord {

    private InputsRecord() {}

    /**
     * Calls a diagnostic.
     *
     * @param inputs by role, those of one role with many as {@code role.NAME}
     */
    static <I extends Record> Finding find(Diagnostic<I> diagnostic, Map<String, Object> inputs, Draws draws) {
        @SuppressWarnings("unchecked") // the method that is not a bridge takes what the type argument says
        Class<I> type = (Class<I>) Stream.of(diagnostic.getClass().getMethods())
                .filter(method ->
                        method.getName().equals("find") && !method.isBridge() && method.getParameterCount() == 2)
                .map(Method::getParameterTypes)
                .filter(types -> types[1] == Draws.class)
                .findFirst()
                .orElseThrow()[0];
        return diagnostic.find(of(type, inputs), draws);
    }

    private static <I extends Record> I of(Class<I> type, Map<String, Object> inputs) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(types[i], role(components[i].getName()), inputs);
        }
        try {
            Constructor<I> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new DataException(refused.getMessage(), refused);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not a record that can be made", e);
        }
    }

    private static Object value(Class<?> type, String role, Map<String, Object> inputs) {
        if (type == Optional.class) {
            return Optional.ofNullable(inputs.get(role));
        } else if (type == Map.class) {
            Map<String, Object> byName = new LinkedHashMap<>();
            inputs.forEach((key, value) -> {
                if (key.startsWith(role + ".")) {
                    byName.put(key.substring(role.length() + 1), value);
                }
            });
            return Collections.unmodifiableMap(byName);
        }
        return requireNonNull(inputs.get(role), role);
    }

    private static String role(String component) {
        return component.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
