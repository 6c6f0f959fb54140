package org.peculiar.engine.run;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/** Makes records of parameters from bound values, and components from records. */
public final class Instances {

    private final ComponentFactory factory;

    /** Make instances with a factory's classes. */
    public Instances(ComponentFactory factory) {
        this.factory = factory;
    }

    /** Build the component of a step. */
    public Object component(Step step) {
        try {
            return component(step.component(), step.own());
        } catch (DataException e) {
            throw new DataException("steps." + step.name() + ": " + e.getMessage(), e);
        }
    }

    /** Build the record that a kind owns, or {@code null} if it owns none. */
    public Object shared(Step step) {
        return step.shared().type().className().isEmpty() ? null : hostRecord(step.shared());
    }

    /** Build a record whose class belongs to the host. */
    public Object hostRecord(Values values) {
        return record(values, Instances::hostClass);
    }

    /** Build a component. */
    public Object component(ComponentDescription component, Values values) {
        Optional<Object> parameters = values.type().className().isEmpty()
                ? Optional.empty()
                : Optional.of(record(values, name -> factory.load(component.plugin(), name)));
        return factory.create(component.plugin(), component.className(), parameters);
    }

    private Object record(Values values, Function<String, Class<?>> classes) {
        Class<?> type = classes.apply(values.type().className());
        Map<String, Type.Field> fields = new LinkedHashMap<>();
        values.type().fields().forEach(field -> fields.put(field.name(), field));
        List<Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Type.Field field = fields.get(component.getName());
            Object bound = values.byKey().get(field.key());
            Object value = bound == null ? null : instance(field.type(), bound, classes);
            arguments.add(field.optional() ? Optional.ofNullable(value) : value);
        }
        Class<?>[] types = Stream.of(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw new DataException(refused.getMessage(), refused);
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " is not as its index says", e);
        }
    }

    private Object instance(Type type, Object bound, Function<String, Class<?>> classes) {
        if (type instanceof Type.ListOf list) {
            return ((List<?>) bound)
                    .stream().map(item -> instance(list.of(), item, classes)).toList();
        } else if (type instanceof Type.MapOf map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) bound).forEach((key, item) -> entries.put((String) key, instance(map.of(), item, classes)));
            return Collections.unmodifiableMap(entries);
        } else if (type instanceof Type.RecordOf) {
            return record((Values) bound, classes);
        } else if (type instanceof Type.Choice choice) {
            return constant(choice, (String) bound, classes);
        } else if (type instanceof Type.Whole) {
            return Math.toIntExact((Long) bound);
        } else if (bound instanceof Values.BoundPath path) {
            return path.path();
        } else if (bound instanceof Values.BoundComponent component) {
            return component(component.component(), component.values());
        }
        return bound;
    }

    private static Object constant(Type.Choice choice, String key, Function<String, Class<?>> classes) {
        String name = choice.constants().stream()
                .filter(constant -> constant.key().equals(key))
                .findFirst()
                .orElseThrow()
                .name();
        for (Object constant : classes.apply(choice.className()).getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        throw new IllegalStateException(choice.className() + " is not as its index says: no " + name);
    }

    private static Class<?> hostClass(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
