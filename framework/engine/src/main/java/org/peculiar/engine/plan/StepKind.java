package org.peculiar.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.Extinction;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;

/** The kinds of component that a step can use: what they take, what they give, how they are called. */
public enum StepKind {
    /** Brings a survey into being. */
    SOURCE(List.of(), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            return Output.of(((Source) component).survey(draws));
        }
    },
    /** Removes Galactic extinction. */
    EXTINCTION(List.of(new Port("survey", Survey.class)), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            return Output.of(((ExtinctionParameters) shared).deredden((Survey) input, (Extinction) component, name));
        }
    },
    /** Corrects observables. */
    CORRECTION(List.of(new Port("survey", Survey.class)), Survey.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            Corrected corrected = ((Correction) component).correct((Survey) input);
            return new Output(corrected.survey(), corrected.nuisance());
        }
    },
    /** Measures distances. */
    INDICATOR(List.of(new Port("survey", Survey.class)), DistanceSample.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            return Output.of(((DistanceIndicator) component).measure((Survey) input));
        }
    },
    /** Corrects distances, or sets their zero point. */
    BIAS(List.of(new Port("distances", DistanceSample.class)), DistanceSample.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            return Output.of(((DistanceBias) component).correct((DistanceSample) input));
        }
    },
    /** Reduces distances to a flow. */
    FLOW(List.of(new Port("distances", DistanceSample.class)), FlowFit.class) {
        @Override
        public Output apply(Object component, Object shared, String name, Object input, Draws draws) {
            return Output.of(((FlowModel) component).fit((DistanceSample) input));
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
     */
    public record Port(String role, Class<?> type) {}

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
     * @param input the value of the kind's port, {@code null} if it has none
     * @param draws random numbers of the step
     */
    public abstract Output apply(Object component, Object shared, String name, Object input, Draws draws);

    /** Return the word before the slash in {@code kind/id}. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Return what the kind takes. */
    public List<Port> inputs() {
        return inputs;
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
        }
        return type == DistanceSample.class ? "distances" : "a flow";
    }
}
