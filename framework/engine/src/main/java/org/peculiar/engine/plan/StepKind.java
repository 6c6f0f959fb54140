package org.peculiar.engine.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.Extinction;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Source;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.engine.schema.ComponentDescription;

/** The kinds of component that a step can use: what they take, what they give, how they are called. */
public enum StepKind {
    /** Brings a survey into being. */
    SOURCE(List.of(), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(((Source) component).survey(draws));
        }
    },
    /** Removes Galactic extinction. */
    EXTINCTION(List.of(Port.of("survey", Survey.class)), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(((ExtinctionParameters) shared).deredden(survey(inputs), (Extinction) component, name));
        }

        @Override
        public Map<String, Figure> portrait(Object component) {
            return ((Extinction) component).figures();
        }
    },
    /** Corrects observables. */
    CORRECTION(List.of(Port.of("survey", Survey.class)), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            Corrected corrected = ((Correction) component).correct(survey(inputs));
            return new Output(corrected.survey(), corrected.nuisance());
        }
    },
    /** Measures distances. */
    INDICATOR(List.of(Port.of("survey", Survey.class)), DistanceSample.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(((DistanceIndicator) component).measure(survey(inputs)));
        }

        @Override
        public Call prepare(Object component, Object shared, String name, Map<String, Object> like, Draws draws) {
            Stage<Survey, DistanceSample> stage = ((DistanceIndicator) component).prepare(survey(like));
            return inputs -> Output.of(stage.apply(survey(inputs)));
        }

        @Override
        public Map<String, Figure> figures(Object component, Map<String, Object> inputs, Object value) {
            return ((DistanceIndicator) component).figures(survey(inputs), (DistanceSample) value);
        }
    },
    /** Corrects distances, or sets their zero point. */
    BIAS(List.of(Port.of("distances", DistanceSample.class)), DistanceSample.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(((DistanceBias) component).correct(distances(inputs)));
        }

        @Override
        public Call prepare(Object component, Object shared, String name, Map<String, Object> like, Draws draws) {
            Stage<DistanceSample, DistanceSample> stage = ((DistanceBias) component).prepare(distances(like));
            return inputs -> Output.of(stage.apply(distances(inputs)));
        }
    },
    /** Reduces distances to a flow. */
    FLOW(
            List.of(
                    Port.of("distances", DistanceSample.class),
                    new Port("survey", Survey.class, Port.Need.OF_COMPONENTS_THAT_TAKE_IT)),
            FlowFit.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(((FlowModel) component).fit(of(inputs)));
        }

        @Override
        public Call prepare(Object component, Object shared, String name, Map<String, Object> like, Draws draws) {
            Stage<FlowModel.Inputs, FlowEstimate> stage = ((FlowModel) component).prepare(of(like));
            return inputs -> Output.of(stage.apply(of(inputs)));
        }

        private FlowModel.Inputs of(Map<String, Object> inputs) {
            return new FlowModel.Inputs(distances(inputs), Optional.ofNullable(survey(inputs)));
        }
    },
    /** Looks for what would make a flow wrong. */
    DIAGNOSTIC(List.of(), Finding.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws) {
            return Output.of(InputsRecord.find((Diagnostic<?>) component, inputs, draws));
        }

        @Override
        public List<Port> inputs(ComponentDescription component) {
            return component.inputs().stream().map(Port::of).toList();
        }

        @Override
        public Map<String, Figure> figures(Object component, Map<String, Object> inputs, Object value) {
            return ((Finding) value).figures();
        }
    };

    private final List<Port> inputs;
    private final Class<?> output;

    StepKind(List<Port> inputs, Class<?> output) {
        this.inputs = inputs;
        this.output = output;
    }

    /**
     * A value that a kind takes.
     *
     * @param role its name under {@code in:}
     * @param type of the value
     * @param need which steps of the kind take it
     */
    public record Port(String role, Class<?> type, Need need) {

        /** Which steps of a kind take an input. */
        public enum Need {
            /** All. */
            ALWAYS,
            /** All that have a step above them that gives it. */
            IF_THERE_IS_ONE,
            /** Those of a component that says so. */
            OF_COMPONENTS_THAT_TAKE_IT,
            /** Any number of them, by name: roles are then {@code flows.NAME}. */
            BY_NAME
        }

        static Port of(String role, Class<?> type) {
            return new Port(role, type, Need.ALWAYS);
        }

        static Port of(ComponentDescription.Input input) {
            Class<?> type = Map.of("survey", Survey.class, "distances", DistanceSample.class, "flow", FlowFit.class)
                    .get(input.type());
            Need need = Map.of("one", Need.ALWAYS, "optional", Need.IF_THERE_IS_ONE, "by-name", Need.BY_NAME)
                    .get(input.need());
            return new Port(input.role(), type, need);
        }
    }

    /**
     * What a step gives.
     *
     * @param value that later steps take
     * @param nuisance the step's own uncertainty
     */
    public record Output(Object value, Optional<Nuisance> nuisance) {

        static Output of(Object value) {
            return new Output(value, Optional.empty());
        }
    }

    /**
     * Call a component.
     *
     * @param component an instance of the kind's extension point
     * @param shared the record of parameters that the host owns for the kind, {@code null} if there is none
     * @param name {@code kind/id}, for the treatments that the kind notes itself
     * @param inputs the values of the kind's ports, by role; no entry for one that is not wired
     * @param draws random numbers of the step
     */
    public abstract Output apply(Object component, Object shared, String name, Map<String, Object> inputs, Draws draws);

    /**
     * Make a component ready for many inputs that share most columns; for one thread. A flow is then estimated only, and the value
     * a {@link FlowEstimate}.
     *
     * @param like inputs as they will be given
     */
    public Call prepare(Object component, Object shared, String name, Map<String, Object> like, Draws draws) {
        return inputs -> apply(component, shared, name, inputs, draws);
    }

    /**
     * Return what a step has to show of its own, by name in kebab-case.
     *
     * @param component that was called
     * @param inputs the values it was given, by role
     * @param value what it made of them
     */
    public Map<String, Figure> figures(Object component, Map<String, Object> inputs, Object value) {
        return Map.of();
    }

    /** Return what a component has to show whatever it is given, by name in kebab-case. */
    public Map<String, Figure> portrait(Object component) {
        return Map.of();
    }

    /** A component ready to be called. */
    @FunctionalInterface
    public interface Call {

        /** Call the component with the values of the kind's ports, by role. */
        Output with(Map<String, Object> inputs);
    }

    /** Tell whether what a step gives is followed when a nuisance is displaced. */
    public boolean responds() {
        return this != DIAGNOSTIC;
    }

    /** Return the word before the slash in {@code kind/id}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    private static Survey survey(Map<String, Object> inputs) {
        return (Survey) inputs.get("survey");
    }

    private static DistanceSample distances(Map<String, Object> inputs) {
        return (DistanceSample) inputs.get("distances");
    }

    /** Tell whether random numbers take part in the result. */
    public boolean draws() {
        return this == SOURCE || this == DIAGNOSTIC;
    }

    /** Return what every component of the kind takes, some of it perhaps not in every step. */
    public List<Port> inputs() {
        return inputs;
    }

    /** Return what a component of the kind takes. */
    public List<Port> inputs(ComponentDescription component) {
        return inputs.stream()
                .filter(port -> port.need() != Port.Need.OF_COMPONENTS_THAT_TAKE_IT
                        || component.takes().contains(port.role()))
                .toList();
    }

    /** Return what it gives. */
    public Class<?> output() {
        return output;
    }

    /** Return a kind by its word. */
    public static Optional<StepKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** Name a value's type for people: {@code a survey}. */
    public static String noun(Class<?> type) {
        if (type == Survey.class) {
            return "a survey";
        } else if (type == DistanceSample.class) {
            return "distances";
        }
        return type == FlowFit.class ? "a flow" : "a finding";
    }
}
