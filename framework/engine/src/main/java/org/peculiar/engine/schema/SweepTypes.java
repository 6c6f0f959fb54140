package org.peculiar.engine.schema;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Unit;

/** What can be written under {@code sweep}, {@code claims} and {@code targets}. */
public final class SweepTypes {

    /** The most replicates of an axis. */
    public static final int MOST_REPLICATES = 1_000_000;

    /** What can be read off a sweep, with what it means. */
    private static final Map<String, String> MEASURES = measures();

    private static final String ERROR = "error";

    private static final Type TEXT = new Type.Text();
    private static final Type TEXTS = new Type.OneOrMore(TEXT);
    private static final Type ANY = new Type.AsWritten();
    private static final Type.Field ALSO =
            optional("also", "What is set besides on this axis, by path, such as malmquist.uses", new Type.MapOf(ANY));
    private static final Type.Field PATCHES =
            ranged(optional("patches", "How many patches of sky, with by: sky", new Type.Whole()), 2, 10_000);

    private static final Type.RecordOf SWEEP = record(
            words(
                    "design",
                    "How the levels of axes are combined",
                    "one-at-a-time",
                    "one-at-a-time",
                    "each level alone",
                    "factorial",
                    "every combination",
                    "zip",
                    "first with first, second with second"),
            words(
                    "on-failure",
                    "What happens when a variant fails",
                    "record",
                    "record",
                    "it stays as a row with its reason",
                    "stop",
                    "the sweep stops"),
            ranged(
                    optional(
                            "paired-replicates",
                            "Bootstrap resamples of tracers behind the errors of deterministic shifts; unless given, 200,"
                                    + " and none in a factorial design, whose shifts have the errors of tracer weights",
                            new Type.Whole()),
                    0,
                    MOST_REPLICATES),
            optional(
                    "except",
                    "Combinations to leave out, each a mapping from axes to labels",
                    new Type.ListOf(new Type.MapOf(TEXT))),
            required("vary", "What is varied, by name of the axis", new Type.MapOf(ANY)));

    private static final Map<String, Type.RecordOf> AXES = axes();

    private static final Type.RecordOf MONTE_CARLO_FLOW = record(
            in("speed", "Amplitude", Unit.KMS, 0, 100_000),
            in("l", "Galactic longitude", Unit.DEG, -360, 360),
            in("b", "Galactic latitude", Unit.DEG, -90, 90));

    private SweepTypes() {}

    /** Return the keys of a sweep. */
    public static Type.RecordOf sweep() {
        return SWEEP;
    }

    /** Return the keys of axes, by the first of them, which says what kind of axis it is. */
    public static Map<String, Type.RecordOf> axis() {
        return AXES;
    }

    /** Return the keys of a flow that mocks have. */
    public static Type.RecordOf inputFlow() {
        return MONTE_CARLO_FLOW;
    }

    /** Return the keys that say what is read off, of claims and targets. */
    public static List<String> verbs() {
        return List.copyOf(MEASURES.keySet());
    }

    /** Return the keys of a claim. */
    public static Type.RecordOf claim() {
        List<Type.Field> fields = measure();
        fields.add(optional("below", "It must be less", TEXT));
        fields.add(optional("above", "It must be more", TEXT));
        fields.add(optional("within", "It must lie between these two", new Type.ListOf(TEXT)));
        fields.add(optional("cite", "Where the bound comes from", TEXT));
        return new Type.RecordOf("", fields);
    }

    /** Return the keys of a target; {@code error} is also a verb where there is no other. */
    public static Type.RecordOf target() {
        List<Type.Field> fields = measure();
        fields.removeIf(field -> field.key().equals(ERROR));
        fields.add(required("published", "The published value, with its unit", TEXT));
        fields.add(optional(
                ERROR,
                "Standard error of the published value, with its unit; or, where nothing else is read off, the estimand whose"
                        + " standard error is",
                TEXT));
        fields.add(required("cite", "The paper", TEXT));
        return new Type.RecordOf("", fields);
    }

    private static List<Type.Field> measure() {
        List<Type.Field> fields = new ArrayList<>();
        fields.add(optional("over", "The axis that it is read over", TEXT));
        fields.add(optional("variant", "The label of one variant of the axis", TEXT));
        MEASURES.forEach((key, doc) -> fields.add(optional(key, "Estimand: " + doc, TEXT)));
        return fields;
    }

    private static Map<String, String> measures() {
        Map<String, String> measures = new LinkedHashMap<>();
        measures.put("value", "its value in the baseline or a variant");
        measures.put("max-abs-change", "the largest absolute change from the baseline");
        measures.put("change", "the change of a variant from the baseline");
        measures.put("difference", "the last variant of the axis less its first");
        measures.put("error", "the standard error that replicates or a jackknife give");
        measures.put("bias", "mean of mocks less the input");
        measures.put("coverage", "fraction of mocks whose stated one-sigma interval holds the input");
        measures.put("false-alarms", "fraction of mocks that are significant at 5 %");
        measures.put("significance", "least confidence with which rest is excluded");
        measures.put("consistency", "probability of so large a difference between variants that agree");
        return Collections.unmodifiableMap(measures);
    }

    private static Map<String, Type.RecordOf> axes() {
        Map<String, Type.RecordOf> axes = new LinkedHashMap<>();
        axes.put(
                "set",
                record(
                        required("set", "A path such as dust.uses, or several with a value each", ANY),
                        optional("to", "The values, one variant each", ANY),
                        optional("label", "What tables call the only variant", TEXT),
                        optional("labels", "What tables call the variants", new Type.ListOf(TEXT)),
                        ALSO));
        axes.put(
                "jackknife",
                record(
                        step("jackknife", "survey or distances that lose rows"),
                        required("by", "group, a column, groups.column, measurements.column or sky", TEXT),
                        PATCHES,
                        ALSO));
        axes.put(
                "subset",
                record(
                        step("subset", "survey or distances of which some rows are kept"),
                        required("by", "A column, groups.column, group, cz or distance", TEXT),
                        optional("keep", "Keep the rows with this text, one variant for each text", TEXTS),
                        optional("drop", "Drop the rows with this text, one variant for each text", TEXTS),
                        optional("below", "Keep the rows less than this, one variant for each value", TEXTS),
                        optional("above", "Keep the rows not less than this, one variant for each value", TEXTS),
                        ALSO));
        axes.put(
                "split",
                record(
                        step("split", "distances that are parted"),
                        words("by", "What tracers are sorted by", "distance", "distance", "", "cz", ""),
                        ranged(given("parts", "How many parts", new Type.Whole(), "2"), 2, 1000),
                        words(
                                "equal",
                                "What the parts have in equal measure",
                                "error",
                                "error",
                                "the error of the flow along the whole sample's flow",
                                "trace",
                                "the trace of the flow's covariance",
                                "number",
                                "tracers"),
                        ALSO));
        axes.put(
                "bootstrap",
                record(
                        step("bootstrap", "survey or distances whose rows are drawn with replacement"),
                        given(
                                "by",
                                "rows, group, a column, groups.column or sky: what is drawn together",
                                TEXT,
                                "rows"),
                        PATCHES,
                        replicates(),
                        ALSO));
        axes.put(
                "displace",
                record(
                        step("displace", "correction whose values are displaced"),
                        words(
                                "from",
                                "Where displacements come from",
                                "covariance",
                                "covariance",
                                "a normal distribution with the covariance of the values",
                                "resampling",
                                "the correction made again from resampled data"),
                        replicates(),
                        ALSO));
        axes.put(
                "monte-carlo",
                record(
                        step("monte-carlo", "survey that mocks replace: the very one that the indicator takes"),
                        step("relation", "indicator whose relation draws the observables"),
                        required(
                                "flow",
                                "The input flow: a step, none, [vx, vy, vz] in Galactic components, or {speed, l, b}",
                                ANY),
                        new Type.Field(
                                "",
                                "monopole",
                                "A Hubble-like outflow added to the input flow, of distance",
                                false,
                                new Type.Real(),
                                Unit.PERCENT,
                                "0 %",
                                -50,
                                50,
                                ""),
                        optional(
                                "theory",
                                "Linear theory that velocities beside the flow are drawn from, as theory: of diagnostics",
                                ANY),
                        words(
                                "geometry",
                                "Where the tracers of mocks are",
                                "automatic",
                                "automatic",
                                "at redshift distances for distances that are conditioned on redshift, else at measured ones",
                                "distances",
                                "at the measured distances",
                                "redshifts",
                                "at the distances of the redshifts, the input flow taken off"),
                        replicates(),
                        ALSO));
        return Collections.unmodifiableMap(axes);
    }

    private static Type.Field replicates() {
        return ranged(required("replicates", "How many of each variant", new Type.Whole()), 1, MOST_REPLICATES);
    }

    private static Type.Field step(String key, String which) {
        return required(key, "The step that gives the " + which, TEXT);
    }

    private static Type.RecordOf record(Type.Field... fields) {
        return new Type.RecordOf("", List.of(fields));
    }

    private static Type.Field required(String key, String doc, Type type) {
        return field(key, doc, false, type, null);
    }

    private static Type.Field optional(String key, String doc, Type type) {
        return field(key, doc, true, type, null);
    }

    private static Type.Field given(String key, String doc, Type type, String value) {
        return field(key, doc, false, type, value);
    }

    private static Type.Field in(String key, String doc, Unit unit, double min, double max) {
        return new Type.Field(key, key, doc, false, new Type.Real(), unit, null, min, max, "");
    }

    /** Makes a field of words; the default, then each word with what it means. */
    private static Type.Field words(String key, String doc, String value, String... wordsWithDocs) {
        List<Type.Constant> constants = new ArrayList<>();
        for (int i = 0; i < wordsWithDocs.length; i += 2) {
            constants.add(new Type.Constant(wordsWithDocs[i], wordsWithDocs[i], wordsWithDocs[i + 1]));
        }
        return field(key, doc, false, new Type.Choice("", constants), value);
    }

    private static Type.Field ranged(Type.Field field, double min, double max) {
        return new Type.Field(
                field.name(),
                field.key(),
                field.doc(),
                field.optional(),
                field.type(),
                field.unit(),
                field.value(),
                min,
                max,
                field.cite());
    }

    private static Type.Field field(String key, String doc, boolean optional, Type type, String value) {
        return new Type.Field(
                key,
                key,
                doc,
                optional,
                type,
                Unit.NONE,
                value,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                "");
    }
}
