package org.peculiar.engine.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;

/**
 * A sweep as declared.
 *
 * @param design how the levels of axes are combined
 * @param onFailure what happens when a variant fails
 * @param pairedReplicates bootstrap resamples of tracers behind the errors of deterministic shifts
 * @param axes in the order declared
 * @param except combinations to leave out: each maps an axis to the label of its level
 * @param written as the descriptor has it, but for paths of files, which are absolute
 */
public record Sweep(
        Design design,
        OnFailure onFailure,
        int pairedReplicates,
        List<Axis> axes,
        List<Map<String, String>> except,
        Yaml written) {

    /** The baseline alone, which claims and targets can be about, too. */
    public static final Sweep NONE = new Sweep(
            Design.ONE_AT_A_TIME, OnFailure.RECORD, 0, List.of(), List.of(), new Yaml.Mapping(List.of(), null));

    /** How the levels of axes are combined. */
    public enum Design {
        /** Each level of each axis alone, everything else as in the baseline. */
        ONE_AT_A_TIME,
        /** Every combination of levels, the baseline's own among them. */
        FACTORIAL,
        /** The first levels of all axes together, then the second ones, and so on. */
        ZIP
    }

    /** What happens when a variant fails. */
    public enum OnFailure {
        /** It stays as a row with its reason. */
        RECORD,
        /** The sweep stops; what is finished is kept. */
        STOP
    }

    public Sweep {
        axes = List.copyOf(axes);
        except = List.copyOf(except);
    }

    /**
     * Return the sweep with the paths of files, which stand at some places of what is written, made absolute; variants keep
     * the labels that they had from the paths as they were.
     */
    public Sweep withFiles(Map<Position, Values.BoundPath> files) {
        Yaml changed = absolute(written, files);
        if (changed instanceof Yaml.Mapping sweep && !changed.equals(written)) {
            changed = with(sweep, "vary", vary -> labelled((Yaml.Mapping) vary));
        }
        return new Sweep(design, onFailure, pairedReplicates, axes, except, changed);
    }

    private Yaml labelled(Yaml.Mapping vary) {
        Yaml.Mapping labelled = vary;
        for (Axis axis : axes) {
            if (axis instanceof Axis.Choice choice) {
                labelled = with(labelled, axis.name(), body -> labelled((Yaml.Mapping) body, choice));
            }
        }
        return labelled;
    }

    private static Yaml labelled(Yaml.Mapping body, Axis.Choice choice) {
        if (body.get("label").isPresent() || body.get("labels").isPresent()) {
            return body;
        }
        Position at = body.position();
        List<Yaml> labels = new ArrayList<>();
        choice.levels().forEach(level -> labels.add(new Yaml.Scalar(level.label(), false, at)));
        boolean one = body.get("to").isEmpty();
        List<Yaml.Entry> entries = new ArrayList<>(body.entries());
        entries.add(new Yaml.Entry(
                new Yaml.Scalar(one ? "label" : "labels", true, at),
                one ? labels.get(0) : new Yaml.Sequence(labels, at)));
        return new Yaml.Mapping(entries, at);
    }

    private static Yaml.Mapping with(Yaml.Mapping mapping, String key, UnaryOperator<Yaml> change) {
        return new Yaml.Mapping(
                mapping.entries().stream()
                        .map(entry -> entry.key().text().equals(key)
                                ? new Yaml.Entry(entry.key(), change.apply(entry.value()))
                                : entry)
                        .toList(),
                mapping.position());
    }

    private static Yaml absolute(Yaml yaml, Map<Position, Values.BoundPath> files) {
        if (yaml instanceof Yaml.Scalar scalar) {
            Values.BoundPath file = files.get(scalar.position());
            return file == null ? scalar : new Yaml.Scalar(file.path().toString(), false, scalar.position());
        } else if (yaml instanceof Yaml.Sequence sequence) {
            return new Yaml.Sequence(
                    sequence.items().stream().map(item -> absolute(item, files)).toList(), sequence.position());
        }
        Yaml.Mapping mapping = (Yaml.Mapping) yaml;
        return new Yaml.Mapping(
                mapping.entries().stream()
                        .map(entry -> new Yaml.Entry(entry.key(), absolute(entry.value(), files)))
                        .toList(),
                mapping.position());
    }
}
