package org.peculiar.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.sweep.Axis;

/** Reads one axis of a sweep. */
final class AxisReader {

    private final AxisBody axis;

    AxisReader(AxisBody axis) {
        this.axis = axis;
    }

    Optional<Axis> read(String kind) {
        if (!kind.equals("set") && !axis.also().isEmpty()) {
            Position where = axis.given().get("also").position();
            new SettingsReader(axis.problems(), axis.known())
                    .attempt(List.of(), axis.also(), where, axis.path() + ".also", axis.path());
        }
        return switch (kind) {
            case "set" -> new ChoiceReader(axis).read();
            case "jackknife" -> new ResamplingReader(axis).jackknife();
            case "bootstrap" -> new ResamplingReader(axis).bootstrap();
            case "split" -> new ResamplingReader(axis).split();
            case "subset" -> new SubsetReader(axis).read();
            case "displace" -> displace();
            default -> new MonteCarloReader(axis).read();
        };
    }

    private Optional<Axis> displace() {
        Optional<Step> step = axis.step("displace");
        if (step.isPresent() && step.get().kind() != StepKind.CORRECTION) {
            return axis.wrong(
                    axis.given().get("displace"),
                    "displace",
                    "that is a step of the kind " + step.get().kind().word()
                            + ", and only corrections have values to displace"
                            + axis.stepsOf(StepKind.CORRECTION));
        }
        OptionalInt replicates = SweepReader.whole(axis.values(), "replicates");
        Optional<Axis.Displace.By> from = SweepReader.word(Axis.Displace.By.class, axis.values(), "from");
        return step.isEmpty() || from.isEmpty() || replicates.isEmpty()
                ? Optional.empty()
                : Optional.of(new Axis.Displace(
                        axis.name(), step.get().name(), from.get(), replicates.getAsInt(), axis.also()));
    }
}
