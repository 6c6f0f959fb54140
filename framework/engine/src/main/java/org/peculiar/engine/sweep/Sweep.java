package org.peculiar.engine.sweep;

import java.util.List;
import java.util.Map;
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

    /** Return the sweep with the paths of files, which stand at some places of what is written, made absolute. */
    public Sweep withFiles(Map<Position, Values.BoundPath> files) {
        return new Sweep(design, onFailure, pairedReplicates, axes, except, absolute(written, files));
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
