package org.peculiar.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.SweepTypes;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.science.sky.GalacticVector;

/** Reads an axis of mocks, {@code monte-carlo:}. */
final class MonteCarloReader {

    private static final List<String> COMPONENTS = List.of("vx", "vy", "vz");

    private final AxisBody axis;

    MonteCarloReader(AxisBody axis) {
        this.axis = axis;
    }

    Optional<Axis> read() {
        Optional<Step> step = axis.step("monte-carlo");
        Optional<Step> relation = axis.step("relation");
        if (relation.isPresent() && relation.get().kind() != StepKind.INDICATOR) {
            return axis.wrong(
                    axis.given().get("relation"),
                    "relation",
                    "that is a step of the kind " + relation.get().kind().word()
                            + ", and the relation is an indicator's" + axis.stepsOf(StepKind.INDICATOR));
        }
        Optional<Axis.InputFlow> flow = flow(axis.given().get("flow"));
        if (step.isPresent() && relation.isPresent()) {
            String taken = relation.get().inputs().values().stream().findFirst().orElse("");
            if (!taken.isEmpty() && !taken.equals(step.get().name())) {
                return axis.wrong(
                        axis.given().get("monte-carlo"),
                        "monte-carlo",
                        "mocks replace the survey that " + relation.get().name() + " takes, so put: monte-carlo: "
                                + taken);
            }
        }
        OptionalInt replicates = SweepReader.whole(axis.values(), "replicates");
        Optional<Axis.Geometry> geometry = SweepReader.word(Axis.Geometry.class, axis.values(), "geometry");
        return step.isEmpty()
                        || relation.isEmpty()
                        || flow.isEmpty()
                        || replicates.isEmpty()
                        || geometry.isEmpty()
                        || !(axis.values().byKey().get("monopole") instanceof Double monopole)
                ? Optional.empty()
                : Optional.of(new Axis.MonteCarlo(
                        axis.name(),
                        step.get().name(),
                        relation.get().name(),
                        flow.get(),
                        monopole,
                        theory(),
                        geometry.get(),
                        replicates.getAsInt(),
                        axis.also()));
    }

    /** Reads the theory that correlates velocities; {@code {}} is the default one, nothing is none. */
    private Optional<Values> theory() {
        Yaml theory = axis.given().get("theory");
        if (theory == null || (theory instanceof Yaml.Scalar none && none.isNull())) {
            return Optional.empty();
        }
        Type.RecordOf type = (Type.RecordOf)
                axis.binder().owned(MockVelocities.NAME).fields().get(0).type();
        Values bound = axis.binder().bind(type, Optional.of(theory), theory.position(), axis.path() + ".theory");
        if (bound.byKey().containsKey("table")) {
            return axis.wrong(theory, "theory", "mocks take a spectrum by formula, not a table");
        }
        return Optional.of(bound);
    }

    private Optional<Axis.InputFlow> flow(Yaml flow) {
        if (flow == null) {
            return Optional.empty();
        } else if (flow instanceof Yaml.Mapping polar) {
            Map<String, Object> bound = axis.binder()
                    .bind(SweepTypes.inputFlow(), Optional.of(polar), polar.position(), axis.path() + ".flow")
                    .byKey();
            return bound.size() < SweepTypes.inputFlow().fields().size()
                    ? Optional.empty()
                    : Optional.of(new Axis.InputFlow(
                            Optional.empty(),
                            GalacticVector.ofPolar((double) bound.get("speed"), (double) bound.get("l"), (double)
                                            bound.get("b"))
                                    .toArray()));
        } else if (flow instanceof Yaml.Sequence cartesian) {
            if (cartesian.items().size() != COMPONENTS.size()) {
                return axis.wrong(
                        flow,
                        "flow",
                        "the three Galactic components are needed, such as [-400 km/s, 0 km/s, 100 km/s]");
            }
            double[] velocity = new double[COMPONENTS.size()];
            boolean sound = true;
            for (int i = 0; i < velocity.length; i++) {
                Optional<Object> component = axis.binder()
                        .bind(AxisBody.VELOCITY, cartesian.items().get(i), axis.path() + ".flow[" + i + "]");
                sound &= component.isPresent();
                velocity[i] = (double) component.orElse(0.0);
            }
            return sound ? Optional.of(new Axis.InputFlow(Optional.empty(), velocity)) : Optional.empty();
        }
        Yaml.Scalar scalar = (Yaml.Scalar) flow;
        if (scalar.isNull()) {
            return Optional.empty();
        } else if (scalar.text().equals("none")) {
            return Optional.of(new Axis.InputFlow(Optional.empty(), new double[COMPONENTS.size()]));
        }
        Optional<Step> step = axis.known().step(scalar.text(), flow.position(), axis.path() + ".flow", axis.problems());
        if (step.isPresent() && step.get().kind() != StepKind.FLOW) {
            return axis.wrong(
                    flow,
                    "flow",
                    "it gives " + StepKind.noun(step.get().kind().output())
                            + ", and mocks have the flow of a flow step, none, [vx, vy, vz] or {speed, l, b}"
                            + axis.stepsOf(StepKind.FLOW));
        }
        return step.map(found -> new Axis.InputFlow(Optional.of(found.name()), new double[COMPONENTS.size()]));
    }
}
