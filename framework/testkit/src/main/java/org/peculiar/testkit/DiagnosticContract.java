package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.PeculiarException;
import org.peculiar.api.Survey;
import org.peculiar.science.random.KeyedDraws;

/** What every diagnostic promises. A test of one extends it. */
public abstract class DiagnosticContract extends ComponentContract<Diagnostic<Record>, Record> {

    /** Run the contract. */
    @SuppressWarnings("unchecked") // a class literal knows nothing of type arguments
    protected DiagnosticContract() {
        super((Class<Diagnostic<Record>>) (Class<?>) Diagnostic.class);
    }

    /** Return the survey that the diagnostic looks at; the standard one unless overridden. */
    protected Survey survey() {
        return SampleSurvey.standard().survey();
    }

    /** Return the distances that it looks at: those of the standard sample's clusters, unless overridden. */
    protected DistanceSample distances() {
        return SampleSurvey.standard().distances();
    }

    /** Return a bulk flow of about 400 km/s, fitted to the distances by least squares, with its weights. */
    protected FlowFit flow() {
        DistanceSample distances = distances();
        double[] velocity = new double[distances.size()];
        Arrays.setAll(velocity, i -> 400 * distances.directions().x()[i] + 300 * Math.sin(i));
        return SampleVelocities.of(distances, velocity).bulkFlow();
    }

    /**
     * Return what the diagnostic sees: of each type that its record asks for, a {@link #survey}, {@link #distances} or a {@link
     * #flow}; two of them by name where it takes any number.
     */
    protected Record seen() {
        return seen(survey(), distances(), flow(), true);
    }

    @Override
    List<Record> inputs() {
        return List.of(seen(), seen(survey(), distances(), flow(), false));
    }

    @Override
    Object apply(Diagnostic<Record> component, Record input) {
        try {
            return component.find(input, KeyedDraws.ofSeed(1));
        } catch (PeculiarException e) {
            if (Content.of(input).difference(Content.of(seen())).isPresent()) {
                return e.getMessage(); // it needs what it calls optional, and says so
            }
            throw e;
        }
    }

    /** Makes the record that the diagnostic takes, with or without what it calls optional. */
    private Record seen(Survey survey, DistanceSample distances, FlowFit flow, boolean optional) {
        Class<?> record = Stream.of(build().getClass().getMethods())
                .filter(method -> method.getName().equals("find") && !method.isBridge())
                .findFirst()
                .orElseThrow()
                .getParameterTypes()[0];
        RecordComponent[] components = record.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            Class<?> type = components[i].getType();
            if (type == Optional.class) {
                values[i] = optional
                        ? Optional.of(value(argument(components[i], 0), survey, distances, flow))
                        : Optional.empty();
            } else if (type == Map.class) {
                Object value = value(argument(components[i], 1), survey, distances, flow);
                values[i] = new LinkedHashMap<>(Map.of("one", value, "two", value));
            } else {
                values[i] = value(type, survey, distances, flow);
            }
        }
        try {
            Constructor<?> constructor = record.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return (Record) constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(ref() + ": " + record + " refuses the sample data; override seen()", e);
        }
    }

    private static Type argument(RecordComponent component, int index) {
        return ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[index];
    }

    private static Object value(Type type, Survey survey, DistanceSample distances, FlowFit flow) {
        return type == Survey.class ? survey : type == DistanceSample.class ? distances : flow;
    }

    @Test
    void findsSomething() {
        Finding finding = (Finding) apply(build(), seen());
        assertThat(finding.title()).as("title of what %s found", ref()).isNotBlank();
        assertThat(finding.scalars().size() + finding.tables().size())
                .as("numbers and tables that %s found", ref())
                .isPositive();
        finding.scalars().forEach((name, scalar) -> {
            assertThat(scalar.doc()).as("doc of %s, found by %s", name, ref()).isNotBlank();
            assertThat(Double.isInfinite(scalar.value()))
                    .as("%s, found by %s, is infinite", name, ref())
                    .isFalse();
        });
        Figures.assertPresentable(ref(), finding.figures());
    }

    @Test
    void doesNotCareForTheOrderOfGalaxies() {
        Survey survey = survey();
        int n = survey.galaxies().size();
        int[] order = IntStream.range(0, n).map(i -> n - 1 - i).toArray();
        Record other = seen(survey.select(order), distances(), flow(), true);
        assertSame(
                ref() + ", galaxies in another order",
                ((Finding) apply(build(), seen())).scalars(),
                build().find(other, KeyedDraws.ofSeed(1)).scalars(),
                1e-9,
                1e-9);
    }
}
