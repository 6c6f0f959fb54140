package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Kind;
import org.peculiar.api.Stage;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Type;

/**
 * What every component promises, whatever its kind. Test classes extend the contract of a kind, such as {@link
 * IndicatorContract}; this is what those have in common.
 *
 * <p>The component is found by the index that its compilation wrote, built from YAML as the host builds it, and run on sample
 * data. Where a promise depends on the component, a method says so and may be overridden.
 *
 * @param <C> the interface of the kind
 * @param <I> what the component is applied to
 */
public abstract class ComponentContract<C, I> {

    private static final Pattern ENTRY = Pattern.compile("@\\w+\\s*\\{\\s*([^,\\s]+)\\s*,");
    private static final int THREADS = 4;
    private static final int ROUNDS = 6;

    private final Class<C> type;
    private ComponentUnderTest found;

    ComponentContract(Class<C> type) {
        this.type = type;
    }

    /** Return which component of the kind is tested; empty for the only one there is. */
    protected String id() {
        return "";
    }

    /** Return the {@code with:} block that the component is run with; its example unless overridden. */
    protected String with() {
        return description().example();
    }

    /**
     * Return {@code with:} blocks that together give every parameter, each value unlike its default. One block is made up from types
     * and ranges unless overridden; override it where the record refuses what was made up, and return several blocks where some
     * parameters exclude each other.
     */
    protected List<String> allDifferent() {
        return List.of(new UnlikeDefaults(component()).of(description().parameters()));
    }

    /** Return a {@code with:} block of what must be given, and no more; made up unless overridden. */
    protected String onlyRequired() {
        return new UnlikeDefaults(component()).required(description().parameters());
    }

    /** Return the tables under {@code data:} that the component reads, by name; none unless overridden. */
    protected Map<String, Path> tables() {
        return Map.of();
    }

    /** Return the folder that paths, and {@code ${data}}, are relative to; that of the module unless overridden. */
    protected Path folder() {
        return Path.of("").toAbsolutePath();
    }

    /** Return what the steps of an analysis share: Ωm = 0.3, flat; 250 and 150 km/s unless overridden. */
    protected Assumptions assumptions() {
        return new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 150);
    }

    /** Return several inputs, unlike each other. */
    abstract List<I> inputs();

    /** Apply the component. */
    abstract Object apply(C component, I input);

    /** Make the component ready for many inputs; the plain call for kinds that cannot. */
    Stage<I, ?> prepare(C component, I like) {
        return input -> apply(component, input);
    }

    /** Return what a stage must give for an input: the same as the plain call, unless the kind says otherwise. */
    Object dueOfStage(C component, I input) {
        return apply(component, input);
    }

    final ComponentUnderTest component() {
        if (found == null) {
            String kind = type.getAnnotation(Kind.class).value();
            found = ComponentUnderTest.of(kind, id(), getClass().getClassLoader());
        }
        return found;
    }

    final ComponentDescription description() {
        return component().description();
    }

    /** Returns the component as {@link #with} has it. */
    final C build() {
        Values values = component().bind(with(), tables(), folder());
        return type.cast(component().build(values, assumptions()));
    }

    final String ref() {
        return description().ref();
    }

    /** Demands the same bits. */
    static void assertSameBits(String what, Object expected, Object found) {
        Content.of(expected).difference(Content.of(found)).ifPresent(difference -> {
            throw new AssertionError(what + ": " + difference);
        });
    }

    /** Demands the same but for rounding. */
    static void assertSame(String what, Object expected, Object found, double relative, double absolute) {
        Content.of(expected).difference(Content.of(found), relative, absolute).ifPresent(difference -> {
            throw new AssertionError(what + ": " + difference);
        });
    }

    @Test
    void saysWhatItIs() {
        ComponentDescription component = description();
        assertThat(component.title())
                .as("title of %s, one line for lists", ref())
                .isNotBlank()
                .doesNotContain("\n");
        assertThat(component.title()).as("title of %s", ref()).doesNotEndWith(".");
        assertThat(component.doc().lines().findFirst().orElse(""))
                .as("first line of the Javadoc of %s, which is what users read", ref())
                .isNotBlank();
        assertThat(component.doc()).as("Javadoc of %s", ref()).contains(".");
    }

    @Test
    void documentsEachParameter() {
        SoftAssertions all = new SoftAssertions();
        documented(description().parameters(), "with", all);
        all.assertAll();
    }

    private void documented(Type type, String path, SoftAssertions all) {
        if (type instanceof Type.RecordOf record) {
            for (Type.Field field : record.fields()) {
                String where = ref() + ": " + path + "." + field.key();
                all.assertThat(field.doc()).as("doc of %s", where).isNotBlank();
                all.assertThat(field.doc())
                        .as("doc of %s: no full stop, which pages add", where)
                        .doesNotEndWith(".");
                all.assertThat(field.min()).as("range of %s", where).isLessThanOrEqualTo(field.max());
                documented(field.type(), path + "." + field.key(), all);
            }
        } else if (type instanceof Type.ListOf list) {
            documented(list.of(), path, all);
        } else if (type instanceof Type.MapOf map) {
            documented(map.of(), path, all);
        }
    }

    @Test
    void hasItsDefaults() {
        if (!hasParameters()) {
            return;
        }
        Values values = component().bind(onlyRequired(), moreTables(), folder());
        BoundRecord.assertHolds(record(values, "onlyRequired()"), values, "with");
    }

    @Test
    void bindsEachParameterThatDiffersFromItsDefault() {
        if (!hasParameters()) {
            return;
        }
        Values defaults = component().bind(onlyRequired(), moreTables(), folder());
        Record preset = record(defaults, "onlyRequired()");
        Set<String> given = new TreeSet<>();
        for (String block : allDifferent()) {
            Values others = component().bind(block, moreTables(), folder());
            Record differing = record(others, "allDifferent()");
            BoundRecord.assertHolds(differing, others, "with");
            given.addAll(BoundRecord.differing(preset, differing, description().parameters(), ""));
        }
        assertThat(given)
                .as(
                        "parameters of %s that allDifferent() gives a value unlike their default, so that one that is never"
                                + " bound cannot hide",
                        ref())
                .containsExactlyElementsOf(
                        new TreeSet<>(BoundRecord.free(description().parameters(), "")));
    }

    private boolean hasParameters() {
        return !description().parameters().className().isEmpty();
    }

    private Map<String, Path> moreTables() {
        Map<String, Path> more = new HashMap<>(tables());
        more.put(UnlikeDefaults.TABLE, Path.of("some-table.csv"));
        return more;
    }

    private Record record(Values values, String from) {
        try {
            return component().parameters(values, assumptions());
        } catch (DataException | IllegalArgumentException e) {
            throw new AssertionError(
                    ref() + ": its record refuses the values made up for it (" + e.getMessage() + "); override " + from,
                    e);
        }
    }

    @Test
    void citesWhatItsBibliographyHolds() {
        Set<String> keys = new TreeSet<>(description().cite());
        cited(description().parameters(), keys);
        Set<String> entries = new TreeSet<>();
        Matcher entry = ENTRY.matcher(component().bibliography().orElse(""));
        while (entry.find()) {
            entries.add(entry.group(1));
        }
        keys.removeAll(entries);
        assertThat(keys)
                .as("what %s cites, but src/main/resources/references.bib does not hold", ref())
                .isEmpty();
    }

    private static void cited(Type type, Set<String> keys) {
        if (type instanceof Type.RecordOf record) {
            for (Type.Field field : record.fields()) {
                if (!field.cite().isEmpty()) {
                    keys.add(field.cite());
                }
                cited(field.type(), keys);
            }
        } else if (type instanceof Type.ListOf list) {
            cited(list.of(), keys);
        } else if (type instanceof Type.MapOf map) {
            cited(map.of(), keys);
        }
    }

    @Test
    void bindsItsExample() {
        Map<String, Path> anyTable = new HashMap<>();
        ComponentUnderTest.words(description().example())
                .forEach(word -> anyTable.put(word, Path.of("some-table.csv")));
        component().bind(description().example(), anyTable, folder());
    }

    @Test
    void isImmutable() throws ReflectiveOperationException {
        Class<?> implementation =
                Class.forName(description().className(), false, getClass().getClassLoader());
        assertThat(Stream.of(implementation.getDeclaredFields())
                        .filter(field -> !Modifier.isFinal(field.getModifiers()) && !field.isSynthetic())
                        .map(Field::getName))
                .as("fields of %s that are not final: components are immutable, and used by several threads", ref())
                .isEmpty();
    }

    @Test
    void givesTheSameBitsForTheSameInput() {
        C once = build();
        C again = build();
        for (I input : inputs()) {
            Object first = apply(once, input);
            assertSameBits(ref() + " called twice on one input", first, apply(once, input));
            assertSameBits(ref() + " built twice and called on one input", first, apply(again, input));
        }
    }

    @Test
    void leavesItsInputAsItIs() {
        C component = build();
        for (I input : inputs()) {
            Content before = Content.of(input);
            apply(component, input);
            before.difference(Content.of(input)).ifPresent(difference -> {
                throw new AssertionError(ref() + " changes what it was given, but must copy it: " + difference);
            });
        }
    }

    @Test
    void servesSeveralThreads() throws InterruptedException, ExecutionException {
        C component = build();
        List<I> inputs = inputs();
        List<Object> alone =
                inputs.stream().map(input -> apply(component, input)).toList();
        List<Callable<Object>> calls = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            inputs.forEach(input -> calls.add(() -> apply(component, input)));
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Object>> together = threads.invokeAll(calls);
            for (int i = 0; i < together.size(); i++) {
                assertSameBits(
                        ref() + " called by " + THREADS + " threads at once",
                        alone.get(i % inputs.size()),
                        together.get(i).get());
            }
        } finally {
            threads.shutdown();
        }
    }

    /** One stage goes through all inputs and back, so that what it keeps from one shows in another. */
    @Test
    void preparedGivesTheBitsOfThePlainCall() {
        C component = build();
        List<I> inputs = inputs();
        for (I like : inputs) {
            Stage<I, ?> stage = prepare(component, like);
            List<I> round = new ArrayList<>(inputs);
            round.addAll(inputs);
            for (I input : round) {
                assertSameBits(ref() + ", plain and prepared", dueOfStage(component, input), stage.apply(input));
            }
        }
    }
}
