package org.peculiar.api.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compiles sources with the processor, as the build of a plugin does. */
class ComponentIndexProcessorTest {

    private static final String IMPORTS = """
            package example;

            import java.nio.file.Path;
            import java.util.List;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;
            import org.peculiar.api.*;

            """;

    @TempDir
    Path out;

    private static final class SourceText extends SimpleJavaFileObject {

        private final String text;

        SourceText(String name, String text) {
            super(URI.create("string:///example/" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private List<Diagnostic<? extends JavaFileObject>> compile(String name, String text) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(told, Locale.ROOT, UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    told,
                    List.of("-d", out.toString(), "-encoding", "US-ASCII"),
                    null,
                    List.of(new SourceText(name, IMPORTS + text)));
            task.setProcessors(List.of(new ComponentIndexProcessor()));
            task.call();
        }
        return told.getDiagnostics();
    }

    private String index() throws IOException {
        return Files.readString(out.resolve(ComponentIndexProcessor.INDEX));
    }

    /** Returns the errors as {@code line: message}, lines counted in the text after the imports. */
    private List<String> errors(String text) throws IOException {
        long before = IMPORTS.lines().count();
        return compile("Dust", text).stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getLineNumber() - before + ": " + diagnostic.getMessage(Locale.ROOT))
                .toList();
    }

    /** Joins the lines of JSON written for people. */
    private static String joined(String json) {
        return json.lines().map(String::strip).reduce("", String::concat);
    }

    private static String diagnostic(String inputs) {
        return """
                /** Looks. */
                @Component(id = "look", title = "A look")
                public final class Dust implements Diagnostic<Dust.Inputs> {

                    /**
                     * Inputs.
                     *
                     * @param ownSurvey the survey,
                     *     {@code corrected}
                     * @param distances if there are any
                     * @param flows all
                     */
                    public record Inputs(%s) {}

                    @Override
                    public Finding find(Inputs inputs, Draws draws) {
                        return null;
                    }
                }
                """.formatted(inputs);
    }

    @Test
    void indexesWhatADiagnosticTakes() throws IOException {
        assertThat(compile(
                        "Dust",
                        diagnostic("Survey ownSurvey, Optional<DistanceSample> distances, Map<String, FlowFit> flows")))
                .isEmpty();
        assertThat(joined(index())).contains(joined("""
                "inputs":[
                {"role":"own-survey","doc":"the survey, `corrected`","type":"survey","need":"one"},
                {"role":"distances","doc":"if there are any","type":"distances","need":"optional"},
                {"role":"flows","doc":"all","type":"flow","need":"by-name"}]
                """));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "double flows | 13: an input cannot have the type double; it is a Survey, a DistanceSample or a FlowFit, an Optional"
                        + " of one, or a Map from String to one",
                "Survey other | 13: an input needs one sentence of documentation: @param other",
                "'' | 3: found inputs of the type example.Dust.Inputs, but a record with the roles as its components is needed",
            })
    void refusesInputsThatNoStepGives(String inputs, String error) throws IOException {
        assertThat(errors(diagnostic(inputs))).containsExactly(error);
    }

    @Test
    void indexesAComponentWithEveryTypeOfParameter() throws IOException {
        String text = """
                /**
                 * Gives E(B−V) of {@code 0.1}, as {@link Dust the dust} does.
                 *
                 * <p>A &lt; B, {@link Extinction}.
                 * <ul><li>one</li></ul>
                 *
                 * @see "a paper"
                 */
                @Component(id = "flat-dust", title = "Flat \\"dust\\"", cite = {"a2001", "b2002"}, example = "number: 1\\n")
                public final class Dust implements ExtinctionMap {

                    /** Parameters. */
                    public record Parameters(
                            @Parameter(doc = "A number", value = "0.5", min = 0, max = 1, cite = "a2001") double number,
                            @Parameter(doc = "A velocity", unit = "km/s") Double speedKms,
                            @Parameter(doc = "A slope", unit = "mag/dex", value = "1 mag/dex") double slopeMagPerDex,
                            @Parameter(doc = "No unit, so no suffix") double sizeMag,
                            @Parameter(doc = "A count") int count,
                            @Parameter(doc = "A count or none") Optional<Integer> perhaps,
                            @Parameter(doc = "A switch") boolean flag,
                            @Parameter(doc = "A text", value = "") String someURLText,
                            @Parameter(doc = "A file") Path file,
                            @Parameter(doc = "A table") DataFile table,
                            @Parameter(doc = "A word") Word word,
                            @Parameter(doc = "Numbers") List<Double> numbers,
                            @Parameter(doc = "By name") Map<String, List<String>> byName,
                            @Parameter(doc = "A record") Inner inner,
                            @Parameter(doc = "Dust") Extinction dust,
                            @Parameter(doc = "A map") Optional<ExtinctionMap> map) {}

                    /** Words. */
                    public enum Word {
                        /** The first of {@code two}. */
                        FIRST_WORD,
                        OTHER
                    }

                    /** Inner. */
                    public record Inner(@Parameter(doc = "An angle", unit = "deg", value = "1 deg") double angleDeg) {}

                    @Override
                    public double[] reddening(Directions galactic) {
                        return null;
                    }

                    @Override
                    public ReddeningScale scale() {
                        return null;
                    }
                }
                """;
        assertThat(compile("Dust", text))
                .filteredOn(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .isEmpty();
        assertThat(index()).isEqualTo(joined("""
                        {"components":[{
                          "kind":"extinction",
                          "id":"flat-dust",
                          "class":"example.Dust",
                          "title":"Flat \\"dust\\"",
                          "doc":"Gives E(B−V) of `0.1`, as the dust does.\\n\\nA < B, Extinction.\\n- one",
                          "cite":["a2001","b2002"],
                          "takes":[],
                          "example":"number: 1\\n",
                          "parameters":{"type":"record","class":"example.Dust$Parameters","fields":[
                            {"name":"number","key":"number","doc":"A number","optional":false,"type":{"type":"number"},
                             "default":"0.5","min":0.0,"max":1.0,"cite":"a2001"},
                            {"name":"speedKms","key":"speed","doc":"A velocity","optional":false,
                             "type":{"type":"number"},"unit":"km/s"},
                            {"name":"slopeMagPerDex","key":"slope","doc":"A slope","optional":false,
                             "type":{"type":"number"},"unit":"mag/dex","default":"1 mag/dex"},
                            {"name":"sizeMag","key":"size-mag","doc":"No unit, so no suffix","optional":false,
                             "type":{"type":"number"}},
                            {"name":"count","key":"count","doc":"A count","optional":false,"type":{"type":"integer"}},
                            {"name":"perhaps","key":"perhaps","doc":"A count or none","optional":true,
                             "type":{"type":"integer"}},
                            {"name":"flag","key":"flag","doc":"A switch","optional":false,"type":{"type":"boolean"}},
                            {"name":"someURLText","key":"some-urltext","doc":"A text","optional":false,
                             "type":{"type":"string"},"default":""},
                            {"name":"file","key":"file","doc":"A file","optional":false,"type":{"type":"path"}},
                            {"name":"table","key":"table","doc":"A table","optional":false,"type":{"type":"data"}},
                            {"name":"word","key":"word","doc":"A word","optional":false,"type":{"type":"enum",
                             "class":"example.Dust$Word","values":[
                              {"name":"FIRST_WORD","key":"first-word","doc":"The first of `two`."},
                              {"name":"OTHER","key":"other","doc":""}]}},
                            {"name":"numbers","key":"numbers","doc":"Numbers","optional":false,
                             "type":{"type":"list","of":{"type":"number"}}},
                            {"name":"byName","key":"by-name","doc":"By name","optional":false,
                             "type":{"type":"map","of":{"type":"list","of":{"type":"string"}}}},
                            {"name":"inner","key":"inner","doc":"A record","optional":false,
                             "type":{"type":"record","class":"example.Dust$Inner","fields":[
                              {"name":"angleDeg","key":"angle","doc":"An angle","optional":false,
                               "type":{"type":"number"},"unit":"deg","default":"1 deg"}]}},
                            {"name":"dust","key":"dust","doc":"Dust","optional":false,"type":{"type":"component",
                             "class":"org.peculiar.api.Extinction","kind":"extinction"}},
                            {"name":"map","key":"map","doc":"A map","optional":true,"type":{"type":"component",
                             "class":"org.peculiar.api.ExtinctionMap","kind":"extinction"}}
                          ]}}],"kinds":[]}"""));
    }

    @Test
    void sortsComponentsAndKinds() throws IOException {
        compile("Dust", """
                /** One. */
                @Component(id = "zero", title = "Zero")
                final class Dust implements DistanceBias {
                    public DistanceSample correct(DistanceSample distances) {
                        return distances;
                    }

                    /** Two, from a class between. */
                    @Component(id = "again", title = "Again")
                    static final class Again extends Between {}

                    abstract static class Between implements DistanceBias {
                        public DistanceSample correct(DistanceSample distances) {
                            return distances;
                        }
                    }
                }

                /** Shared by all. */
                @KindParameters("bias")
                record Shared(@Parameter(doc = "A number") double number) {}

                /** Assumed by all. */
                @KindParameters("assume")
                record Assumed() {}
                """);
        assertThat(index()).isEqualTo(joined("""
                        {"components":[
                          {"kind":"bias","id":"again","class":"example.Dust$Again","title":"Again",
                           "doc":"Two, from a class between.","cite":[],"takes":[],"example":"",
                           "parameters":{"type":"record","fields":[]}},
                          {"kind":"bias","id":"zero","class":"example.Dust","title":"Zero",
                           "doc":"One.","cite":[],"takes":[],"example":"",
                           "parameters":{"type":"record","fields":[]}}],
                         "kinds":[
                          {"name":"assume","doc":"Assumed by all.",
                           "parameters":{"type":"record","class":"example.Assumed","fields":[]}},
                          {"name":"bias","doc":"Shared by all.",
                           "parameters":{"type":"record","class":"example.Shared","fields":[
                            {"name":"number","key":"number","doc":"A number","optional":false,
                             "type":{"type":"number"}}]}}]}"""));
    }

    private static String bias(String id, String doc, String parameters) {
        return """
                %s
                @Component(id = "%s", title = "A bias")
                final class Dust implements DistanceBias {
                    record Parameters(
                            %s) {}

                    public DistanceSample correct(DistanceSample distances) {
                        return distances;
                    }
                }
                """.formatted(doc, id, parameters);
    }

    @Test
    void acceptsASoundComponent() throws IOException {
        assertThat(errors(bias("a-1", "/** A bias. */", "@Parameter(doc = \"A number\") double number")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Flat", "flat_dust", "1a", "a--b", "a-", "''"})
    void refusesAnIdThatIsNotInKebabCase(String id) throws IOException {
        assertThat(errors(bias(id, "/** A bias. */", "@Parameter(doc = \"A number\") double number")))
                .containsExactly("3: component id '" + id + "' must be kebab-case, such as burstein-heiles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@Parameter(doc = \"\") double number           | a parameter needs one sentence of documentation",
                "@Parameter(doc = \" \") double number          | a parameter needs one sentence of documentation",
                "double number                                  | every component of a record of parameters needs @Parameter",
                "@Parameter(doc = \"A\", unit = \"Mpc\") double a | unknown unit 'Mpc'",
                "@Parameter(doc = \"A\", unit = \"kmps\") double a | unknown unit 'kmps'",
                "@Parameter(doc = \"A\") long a                 | a parameter cannot have the type long",
                "@Parameter(doc = \"A\") float a                | a parameter cannot have the type float",
                "@Parameter(doc = \"A\") double[] a             | a parameter cannot have the type double[]",
                "@Parameter(doc = \"A\") Object a               | a parameter cannot have the type java.lang.Object",
                "@Parameter(doc = \"A\") Set<String> a | a parameter cannot have the type java.util.Set<java.lang.String>",
                "@Parameter(doc = \"A\") List<long[]> a         | a parameter cannot have the type long[]",
                "@Parameter(doc = \"A\") Map<Integer, String> a | a parameter cannot have the type"
                        + " java.util.Map<java.lang.Integer,java.lang.String>",
                "@Parameter(doc = \"A\") List<Optional<String>> a | a parameter cannot have the type"
                        + " java.util.Optional<java.lang.String>"
            })
    void refusesAParameterThatCannotBeBoundAtItsLine(String parameter, String expected) throws IOException {
        assertThat(errors(bias("a", "/** A bias. */", parameter.strip()))).containsExactly("5: " + expected.strip());
    }

    @Test
    void refusesAComponentWithoutDocumentation() throws IOException {
        assertThat(errors(bias("a", "// no Javadoc", "@Parameter(doc = \"A number\") double number")))
                .containsExactly("3: a component needs a Javadoc comment: it is what users read");
    }

    private static String taking(String role) {
        return """
                /** A flow. */
                @Component(id = "a", title = "A flow", takes = "%s")
                final class Dust implements FlowModel {
                    public FlowFit fit(Inputs inputs) {
                        return null;
                    }
                }
                """.formatted(role);
    }

    @Test
    void tellsWhatAComponentTakesBeyondItsKind() throws IOException {
        assertThat(errors(taking("survey"))).isEmpty();
        assertThat(index()).contains("\"takes\":[\"survey\"]");
    }

    @ParameterizedTest
    @CsvSource({"survye", "distances", "''"})
    void refusesToTakeWhatIsNoOptionalInput(String role) throws IOException {
        assertThat(errors(taking(role)))
                .containsExactly("3: takes '" + role + "', but the optional inputs of its kind are survey");
    }

    @Test
    void refusesToTakeMoreWhereTheKindHasNoMore() throws IOException {
        assertThat(errors(bias("a", "/** A bias. */", "").replace("title", "takes = \"survey\", title")))
                .containsExactly("3: takes 'survey', but its kind has no optional inputs");
    }

    @Test
    void refusesAComponentOfNoKind() throws IOException {
        assertThat(errors("""
                        /** Of no use. */
                        @Component(id = "a", title = "A")
                        final class Dust {}
                        """)).containsExactly("3: a component must implement an extension point marked with @Kind");
    }

    @Test
    void reportsAllAtOnce() throws IOException {
        assertThat(errors("""
                        @Component(id = "A", title = "A")
                        final class Dust {
                            record Parameters(
                                    double a,
                                    @Parameter(doc = "B", unit = "foo") double b,
                                    @Parameter(doc = "") long c) {}
                        }
                        """))
                .containsExactlyInAnyOrder(
                        "2: component id 'A' must be kebab-case, such as burstein-heiles",
                        "2: a component must implement an extension point marked with @Kind",
                        "2: a component needs a Javadoc comment: it is what users read",
                        "4: every component of a record of parameters needs @Parameter",
                        "5: unknown unit 'foo'",
                        "6: a parameter needs one sentence of documentation",
                        "6: a parameter cannot have the type long");
    }

    @Test
    void writesNoIndexForAModuleWithoutComponents() throws IOException {
        compile("Dust", "final class Dust {}");
        assertThat(out.resolve(ComponentIndexProcessor.INDEX)).doesNotExist();
    }
}
