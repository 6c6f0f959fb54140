package org.peculiar.engine.plan;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.api.DataException;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.sample.Workflow;

/** What a descriptor with mistakes is told: each mistake once, in full, where it stands. */
class BrokenDescriptorsTest {

    private static final String RUNS = "{uses: correction/run-offsets, with: {quantity: magnitude}}";
    private static final String ZERO = "{uses: bias/shift, with: {shift: 1 %}}";
    private static final String FLOW = "{uses: flow/bulk}";

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private DescriptorException refusal(String text, String... overrides) {
        DescriptorException refusal =
                catchThrowableOfType(DescriptorException.class, () -> workflow.plan(text, overrides));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal;
    }

    /** Returns the first line of each problem in the order shown, the temporary folder as {@code W}. */
    private List<String> told(String text, String... overrides) {
        return refusal(text, overrides)
                .getMessage()
                .lines()
                .filter(line -> line.startsWith("a.yaml:") || line.startsWith("--set:"))
                .map(line -> line.replace(temp.toString(), "W"))
                .toList();
    }

    private static String changed(String from, String to) {
        assertThat(Workflow.SOUND).contains(from);
        return Workflow.SOUND.replace(from, to);
    }

    private static Arguments mistake(String what, String from, String to, String... told) {
        return Arguments.of(what, changed(from, to), List.of(told));
    }

    private static Arguments text(String what, String text, String... told) {
        return Arguments.of(what, text, List.of(told));
    }

    @Test
    void findsNoMistakeInASoundDescriptor() {
        assertThat(workflow.plan(Workflow.SOUND).steps()).hasSize(6);
    }

    static Stream<Arguments> names() {
        return Stream.of(
                mistake(
                        "flows by name that are none",
                        "estimands:",
                        "  mean: {uses: diagnostic/mean-speed, in: {flows: [flow, zero, flow, [a], fow]}}\nestimands:",
                        "a.yaml:14:58: steps.mean.in: found zero, which gives distances, but diagnostic/mean-speed takes a flow;"
                                + " did you mean 'in: {flows: [flow]}'?",
                        "a.yaml:14:64: steps.mean.in.flows: found flow twice; name each step once",
                        "a.yaml:14:70: steps.mean.in.flows: found a list, but the name of a step is needed",
                        "a.yaml:14:75: steps.mean.in: found fow, but no step has that name; did you mean 'flow'?"),
                mistake(
                        "many steps where one is taken",
                        "{uses: flow/bulk}",
                        "{uses: flow/bulk, in: [zero, distances]}",
                        "a.yaml:13:31: steps.flow.in: found a list, but the name of a step is needed"),
                mistake(
                        "misspelt parameter",
                        "form: inverse",
                        "from: inverse",
                        "a.yaml:11:57: steps.distances.with.from: unknown parameter; did you mean 'form'?"),
                mistake(
                        "misspelt parameter that is required: the reader needs no second message for it",
                        "table: galaxies",
                        "tabel: galaxies",
                        "a.yaml:8:39: steps.survey.with.tabel: unknown parameter; did you mean 'table'?"),
                mistake(
                        "unknown parameter, none of the known ones near",
                        "form: inverse",
                        "zeal: 3",
                        "a.yaml:11:57: steps.distances.with.zeal: unknown parameter; known: form, slopes, scatter"),
                mistake(
                        "parameter of a component that has none",
                        ZERO,
                        "{uses: bias/none, with: {shift: 1 %}}",
                        "a.yaml:12:34: steps.zero.with.shift: unknown parameter; there are none"),
                mistake(
                        "misspelt key of a step",
                        "with: {form",
                        "wiht: {form",
                        "a.yaml:11:50: steps.distances.wiht: unknown key; did you mean 'with'?"),
                mistake(
                        "misspelt section",
                        "estimands:",
                        "estimates:",
                        "a.yaml:14:1: estimates: unknown key; did you mean 'estimands'?"),
                mistake(
                        "misspelt assumption",
                        "{cosmology",
                        "{cosmolgy",
                        "a.yaml:6:10: assume.cosmolgy: unknown parameter; did you mean 'cosmology'?"),
                mistake(
                        "misspelt key of a table",
                        "path: galaxies",
                        "pth: galaxies",
                        "a.yaml:5:14: data.galaxies.pth: unknown parameter; did you mean 'path'?"),
                mistake(
                        "unknown component, none near",
                        "extinction/flat",
                        "extinction/planck2016-gnilc",
                        "a.yaml:9:16: steps.dust.uses: found extinction/planck2016-gnilc, but no plugin offers it; known:"
                                + " extinction/flat, extinction/none, extinction/sfd98"),
                mistake(
                        "misspelt component",
                        "extinction/flat",
                        "extinction/falt",
                        "a.yaml:9:16: steps.dust.uses: found extinction/falt, but no plugin offers it; did you mean"
                                + " 'extinction/flat'?"),
                mistake(
                        "component without its kind",
                        "indicator/fundamental-plane",
                        "fundamental-plane",
                        "a.yaml:11:21: steps.distances.uses: found fundamental-plane, but no plugin offers it; did you mean"
                                + " 'indicator/fundamental-plane'?"),
                mistake(
                        "misspelt kind",
                        "indicator/fundamental-plane",
                        "distance/fundamental-plane",
                        "a.yaml:11:21: steps.distances.uses: found distance/fundamental-plane, but no plugin offers it; did"
                                + " you mean 'indicator/fundamental-plane'?"),
                mistake(
                        "component like no other",
                        "indicator/fundamental-plane",
                        "xyz",
                        "a.yaml:11:21: steps.distances.uses: found xyz, but no plugin offers it; peculiar plugins list shows"
                                + " what there is"),
                mistake(
                        "component of a broken plugin",
                        "extinction/flat",
                        "extinction/planck",
                        "a.yaml:9:16: steps.dust.uses: found extinction/planck, but its plugin cannot be used: plugin planck"
                                + " (planck-1.0.zip) is no zip; fetch it again"),
                mistake(
                        "component of a kind that has no steps",
                        ZERO,
                        "{uses: ritual/nothing}",
                        "a.yaml:12:16: steps.zero.uses: found ritual/nothing, but this version has no steps of the kind"
                                + " ritual"),
                mistake(
                        "headline that is no flow",
                        "estimands:",
                        "report: {headline: zero}\nestimands:",
                        "a.yaml:14:20: report.headline: found zero, but a step that fits a flow is needed: flow"),
                mistake(
                        "figure that no run has",
                        "estimands:",
                        "report: {figures: [apex, flow-map, ske]}\nestimands:",
                        "a.yaml:14:36: report.figures: found ske, but a standard figure is needed, or STEP-FIGURE of a step;"
                                + " did you mean 'sky'?"));
    }

    static Stream<Arguments> wiring() {
        return Stream.of(
                mistake(
                        "steps in a circle",
                        "{uses: correction/run-offsets",
                        "{in: distances, uses: correction/run-offsets",
                        "a.yaml:10:14: steps.runs.in: found distances, which stands below, but a step takes from steps above"
                                + " it; these wait for each other: runs → distances → runs"),
                mistake(
                        "a step that takes from itself",
                        FLOW,
                        "{uses: flow/bulk, in: flow}",
                        "a.yaml:13:31: steps.flow.in: found the step itself, but a step takes from steps above it"),
                mistake(
                        "a step that takes from below, in no circle",
                        "  flow: " + FLOW,
                        "  flow: {uses: flow/bulk, in: other}\n  other: {uses: bias/none, in: zero}",
                        "a.yaml:13:31: steps.flow.in: found other, which stands below, but a step takes from steps above"
                                + " it"),
                mistake(
                        "unknown step",
                        FLOW,
                        "{uses: flow/bulk, in: zeros}",
                        "a.yaml:13:31: steps.flow.in: found zeros, but no step has that name; did you mean 'zero'?"),
                mistake(
                        "a flow that takes a survey",
                        FLOW,
                        "{uses: flow/bulk, in: survey}",
                        "a.yaml:13:31: steps.flow.in: found survey, which gives a survey, but flow/bulk takes distances; did"
                                + " you mean 'in: zero'?"),
                mistake(
                        "a dust map after the distances",
                        "  zero: " + ZERO,
                        "  zero: {uses: extinction/none, with: {bands: {}}}",
                        "a.yaml:12:16: steps.zero.in: found distances, which gives distances, but extinction/none takes a"
                                + " survey; did you mean 'in: runs'?",
                        "a.yaml:13:16: steps.flow.in: found zero, which gives a survey, but flow/bulk takes distances; did"
                                + " you mean 'in: distances'?"),
                mistake(
                        "unknown role",
                        FLOW,
                        "{uses: flow/bulk, in: {distance: zero}}",
                        "a.yaml:13:32: steps.flow.in.distance: unknown role; did you mean 'distances'?"),
                mistake(
                        "a survey for a flow that takes none",
                        FLOW,
                        "{uses: flow/bulk, in: {distances: zero, survey: runs}}",
                        "a.yaml:13:49: steps.flow.in.survey: found a survey, but flow/bulk takes only distances; take it"
                                + " out"),
                mistake(
                        "distances as the survey of a flow",
                        FLOW,
                        "{uses: flow/of-survey, in: {survey: distances}}",
                        "a.yaml:13:45: steps.flow.in: found distances, which gives distances, but flow/of-survey takes a"
                                + " survey; did you mean 'in: {survey: runs}'?"),
                mistake(
                        "unknown role of several",
                        FLOW,
                        "{uses: diagnostic/spread, in: {distance: zero, survey: runs}}",
                        "a.yaml:13:40: steps.flow.in.distance: unknown role; did you mean 'distances'?"),
                mistake(
                        "wrong step for a role",
                        FLOW,
                        "{uses: diagnostic/spread, in: {distances: runs}}",
                        "a.yaml:13:51: steps.flow.in: found runs, which gives a survey, but diagnostic/spread takes"
                                + " distances; did you mean 'in: {distances: zero}'?"),
                mistake(
                        "a finding as input",
                        FLOW,
                        "{uses: diagnostic/spread}\n  after: {uses: flow/bulk, in: flow}",
                        "a.yaml:14:32: steps.after.in: found flow, which gives a finding, but flow/bulk takes distances;"
                                + " did you mean 'in: zero'?"),
                mistake(
                        "a diagnostic before there are distances",
                        "{uses: extinction/flat, with: {bands: {magnitude: R}, ebv: 0.1 mag}}",
                        "{uses: diagnostic/spread}",
                        "a.yaml:9:16: steps.dust.in: found no step above that gives distances, but diagnostic/spread"
                                + " takes distances"),
                mistake(
                        "several steps where one is due",
                        FLOW,
                        "{uses: flow/bulk, in: [zero, distances]}",
                        "a.yaml:13:31: steps.flow.in: found a list, but the name of a step is needed"),
                mistake(
                        "a source with an input",
                        "source/table, with",
                        "source/table, in: zero, with",
                        "a.yaml:8:36: steps.survey.in: found zero, but a source takes no input"),
                text(
                        "a first step that is no source",
                        """
                        peculiar: 1
                        name: a
                        steps:
                          dust: {uses: extinction/none, with: {bands: {}}}
                        """,
                        "a.yaml:4:16: steps.dust.in: found no step before this one, but extinction/none takes a survey;"
                                + " begin with a source"),
                mistake(
                        "no component",
                        FLOW,
                        "{in: zero}",
                        "a.yaml:13:9: steps.flow.uses: not given, but needed: a component, kind/id"),
                mistake(
                        "null for a component",
                        FLOW,
                        "{uses: }",
                        "a.yaml:13:15: steps.flow.uses: not given, but needed: a component, kind/id"),
                mistake(
                        "several components",
                        FLOW,
                        "{uses: [flow/bulk]}",
                        "a.yaml:13:16: steps.flow.uses: found a list, but a single value is needed"),
                mistake(
                        "a component for a step",
                        FLOW,
                        "flow/bulk",
                        "a.yaml:13:9: steps.flow: found flow/bulk, but {uses: kind/id, with: {…}} is needed"),
                mistake(
                        "nothing for a step",
                        FLOW,
                        "",
                        "a.yaml:13:8: steps.flow: found nothing, but {uses: kind/id, with: {…}} is needed"),
                mistake(
                        "a step's name in capitals",
                        "zero: " + ZERO,
                        "Zero_Point: " + ZERO,
                        "a.yaml:12:3: steps.Zero_Point: found Zero_Point, but a step's name is in kebab-case, such as"
                                + " zero-point"),
                mistake(
                        "a misspelt component, which no estimand is blamed for",
                        "flow/bulk",
                        "flow/bluk",
                        "a.yaml:13:16: steps.flow.uses: found flow/bluk, but no plugin offers it; did you mean"
                                + " 'flow/bulk'?"),
                mistake(
                        "a misspelt source, which no table is blamed for",
                        "source/table",
                        "source/tabel",
                        "a.yaml:8:18: steps.survey.uses: found source/tabel, but no plugin offers it; did you mean"
                                + " 'source/table'?"));
    }

    static Stream<Arguments> sections() {
        String hash = "ab".repeat(32);
        return Stream.of(
                mistake(
                        "another version",
                        "peculiar: 1",
                        "peculiar: 2",
                        "a.yaml:1:11: peculiar: found 2, but this version reads descriptors of version 1"),
                mistake("no version", "peculiar: 1\n", "", "a.yaml:1:1: peculiar: not given, but needed: peculiar: 1"),
                mistake(
                        "a version in quotes",
                        "peculiar: 1",
                        "peculiar: \"1\"",
                        "a.yaml:1:11: peculiar: found \"1\", but this version reads descriptors of version 1"),
                mistake(
                        "null for the version",
                        "peculiar: 1",
                        "peculiar: ~",
                        "a.yaml:1:11: peculiar: not given, but needed: peculiar: 1"),
                mistake(
                        "a name with a slash",
                        "name: sample",
                        "name: a/b",
                        "a.yaml:2:7: name: found a/b, but a name has letters, digits, dots, dashes and underscores only"),
                mistake(
                        "a name that leaves the folder of runs",
                        "name: sample",
                        "name: ..",
                        "a.yaml:2:7: name: found .., but a name has letters, digits, dots, dashes and underscores only"),
                mistake(
                        "no name",
                        "name: sample\n",
                        "",
                        "a.yaml:1:1: name: not given, but needed: it names the folder of the run"),
                mistake(
                        "several names",
                        "name: sample",
                        "name: [a, b]",
                        "a.yaml:2:7: name: found a list, but a single value is needed"),
                mistake(
                        "a seed that is not whole",
                        "seed: 1999",
                        "seed: 19.99",
                        "a.yaml:3:7: seed: found 19.99, but a whole number of at most 18 digits is needed"),
                mistake(
                        "a seed in quotes",
                        "seed: 1999",
                        "seed: '1999'",
                        "a.yaml:3:7: seed: found \"1999\", but a whole number of at most 18 digits is needed"),
                mistake(
                        "a seed that overflows",
                        "seed: 1999",
                        "seed: 99999999999999999999",
                        "a.yaml:3:7: seed: found 99999999999999999999, but a whole number of at most 18 digits is needed"),
                mistake(
                        "a file that is not there",
                        "path: galaxies.txt",
                        "path: galaxy.txt",
                        "a.yaml:5:20: data.galaxies.path: found no file or folder galaxy.txt (looked for W/galaxy.txt)"),
                mistake(
                        "a folder for a table",
                        "path: galaxies.txt",
                        "path: data",
                        "a.yaml:5:20: data.galaxies: found the folder data, but a file is needed"),
                mistake(
                        "a file that is not the one pinned",
                        "galaxies.txt",
                        "galaxies.txt, sha256: " + hash,
                        "a.yaml:5:42: data.galaxies.sha256: found " + hash + ", but galaxies.txt now has"
                                + " de26889d9bef5279d641d691d66f0548ac9e5fece2d55fbcda852c62b182a379: the file is not the"
                                + " one pinned"),
                mistake(
                        "a pin that is none",
                        "galaxies.txt",
                        "galaxies.txt, sha256: abc",
                        "a.yaml:5:42: data.galaxies.sha256: found abc, but a SHA-256 is 64 hex digits"),
                mistake(
                        "a table that no step uses",
                        "  galaxies: {",
                        "  more: {path: galaxies.txt}\n  galaxies: {",
                        "a.yaml:5:3: data.more: no step uses this table; name it in a step, or take it out"),
                mistake(
                        "a misspelt table, which is not told to be of no use as well",
                        "table: galaxies",
                        "table: galaxie",
                        "a.yaml:8:46: steps.survey.with.table: found galaxie, but the name of a table under data: is needed;"
                                + " did you mean 'galaxies'?"),
                mistake(
                        "a list of tables",
                        "{path: galaxies.txt}",
                        "[galaxies.txt]",
                        "a.yaml:5:13: data.galaxies: found a list, but a mapping with path, sha256 is needed"),
                mistake(
                        "an assumption alone",
                        "{cosmology: einstein-de-sitter, thermal-dispersion: 250 km/s}",
                        "einstein-de-sitter",
                        "a.yaml:6:9: assume: found einstein-de-sitter, but a mapping with cosmology, thermal-dispersion,"
                                + " cz-error is needed"),
                mistake(
                        "unknown cosmology",
                        "einstein-de-sitter",
                        "planck18",
                        "a.yaml:6:21: assume.cosmology.preset: found planck18, but one of einstein-de-sitter,"
                                + " flat-lambda-cdm, planck2018 is needed; did you mean 'planck2018'?"),
                mistake(
                        "estimand of an unknown step",
                        "flow.velocity",
                        "flows.velocity",
                        "a.yaml:15:6: estimands.V: found flows.velocity, but no step is called flows; did you mean"
                                + " 'flow'?"),
                mistake(
                        "estimand of an unknown property",
                        "flow.velocity",
                        "flow.velocty",
                        "a.yaml:15:6: estimands.V: found flow.velocty, but a flow has no velocty; did you mean"
                                + " 'velocity'?"),
                mistake(
                        "estimand of a survey",
                        "flow.velocity",
                        "survey.velocity",
                        "a.yaml:15:6: estimands.V: found survey.velocity, but survey gives a survey, and estimands are read"
                                + " off flows and findings"),
                mistake(
                        "estimand without a property",
                        "flow.velocity",
                        "flow",
                        "a.yaml:15:6: estimands.V: found flow, but step.property is needed, such as flow.speed"),
                mistake(
                        "nothing for an estimand",
                        "V: flow.velocity",
                        "V:",
                        "a.yaml:15:5: estimands.V: found nothing, but step.property is needed, such as flow.speed"),
                text(
                        "no steps, which no estimand and no table is blamed for",
                        """
                        peculiar: 1
                        name: a
                        data: {galaxies: galaxies.txt}
                        estimands: {V: flow.velocity}
                        """,
                        "a.yaml:1:1: steps: not given, but needed: the steps of the analysis, by name"),
                text(
                        "null for the steps",
                        "peculiar: 1\nname: a\nsteps:\n",
                        "a.yaml:3:7: steps: not given, but needed: the steps of the analysis, by name"),
                text(
                        "a list of steps",
                        "peculiar: 1\nname: a\nsteps: [flow/bulk]\n",
                        "a.yaml:3:8: steps: found a list, but a mapping is needed"),
                mistake(
                        "parameters of a step alone",
                        "with: {form: inverse}",
                        "with: inverse",
                        "a.yaml:11:56: steps.distances.with: found inverse, but a mapping with form, slopes, scatter is"
                                + " needed"),
                mistake(
                        "a required parameter that is not given",
                        ", with: {quantity: magnitude}",
                        "",
                        "a.yaml:10:16: steps.runs.with.quantity: not given, but needed: text (Quantity to correct)"),
                mistake(
                        "null for a required parameter",
                        "quantity: magnitude",
                        "quantity: null",
                        "a.yaml:10:57: steps.runs.with.quantity: not given, but needed: text (Quantity to correct)"));
    }

    static Stream<Arguments> yaml() {
        return Stream.of(
                text(
                        "tabs",
                        "peculiar: 1\nsteps:\n\tflow: {}\n",
                        "a.yaml:3:1: found a tab, but YAML is indented with spaces"),
                text(
                        "a tab after spaces",
                        "peculiar: 1\nsteps:\n  \tflow: {}\n",
                        "a.yaml:3:3: found a tab, but YAML is indented with spaces"),
                text("nothing", "", "a.yaml:1:1: found nothing, but a descriptor is needed"),
                text("comments alone", "# later\n\n", "a.yaml:1:1: found nothing, but a descriptor is needed"),
                text(
                        "an empty document",
                        "---\n",
                        "a.yaml:1:4: found nothing, but a descriptor is a mapping, which begins with peculiar: 1"),
                text(
                        "a list",
                        "- peculiar\n",
                        "a.yaml:1:1: found a list, but a descriptor is a mapping, which begins with peculiar: 1"),
                text(
                        "a text",
                        "hello\n",
                        "a.yaml:1:1: found hello, but a descriptor is a mapping, which begins with peculiar: 1"),
                text(
                        "two documents",
                        Workflow.SOUND + "---\n" + Workflow.SOUND,
                        "a.yaml:17:1: found a second document, but a descriptor is one"),
                mistake(
                        "a key twice",
                        "form: inverse",
                        "form: inverse, form: forward",
                        "a.yaml:11:72: steps.distances.with.form: found twice, but a key may stand only once"),
                mistake(
                        "a step twice",
                        "  flow: " + FLOW,
                        "  flow: " + FLOW + "\n  flow: {uses: bias/none}",
                        "a.yaml:14:3: steps.flow: found twice, but a key may stand only once"),
                text(
                        "a Java class",
                        "name: !!javax.script.ScriptEngineManager {}\n",
                        "a.yaml:1:7: name: found the tag !!javax.script.ScriptEngineManager, but a descriptor has no tags"),
                mistake(
                        "bytes",
                        "form: inverse",
                        "form: !!binary aW52ZXJzZQ==",
                        "a.yaml:11:63: steps.distances.with.form: found the tag !!binary, but a descriptor has no tags"),
                text(
                        "a tag of one's own",
                        "name: !mine a\n",
                        "a.yaml:1:7: name: found the tag !mine, but a descriptor has no tags"),
                text(
                        "a merge key",
                        "a: &a {uses: flow/bulk}\nsteps:\n  flow:\n    <<: *a\n",
                        "a.yaml:4:5: steps.flow: found a merge key, but a descriptor has none; write out what it merges"),
                text(
                        "an alias within what it stands for",
                        "peculiar: 1\nsteps: &all\n  flow: *all\n",
                        "a.yaml:3:3: found more than 40 levels once aliases are expanded, but no descriptor needs so many"),
                text("an alias for nothing", "name: *a\n", "a.yaml:1:7: not readable as YAML: found undefined alias a"),
                text("a list as a key", "? [a, b]\n: 1\n", "a.yaml:1:3: found a list as a key, but a key is a name"),
                text(
                        "a page as a key",
                        "? " + "k".repeat(5000) + "\n: 1\n",
                        "a.yaml:1:3: found a key of 5000 characters, but a key is a name"),
                text(
                        "a brace that is not closed",
                        "steps: {flow: {}\nname: a\n",
                        "a.yaml:2:1: not readable as YAML: while parsing a flow mapping that begins in line 1: expected ','"
                                + " or '}', but got a value"),
                text(
                        "a bracket that is not closed at the end",
                        "name: [\n",
                        "a.yaml:1:8: not readable as YAML: while parsing a flow node: expected the node content, but found"
                                + " the end"),
                text(
                        "a quote that is not closed",
                        "name: \"a\n",
                        "a.yaml:1:9: not readable as YAML: while scanning a quoted scalar that begins in line 1: found the end"),
                text(
                        "two colons",
                        "name: a: b\n",
                        "a.yaml:1:8: not readable as YAML: found ':' where no key can stand; indent a key as those above,"
                                + " and quote a text with ': ' in it"),
                text(
                        "a line without a colon",
                        "name: a\nsteps\nseed: 1\n",
                        "a.yaml:2:1: not readable as YAML: found a line that is no key with its ':', nor an item with its"
                                + " '-'"),
                text(
                        "a reserved character",
                        "name: @a\n",
                        "a.yaml:1:7: not readable as YAML: found character '@' that cannot start any token"),
                text(
                        "a control character",
                        "name: a\nseed: 1\u00002\n",
                        "a.yaml:2:8: found the character U+0000, which does not belong in a text"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"names", "wiring", "sections", "yaml"})
    void namesEachMistakeOnceWhereItStands(String what, String text, List<String> expected) {
        assertThat(told(text)).as(what).containsExactlyElementsOf(expected);
    }

    /** {@code runs} takes all types of parameters; what they are given stands from column 46 on. */
    static Stream<Arguments> values() {
        String unknown =
                "; known: number, speed, depth, radius, share, brightness, count, flag, text, word and 10 more";
        return Stream.of(
                Arguments.of("number: yes", 54, "number: found yes, but a number is needed"),
                Arguments.of("number: '0.5'", 54, "number: found \"0.5\", but a number is needed, without quotes"),
                Arguments.of("number: .nan", 54, "number: found .nan, but a number is needed"),
                Arguments.of("number: -.inf", 54, "number: found -.inf, but a number is needed"),
                Arguments.of("number: 1e400", 54, "number: found 1e400, but a number that is not so large is needed"),
                Arguments.of("number: 2", 54, "number: found 2, but a value from 0 to 1 is needed"),
                Arguments.of("number: 120 %", 54, "number: found 120 %, but a value from 0 to 1 is needed"),
                Arguments.of("number: 12:30:00", 54, "number: found 12:30:00, but a number is needed"),
                Arguments.of("number: 1_0", 54, "number: found 1_0, but a number is needed"),
                Arguments.of(
                        "number: 0.2 km/s",
                        54,
                        "number: found 0.2 km/s, but km/s measures a velocity; a pure number is needed"),
                Arguments.of(
                        "number: 0.2 kmh",
                        54,
                        "number: found 0.2 kmh, but the unit kmh is not known; a pure number is needed"),
                Arguments.of("number: [0.2]", 54, "number: found a list, but a number is needed"),
                Arguments.of("speed: 250", 53, "speed: found 250, but a velocity needs a unit, such as 250 km/s"),
                Arguments.of("speed: '250'", 53, "speed: found \"250\", but a velocity needs a unit, such as 250 km/s"),
                Arguments.of(
                        "speed: 250 Mpc/h",
                        53,
                        "speed: found 250 Mpc/h, but Mpc/h measures a distance; a velocity in km/s or m/s is needed"),
                Arguments.of(
                        "speed: 250 Km/S",
                        53,
                        "speed: found 250 Km/S, but the unit Km/S is not known; a velocity in km/s or m/s is needed; did"
                                + " you mean 'km/s'?"),
                Arguments.of(
                        "speed: 1_000 km/s", 53, "speed: found 1_000 km/s, but a velocity in km/s or m/s is needed"),
                Arguments.of("speed: .inf km/s", 53, "speed: found .inf km/s, but a velocity in km/s or m/s is needed"),
                Arguments.of("speed: fast", 53, "speed: found fast, but a velocity in km/s or m/s is needed"),
                Arguments.of("speed: -5 km/s", 53, "speed: found -5 km/s, but at least 0 km/s is needed"),
                Arguments.of("speed: -5000 m/s", 53, "speed: found -5000 m/s, but at least 0 km/s is needed"),
                Arguments.of(
                        "depth: 5 Mpc",
                        53,
                        "depth: found 5 Mpc, but the unit Mpc is not known; a distance in Mpc/h or kpc/h is needed; did you"
                                + " mean 'Mpc/h'?"),
                Arguments.of(
                        "radius: 12h30m",
                        54,
                        "radius: found 12h30m, but the unit h30m is not known; an angle in deg, arcmin, arcsec, rad or"
                                + " hourangle is needed"),
                Arguments.of(
                        "brightness: 20 mag",
                        58,
                        "brightness: found 20 mag, but mag measures a magnitude; a surface brightness in mag/arcsec**2 is"
                                + " needed"),
                Arguments.of("share: 5", 53, "share: found 5, but a fraction needs a unit, such as 5 %"),
                Arguments.of("share: 60 %", 53, "share: found 60 %, but a value from 0 % to 50 % is needed"),
                Arguments.of("share: half", 53, "share: found half, but a fraction in % is needed"),
                Arguments.of("count: 2.5", 53, "count: found 2.5, but a whole number is needed"),
                Arguments.of("count: '3'", 53, "count: found \"3\", but a whole number is needed, without quotes"),
                Arguments.of("count: 10", 53, "count: found 10, but a value from -5 to 9 is needed"),
                Arguments.of("count: 010", 53, "count: found 010, but a value from -5 to 9 is needed"),
                Arguments.of(
                        "count: 3000000000",
                        53,
                        "count: found 3000000000, but a whole number within ±2147483647 is needed"),
                Arguments.of(
                        "count: 99999999999999999999",
                        53,
                        "count: found 99999999999999999999, but a whole number within ±2147483647 is needed"),
                Arguments.of("flag: no", 52, "flag: found no, but true or false is needed"),
                Arguments.of("flag: 'true'", 52, "flag: found \"true\", but true or false is needed, without quotes"),
                Arguments.of("text: [a]", 52, "text: found a list, but a text is needed"),
                Arguments.of(
                        "word: secnd-word",
                        52,
                        "word: found secnd-word, but one of first-word, second-word, third is needed; did you mean"
                                + " 'second-word'?"),
                Arguments.of(
                        "word: FIRST_WORD",
                        52,
                        "word: found FIRST_WORD, but one of first-word, second-word, third is needed; did you mean"
                                + " 'first-word'?"),
                Arguments.of("word: x", 52, "word: found x, but one of first-word, second-word, third is needed"),
                Arguments.of("file: a.txt", 52, "file: found no file or folder a.txt (looked for W/a.txt)"),
                Arguments.of("file: {a: b}", 52, "file: found a mapping, but a path is needed"),
                Arguments.of(
                        "table: galaxys",
                        53,
                        "table: found galaxys, but the name of a table under data: is needed; did you mean 'galaxies'?"),
                Arguments.of(
                        "speeds: 5 km/s",
                        54,
                        "speeds: found 5 km/s, but a list is needed, each item a velocity in km/s or m/s"),
                Arguments.of(
                        "speeds: [1 km/s, 5]", 63, "speeds[1]: found 5, but a velocity needs a unit, such as 5 km/s"),
                Arguments.of("speeds: [~]", 55, "speeds[0]: found nothing, but a velocity in km/s or m/s is needed"),
                Arguments.of(
                        "by-name: [1]",
                        55,
                        "by-name: found a list, but a mapping from names is needed, each to a number"),
                Arguments.of("by-name: {b: x}", 59, "by-name.b: found x, but a number is needed"),
                Arguments.of("inner: {nam: x}", 54, "inner.nam: unknown parameter; did you mean 'name'?"),
                Arguments.of("inner: [x]", 53, "inner: found a list, but a mapping with name, size is needed"),
                Arguments.of(
                        "inners: [a, {size: 5}]",
                        65,
                        "inners[1].size: found 5, but a velocity needs a unit, such as 5 km/s"),
                Arguments.of(
                        "dust: flow/bulk",
                        52,
                        "dust.uses: found flow/bulk, but a component of the kind extinction is needed; known:"
                                + " extinction/flat, extinction/none, extinction/sfd98"),
                Arguments.of(
                        "dust: {uses: extinction/nonne}",
                        59,
                        "dust.uses: found extinction/nonne, but no plugin offers it; did you mean 'extinction/none'?"),
                Arguments.of(
                        "dust: {uses: extinction/flat, with: {ebv: 1}}",
                        88,
                        "dust.with.ebv: found 1, but a magnitude needs a unit, such as 1 mag"),
                Arguments.of(
                        "dust: {with: {ebv: 1}}",
                        52,
                        "dust: found a mapping, but {uses: extinction/…, with: {…}} is needed"),
                Arguments.of(
                        "dust: {uses: extinction/none, wiht: {}}", 76, "dust.wiht: unknown key; did you mean 'with'?"),
                Arguments.of("perhaps: x", 55, "perhaps: found x, but a number is needed"),
                Arguments.of("zzz: x", 46, "zzz: unknown parameter" + unknown));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("values")
    void tellsWhatAValueMustBe(String value, int column, String expected) {
        assertThat(told(changed(RUNS, "{uses: correction/everything, with: {" + value + "}}")))
                .containsExactly("a.yaml:10:" + column + ": steps.runs.with." + expected);
    }

    static Stream<Arguments> overrides() {
        return Stream.of(
                Arguments.of(
                        "dust", "--set:1:1: found dust, but PATH=VALUE is needed, such as dust.uses=extinction/none"),
                Arguments.of("=x", "--set:1:1: found =x, but PATH=VALUE is needed, such as dust.uses=extinction/none"),
                Arguments.of(
                        ".=x", "--set:1:1: found .=x, but PATH=VALUE is needed, such as dust.uses=extinction/none"),
                Arguments.of(
                        "dust..uses=x",
                        "--set:1:1: found dust..uses=x, but PATH=VALUE is needed, such as dust.uses=extinction/none"),
                Arguments.of(
                        "", "--set:1:1: found nothing, but PATH=VALUE is needed, such as dust.uses=extinction/none"),
                Arguments.of(
                        "dsut.uses=extinction/none",
                        "--set:1:1: dsut.uses: found dsut, but a step or a section is needed; did you mean 'dust'?"),
                Arguments.of(
                        "dust.uses=",
                        "--set:1:1: dust.uses: found no value after '=', but one is needed; null stands for the default"),
                Arguments.of(
                        "dust.uses=extinction/nonne",
                        "--set:1:11: steps.dust.uses: found extinction/nonne, but no plugin offers it; did you mean"
                                + " 'extinction/none'?"),
                Arguments.of(
                        "dust.uses=none",
                        "--set:1:11: dust.uses: found none, but no plugin offers it; did you mean 'extinction/none'?"),
                Arguments.of(
                        "flow.uses=extinction/none",
                        "--set:1:11: flow.uses: found extinction/none, but flow/bulk, whose place it would take, is of the"
                                + " kind flow; to exchange the whole step, set flow={uses: extinction/none}"),
                Arguments.of("dust.wiht.ebv=1 mag", "--set:1:1: steps.dust.wiht: unknown key; did you mean 'with'?"),
                Arguments.of(
                        "dust.with.ebv=1",
                        "--set:1:15: steps.dust.with.ebv: found 1, but a magnitude needs a unit, such as 1 mag"),
                Arguments.of(
                        "dust.with.bands=[a",
                        "--set:1:19: not readable as YAML: while parsing a flow sequence: expected ',' or ']', but got the"
                                + " end"),
                Arguments.of(
                        "dust.uses=!!java.net.URL [x]",
                        "--set:1:11: found the tag !!java.net.URL, but a descriptor has no tags"),
                Arguments.of(
                        "assume.cosmology.omega-m=0.3",
                        "--set:1:1: assume.cosmology.omega-m: found einstein-de-sitter for cosmology, which has no omega-m"
                                + " to set; set cosmology as a whole"),
                Arguments.of(
                        "zero.shift=2 %",
                        "--set:1:1: zero.shift: found shift, which is a parameter, and those stand under with; did you mean"
                                + " 'zero.with.shift'?"),
                Arguments.of(
                        "dust.uses={with: {}}",
                        "--set:1:11: dust.uses: found a mapping without uses, but {uses: kind/id, with: {…}} is needed"),
                Arguments.of(
                        "dust.uses={uses: extinction/flat, wiht: {}}",
                        "--set:1:35: dust.uses.wiht: unknown key; did you mean 'with'?"),
                Arguments.of(
                        "peculiar=2",
                        "--set:1:1: peculiar: found peculiar, but a step or a section is needed; known: survey, dust, runs,"
                                + " distances, zero, flow, name, seed, data, assume and 6 more"));
    }

    @ParameterizedTest(name = "--set {0}")
    @MethodSource("overrides")
    void namesAMistakenOverride(String override, String expected) {
        assertThat(told(Workflow.SOUND, override)).containsExactly(expected);
    }

    @Test
    void reportsAllAtOnceInTheOrderOfTheirPlaces() {
        String text = """
                peculiar: 1
                name: a b
                data:
                  galaxies: galaxies.txt
                  spare: galaxies.txt
                assume: {cz-error: 150}
                steps:
                  survey: {uses: source/table, with: {table: galaxies, keep: [a], frame: ecliptic}}
                  dust: {uses: extinction/flat, with: {ebv: 1, bands: {magnitude: {band: R, coefficient: -1, x: 1}}}}
                  flow: {uses: flow/bulk, in: dust, wiht: 1}
                  flow: {uses: bias/none}
                sweep: {}
                estimands: {V: flow.speeed}
                """;
        assertThat(told(text, "dust.with.undo=flow/bulk"))
                .containsExactly(
                        "--set:1:16: steps.dust.with.undo.uses: found flow/bulk, but a component of the kind extinction is"
                                + " needed; known: extinction/flat, extinction/none, extinction/sfd98",
                        "a.yaml:2:7: name: found a b, but a name has letters, digits, dots, dashes and underscores only",
                        "a.yaml:5:3: data.spare: no step uses this table; name it in a step, or take it out",
                        "a.yaml:6:20: assume.cz-error: found 150, but a velocity needs a unit, such as 150 km/s",
                        "a.yaml:8:62: steps.survey.with.keep: found a list, but a text is needed",
                        "a.yaml:8:74: steps.survey.with.frame: found ecliptic, but one of equatorial-j2000, galactic is"
                                + " needed",
                        "a.yaml:9:45: steps.dust.with.ebv: found 1, but a magnitude needs a unit, such as 1 mag",
                        "a.yaml:9:90: steps.dust.with.bands.magnitude.coefficient: found -1, but at least 0 is needed",
                        "a.yaml:9:94: steps.dust.with.bands.magnitude.x: unknown parameter; known: band, coefficient,"
                                + " response, beta",
                        "a.yaml:10:31: steps.flow.in: found dust, which gives a survey, but flow/bulk takes distances",
                        "a.yaml:10:37: steps.flow.wiht: unknown key; did you mean 'with'?",
                        "a.yaml:11:3: steps.flow: found twice, but a key may stand only once",
                        "a.yaml:12:8: sweep.vary: not given, but needed: mapping from names to: value (What is varied, by name of"
                                + " the axis)",
                        "a.yaml:13:16: estimands.V: found flow.speeed, but a flow has no speeed; did you mean 'speed'?");
    }

    @Test
    void stopsCountingWhereNobodyReadsOn() {
        String text = "peculiar: 1\n".repeat(5000);
        DescriptorException refusal = refusal(text);
        assertThat(refusal.problems()).hasSize(5001);
        assertThat(refusal.getMessage().lines().toList()).hasSize(3 * 50 + 1).endsWith("and 4951 problems more");
    }

    @Test
    void shortensALongCircle() {
        StringBuilder text = new StringBuilder("peculiar: 1\nname: a\nsteps:\n");
        for (int i = 0; i < 20; i++) {
            text.append("  s" + i + ": {uses: bias/none, in: s" + (i + 1) % 20 + "}\n");
        }
        assertThat(told(text.toString()).get(0))
                .isEqualTo(
                        "a.yaml:4:29: steps.s0.in: found s1, which stands below, but a step takes from steps above it;"
                                + " these wait for each other: s0 → s1 → s2 → s3 → s4 → s5 → s6 → s7 → s8 → … → s0");
    }

    @Test
    void readsNoFileThatIsFarTooLong() throws IOException {
        Path file = temp.resolve("long.yaml");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(300_000_000);
        }
        assertThatThrownBy(() -> workflow.plan(file))
                .isInstanceOf(DataException.class)
                .hasMessage(file
                        + ": found 300 MB, but a descriptor has at most 1,000,000 characters; data belong in tables");
    }

    @Test
    void refusesAFolderAFileThatIsNotThereAndBytesThatAreNoText() throws IOException {
        Path folder = Files.createDirectory(temp.resolve("folder.yaml"));
        assertThatThrownBy(() -> workflow.plan(folder))
                .isInstanceOf(DataException.class)
                .hasMessage(folder + ": found a folder, but a descriptor is a file");
        Path absent = temp.resolve("absent.yaml");
        assertThatThrownBy(() -> workflow.plan(absent))
                .isInstanceOf(DataException.class)
                .hasMessage(absent + ": no such descriptor");
        Path latin = Files.writeString(temp.resolve("latin.yaml"), "name: sigma-é\n", ISO_8859_1);
        assertThatThrownBy(() -> workflow.plan(latin))
                .isInstanceOf(DataException.class)
                .hasMessage(latin + ": found bytes that are no UTF-8, but a descriptor is a text in UTF-8");
    }
}
