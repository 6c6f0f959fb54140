package org.peculiar.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.peculiar.api.Unit;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/** Makes up a {@code with:} block in which each parameter is given, and unlike its default. */
final class UnlikeDefaults {

    /** Stands for a table under {@code data:}. */
    static final String TABLE = "some-table";

    private final ComponentUnderTest component;

    UnlikeDefaults(ComponentUnderTest component) {
        this.component = component;
    }

    /** Returns the block, in YAML's flow style. */
    String of(Type.RecordOf parameters) {
        return mapping(parameters, false);
    }

    /** Returns a block with what must be given, and no more. */
    String required(Type.RecordOf parameters) {
        return mapping(parameters, true);
    }

    private String mapping(Type.RecordOf record, boolean onlyRequired) {
        return record.fields().stream()
                .filter(field -> !onlyRequired || field.required())
                .map(field -> field.key() + ": " + value(field, field.type(), onlyRequired))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String value(Type.Field field, Type type, boolean onlyRequired) {
        if (type instanceof Type.Real) {
            double number = number(field);
            return field.unit() == Unit.NONE
                    ? Double.toString(number)
                    : number + " " + field.unit().symbol();
        } else if (type instanceof Type.Whole) {
            long preset = field.value() == null ? (long) Math.max(field.min(), 1) : Long.parseLong(field.value());
            return Long.toString(preset + 1 <= field.max() ? preset + 1 : preset - 1);
        } else if (type instanceof Type.Bool) {
            return Boolean.toString(!Boolean.parseBoolean(field.value()));
        } else if (type instanceof Type.Choice choice) {
            return choice.constants().stream()
                    .map(Type.Constant::key)
                    .filter(key -> !key.equals(field.value()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(field.key() + " has no other value than its default"));
        } else if (type instanceof Type.Data) {
            return TABLE;
        } else if (type instanceof Type.ListOf list) {
            String item = value(within(field, list.of()), list.of(), onlyRequired);
            return "[" + item + "]";
        } else if (type instanceof Type.MapOf map) {
            return "{some-name: " + value(within(field, map.of()), map.of(), onlyRequired) + "}";
        } else if (type instanceof Type.RecordOf record) {
            return mapping(record, onlyRequired);
        } else if (type instanceof Type.ComponentOf component) {
            return component(field, component);
        }
        return "\"" + (field.value() == null ? "some" : field.value() + "-other") + "\"";
    }

    /** An item of a list has the unit and the range of the list, but no default. */
    private static Type.Field within(Type.Field field, Type item) {
        return new Type.Field(
                field.name(),
                field.key(),
                field.doc(),
                false,
                item,
                field.unit(),
                null,
                field.min(),
                field.max(),
                field.cite());
    }

    private static double number(Type.Field field) {
        double preset = field.value() == null
                ? Math.max(field.min(), Math.min(field.max(), 0))
                : Double.parseDouble(field.value().replaceFirst("(?i)^([-+.0-9]+(e[-+]?[0-9]+)?).*", "$1"));
        double step = Math.max(Math.abs(preset) / 8, 0.125);
        List<Double> candidates = new ArrayList<>(List.of(preset + step, preset - step));
        candidates.add((preset + field.max()) / 2);
        candidates.add((preset + field.min()) / 2);
        return candidates.stream()
                .filter(value -> value != preset && value > field.min() && value < field.max())
                .findFirst()
                .orElseThrow(() -> new AssertionError(field.key() + " has no other value than its default"));
    }

    private String component(Type.Field field, Type.ComponentOf type) {
        ComponentDescription any = component.index().components().stream()
                .filter(other -> other.kind().equals(type.kind()) && !other.equals(component.description()))
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError(
                                field.key() + " takes a component of the kind " + type.kind()
                                        + ", but there is no other one on the class path of the tests; write a small one among the tests"));
        return "{uses: " + any.ref() + ", with: " + required(any.parameters()) + "}";
    }
}
