package org.peculiar.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.sample.Workflow;

/** What a sweep, claims and targets with mistakes are told: each mistake once, in full, where it stands. */
class BrokenSweepsTest {

    /** Axes that claims are made over; one line. */
    private static final String AXES = "  l: flow.l\n  chi2: flow.chi2\n"
            + "sweep: {vary: {dust: {set: dust.uses, to: [extinction/none, extinction/sfd98]}, one: {set: seed, to: 3},"
            + " jack: {jackknife: survey, by: group},"
            + " mocks: {monte-carlo: runs, relation: distances, flow: none, replicates: 9},"
            + " boot: {bootstrap: zero, replicates: 9}, half: {split: zero},"
            + " sub: {subset: survey, by: type, keep: [E, S0]}}}\n";

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private List<String> told(String text) {
        DescriptorException refusal = catchThrowableOfType(DescriptorException.class, () -> workflow.plan(text));
        assertThat(refusal).as("refusal").isNotNull();
        return refusal.getMessage()
                .lines()
                .filter(line -> line.startsWith("a.yaml:"))
                .toList();
    }

    private void isTold(String text, List<String> expected) {
        assertThat(told(text)).isEqualTo(expected);
    }

    static Stream<Arguments> sweeps() {
        return Stream.of(
                Arguments.of(
                        "[]",
                        List.of(
                                "a.yaml:17:8: sweep: found a list, but a mapping with design, on-failure, paired-replicates, except, vary is needed")),
                Arguments.of(
                        "{}",
                        List.of(
                                "a.yaml:17:8: sweep.vary: not given, but needed: mapping from names to: value (What is varied, by name of the axis)")),
                Arguments.of(
                        "{vary: {}}", List.of("a.yaml:17:15: sweep.vary: found no axis, but at least one is needed")),
                Arguments.of(
                        "{vary: [a]}",
                        List.of(
                                "a.yaml:17:15: sweep.vary: found a list, but a mapping from names is needed, each to a value")),
                Arguments.of(
                        "{design: both, on-failure: ignore, paired-replicates: -1, vary: {a: {set: seed, to: 3}}}",
                        List.of(
                                "a.yaml:17:17: sweep.design: found both, but one of one-at-a-time, factorial, zip is needed",
                                "a.yaml:17:35: sweep.on-failure: found ignore, but one of record, stop is needed",
                                "a.yaml:17:62: sweep.paired-replicates: found -1, but a value from 0 to 1000000 is needed")),
                Arguments.of(
                        "{desing: zip, vary: {a: {set: seed, to: 3}}}",
                        List.of("a.yaml:17:9: sweep.desing: unknown parameter; did you mean 'design'?")),
                Arguments.of(
                        "{vary: {A b: {set: seed, to: 3}}}",
                        List.of(
                                "a.yaml:17:16: sweep.vary.A b: found A b, but an axis's name is in kebab-case, such as drop-cluster")),
                Arguments.of(
                        "{vary: {a: x}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a: found x, but an axis is a mapping with one of set, jackknife, subset, split, bootstrap, displace, monte-carlo")),
                Arguments.of(
                        "{vary: {a: }}",
                        List.of(
                                "a.yaml:17:18: sweep.vary.a: found nothing, but an axis is a mapping with one of set, jackknife, subset, split, bootstrap, displace, monte-carlo")),
                Arguments.of(
                        "{vary: {a: {to: x}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a: found none of its kinds, but an axis is a mapping with one of set, jackknife, subset, split, bootstrap, displace, monte-carlo")),
                Arguments.of(
                        "{design: zip, vary: {a: {set: seed, to: [1, 2]}, b: {set: zero.with.shift, to: 3 %}, c: {jackknife: survey, by: group}}}",
                        List.of(
                                "a.yaml:17:57: sweep.vary.b: found 1 variant, but a has 2, and zip pairs them: as many are needed",
                                "a.yaml:17:93: sweep.vary.c: found an axis whose variants depend on the data, but zip pairs those that are written down; take design: factorial or one-at-a-time")),
                Arguments.of(
                        "{except: {a: x}, vary: {a: {set: seed, to: [1, 2]}}}",
                        List.of(
                                "a.yaml:17:17: sweep.except: found a mapping, but a list is needed, each item a mapping from names")),
                Arguments.of(
                        "{except: [x], vary: {a: {set: seed, to: [1, 2]}}}",
                        List.of(
                                "a.yaml:17:18: sweep.except[0]: found x, but a mapping from names is needed, each to a text")),
                Arguments.of(
                        "{except: [{b: x}, {a: 3}, {m: x}, {}], vary: {a: {set: seed, to: [1, 2]}, m: {bootstrap: survey, replicates: 3}}}",
                        List.of(
                                "a.yaml:17:19: sweep.except[0]: found b, but no axis has that name; did you mean 'a'?",
                                "a.yaml:17:30: sweep.except[1].a: found 3, but a has no such variant; did you mean '1'?",
                                "a.yaml:17:35: sweep.except[2]: found m, but replicates have no labels; leave out variants",
                                "a.yaml:17:42: sweep.except[3]: found nothing to leave out, but {axis: label} is needed")),
                Arguments.of(
                        "{except: [{a: 1, j: A1}], vary: {a: {set: seed, to: [1, 2]}, j: {jackknife: survey, by: group}}}",
                        List.of(
                                "a.yaml:17:18: sweep.except[0]: found a and j, but one-at-a-time never combines axes; take design: factorial, or one axis")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sweeps")
    void namesAMistakeOfASweep(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + "sweep: " + yaml + "\n", expected);
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "{vary: {a: {set: seed, to: 3, jackknife: survey, by: group}}}",
                        List.of(
                                "a.yaml:17:38: sweep.vary.a: found set and jackknife, but an axis does one of them; make two axes")),
                Arguments.of(
                        "{vary: {a: {set: seed, to: 3, lables: [x]}}}",
                        List.of("a.yaml:17:38: sweep.vary.a.lables: unknown parameter; did you mean 'label'?")),
                Arguments.of(
                        "{vary: {a: {set: seed}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a.to: not given, but needed: the values to set, one variant each")),
                Arguments.of(
                        "{vary: {a: {set: [seed], to: 3}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found a list, but a path is needed, or a mapping from paths to values")),
                Arguments.of(
                        "{vary: {a: {set: , to: 3}}}",
                        List.of(
                                "a.yaml:17:24: sweep.vary.a.set: not given, but needed: value (A path such as dust.uses, or several with a value each)")),
                Arguments.of(
                        "{vary: {a: {set: seed, to: []}}}",
                        List.of("a.yaml:17:35: sweep.vary.a.to: found a list, but at least one value is needed")),
                Arguments.of(
                        "{vary: {a: {set: seed, to: ~}}}",
                        List.of(
                                "a.yaml:17:35: sweep.vary.a.to: not given, but needed: the values to set, one variant each")),
                Arguments.of(
                        "{vary: {a: {set: steps.dust.uses, to: extinction/none}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found steps.dust.uses, but steps are named without steps; did you mean 'dust.uses'?")),
                Arguments.of(
                        "{vary: {a: {set: dsut.uses, to: extinction/none}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found dsut.uses, but a path begins with a step or with seed, data or assume; did you mean 'dust.uses'?")),
                Arguments.of(
                        "{vary: {a: {set: dust, to: extinction/none}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found dust, but what of the step is set must be said; did you mean 'dust.uses'?")),
                Arguments.of(
                        "{vary: {a: {set: name, to: x}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found name, but a path begins with a step or with seed, data or assume")),
                Arguments.of(
                        "{vary: {a: {set: sweep.design, to: zip}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found sweep.design, but a path begins with a step or with seed, data or assume")),
                Arguments.of(
                        "{vary: {a: {set: dust..uses, to: extinction/none}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: dust..uses: found a gap in the path, but one such as dust.uses is needed")),
                Arguments.of(
                        "{vary: {a: {set: zero.shift, to: [2 %, 3 %]}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: zero.shift: found shift, which is a parameter, and those stand under with; did you mean 'zero.with.shift'?")),
                Arguments.of(
                        "{vary: {a: {set: zero.wiht.shift, to: [2 %, 3 %]}}}",
                        List.of("a.yaml:17:25: sweep.vary.a.set: zero.wiht: unknown key; did you mean 'with'?")),
                Arguments.of(
                        "{vary: {a: {set: dust.uses, to: [extinction/nonne, flow/bulk]}}}",
                        List.of(
                                "a.yaml:17:41: sweep.vary.a.to[0]: dust.uses: found extinction/nonne, but no plugin offers it; did you mean 'extinction/none'?",
                                "a.yaml:17:59: sweep.vary.a.to[1]: dust.uses: found flow/bulk, but extinction/flat, whose place it would take, is of the kind extinction; to exchange the whole step, set dust={uses: flow/bulk}")),
                Arguments.of(
                        "{vary: {a: {set: dust.uses, to: [{uses: extinction/flat, with: {ebv: 0.2}}]}}}",
                        List.of(
                                "a.yaml:17:77: sweep.vary.a.to[0]: dust.with.ebv: found 0.2, but a magnitude needs a unit, such as 0.2 mag")),
                Arguments.of(
                        "{vary: {a: {set: dust.uses, to: [{uses: extinction/flat, wiht: {ebv: 0.2 mag}}]}}}",
                        List.of("a.yaml:17:65: sweep.vary.a.to[0]: dust.uses.wiht: unknown key; did you mean 'with'?")),
                Arguments.of(
                        "{vary: {a: {set: dust.uses, to: [{with: {ebv: 0.2 mag}}]}}}",
                        List.of(
                                "a.yaml:17:41: sweep.vary.a.to[0]: dust.uses: found a mapping without uses, but {uses: kind/id, with: {…}} is needed")),
                Arguments.of(
                        "{vary: {a: {set: dust.uses, to: [{uses: extinction/flat, with: 3}]}}}",
                        List.of(
                                "a.yaml:17:71: sweep.vary.a.to[0]: dust.uses.with: found 3, but a mapping of parameters is needed")),
                Arguments.of(
                        "{vary: {a: {set: runs.uses, to: {uses: correction/run-offsets, with: {quantity: ~}}}}}",
                        List.of(
                                "a.yaml:17:88: sweep.vary.a.to: runs.with.quantity: not given, but needed: text (Quantity to correct)")),
                Arguments.of(
                        "{vary: {a: {set: zero.uses, to: extinction/none}}}",
                        List.of(
                                "a.yaml:17:40: sweep.vary.a.to: zero.uses: found extinction/none, but bias/shift, whose place it would take, is of the kind bias; to exchange the whole step, set zero={uses: extinction/none}")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: [2 %, 2 %]}}}",
                        List.of(
                                "a.yaml:17:52: sweep.vary.a: found two variants 2 %, but labels within an axis differ")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: [2 %, 3 %], labels: [x]}}}",
                        List.of(
                                "a.yaml:17:66: sweep.vary.a.labels: found 1 label for 2 values, but as many are needed")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: [2 %, 3 %], labels: [x, x]}}}",
                        List.of("a.yaml:17:70: sweep.vary.a: found two variants x, but labels within an axis differ")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: [2 %, 3 %], labels: [x, baseline]}}}",
                        List.of(
                                "a.yaml:17:70: sweep.vary.a: found the label baseline, which the analysis itself has; give another")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: [2 %, 3 %], label: x}}}",
                        List.of("a.yaml:17:65: sweep.vary.a.label: found x for 2 values, but labels: names each")),
                Arguments.of(
                        "{vary: {a: {set: zero.with.shift, to: 2 %, label: ''}}}",
                        List.of("a.yaml:17:46: sweep.vary.a: found a variant without a label, but one is needed")),
                Arguments.of(
                        "{vary: {a: {set: {dust.uses: extinction/nonne, zero.with.shift: 2}}}}",
                        List.of(
                                "a.yaml:17:37: sweep.vary.a.set: dust.uses: found extinction/nonne, but no plugin offers it; did you mean 'extinction/none'?",
                                "a.yaml:17:72: sweep.vary.a.set: zero.with.shift: found 2, but a value from -0.5 to 0.5 is needed")),
                Arguments.of(
                        "{vary: {a: {set: {dust.uses: extinction/none, dsut.x: 2}}}}",
                        List.of(
                                "a.yaml:17:54: sweep.vary.a.set: found dsut.x, but a path begins with a step or with seed, data or assume; did you mean 'dust.x'?")),
                Arguments.of(
                        "{vary: {a: {set: {dust.uses: extinction/none}, to: 3, labels: [a]}}}",
                        List.of(
                                "a.yaml:17:59: sweep.vary.a.to: found 3, but set has a value for each path already, which is one variant; its name is label:",
                                "a.yaml:17:70: sweep.vary.a.labels: found a list, but set has a value for each path already, which is one variant; its name is label:")),
                Arguments.of(
                        "{vary: {a: {set: {}}}}",
                        List.of(
                                "a.yaml:17:25: sweep.vary.a.set: found a mapping, but at least one path with its value is needed")),
                Arguments.of(
                        "{vary: {a: {set: seed, to: 3, also: {zero.with.shift: 2}}}}",
                        List.of(
                                "a.yaml:17:62: sweep.vary.a.also: zero.with.shift: found 2, but a value from -0.5 to 0.5 is needed")),
                Arguments.of(
                        "{vary: {a: {set: seed, to: 3, also: [x]}}}",
                        List.of(
                                "a.yaml:17:44: sweep.vary.a.also: found a list, but a mapping from names is needed, each to a value")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void namesAMistakeOfASetting(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + "sweep: " + yaml + "\n", expected);
    }

    static Stream<Arguments> selections() {
        return Stream.of(
                Arguments.of(
                        "{vary: {a: {jacknife: survey}}}",
                        List.of("a.yaml:17:20: sweep.vary.a.jacknife: unknown key; did you mean 'jackknife'?")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: group, also: {zero.with.shift: 2, dsut.uses: x}}}}",
                        List.of(
                                "a.yaml:17:74: sweep.vary.a.also: zero.with.shift: found 2, but a value from -0.5 to 0.5 is needed",
                                "a.yaml:17:77: sweep.vary.a.also: found dsut.uses, but a path begins with a step or with seed, data or assume; did you mean 'dust.uses'?")),
                Arguments.of(
                        "{vary: {a: {jackknife: survye, by: group}}}",
                        List.of(
                                "a.yaml:17:31: sweep.vary.a.jackknife: found survye, but no step has that name; did you mean 'survey'?")),
                Arguments.of(
                        "{vary: {a: {jackknife: steps.survey, by: group}}}",
                        List.of(
                                "a.yaml:17:31: sweep.vary.a.jackknife: found steps.survey, but no step has that name; did you mean 'survey'?")),
                Arguments.of(
                        "{vary: {a: {jackknife: flow, by: group}}}",
                        List.of(
                                "a.yaml:17:31: sweep.vary.a.jackknife: found flow, but it gives a flow, and a jackknife drops rows of a survey or of distances; such steps: distances, dust, runs, survey, zero")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a.by: not given, but needed: text (group, a column, groups.column, measurements.column or sky)")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: rows}}}",
                        List.of(
                                "a.yaml:17:43: sweep.vary.a.by: found rows, but one of group, a column, groups.column, measurements.column, sky is needed")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: clusters.name}}}",
                        List.of(
                                "a.yaml:17:43: sweep.vary.a.by: found clusters.name, but one of group, a column, groups.column, measurements.column, sky is needed")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: groups.}}}",
                        List.of(
                                "a.yaml:17:43: sweep.vary.a.by: found groups., but one of group, a column, groups.column, measurements.column, sky is needed")),
                Arguments.of(
                        "{vary: {a: {jackknife: zero, by: measurements.run}}}",
                        List.of(
                                "a.yaml:17:41: sweep.vary.a.by: found measurements.run, but zero gives distances, which have no table of measurements; such steps: dust, runs, survey")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: sky}}}",
                        List.of("a.yaml:17:43: sweep.vary.a.patches: not given, but needed: how many patches of sky")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: group, patches: 12}}}",
                        List.of("a.yaml:17:59: sweep.vary.a.patches: found 12, but patches are for by: sky")),
                Arguments.of(
                        "{vary: {a: {jackknife: survey, by: sky, patches: 1}}}",
                        List.of("a.yaml:17:57: sweep.vary.a.patches: found 1, but a value from 2 to 10000 is needed")),
                Arguments.of(
                        "{vary: {a: {bootstrap: flow, by: rows, replicates: 10}}}",
                        List.of(
                                "a.yaml:17:31: sweep.vary.a.bootstrap: found flow, but it gives a flow, and a bootstrap redraws rows of a survey or of distances; such steps: distances, dust, runs, survey, zero")),
                Arguments.of(
                        "{vary: {a: {bootstrap: survey, by: measurements.run, replicates: 10}}}",
                        List.of(
                                "a.yaml:17:43: sweep.vary.a.by: found measurements.run, but one of rows, group, a column, groups.column, sky is needed")),
                Arguments.of(
                        "{vary: {a: {bootstrap: survey}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a.replicates: not given, but needed: whole number (How many of each variant)")),
                Arguments.of(
                        "{vary: {a: {bootstrap: survey, replicates: 0}}}",
                        List.of(
                                "a.yaml:17:51: sweep.vary.a.replicates: found 0, but a value from 1 to 1000000 is needed")),
                Arguments.of(
                        "{vary: {a: {bootstrap: survey, replicates: 1000001}}}",
                        List.of(
                                "a.yaml:17:51: sweep.vary.a.replicates: found 1000001, but a value from 1 to 1000000 is needed")),
                Arguments.of(
                        "{vary: {a: {bootstrap: survey, replicates: 2.5}}}",
                        List.of("a.yaml:17:51: sweep.vary.a.replicates: found 2.5, but a whole number is needed")),
                Arguments.of(
                        "{vary: {a: {displace: dust, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:30: sweep.vary.a.displace: found dust, but that is a step of the kind extinction, and only corrections have values to displace; such steps: runs")),
                Arguments.of(
                        "{vary: {a: {displace: runs, from: errors, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:42: sweep.vary.a.from: found errors, but one of covariance, resampling is needed")),
                Arguments.of(
                        "{vary: {a: {split: survey}}}",
                        List.of(
                                "a.yaml:17:27: sweep.vary.a.split: found survey, but it gives a survey, and a split parts distances; such steps: distances, zero")),
                Arguments.of(
                        "{vary: {a: {split: zero, by: redshift, parts: 1, equal: size}}}",
                        List.of(
                                "a.yaml:17:37: sweep.vary.a.by: found redshift, but one of distance, cz is needed",
                                "a.yaml:17:54: sweep.vary.a.parts: found 1, but a value from 2 to 1000 is needed",
                                "a.yaml:17:64: sweep.vary.a.equal: found size, but one of error, trace, number is needed")),
                Arguments.of(
                        "{vary: {a: {subset: flow, by: type, keep: E}}}",
                        List.of(
                                "a.yaml:17:28: sweep.vary.a.subset: found flow, but it gives a flow, and a subset keeps rows of a survey or of distances; such steps: distances, dust, runs, survey, zero")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: type}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a: found no condition, but at least one of keep, drop, below and above is needed")),
                Arguments.of(
                        "{vary: {a: {subset: survey, keep: E}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a.by: not given, but needed: text (A column, groups.column, group, cz or distance)")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: type, keep: []}}}",
                        List.of("a.yaml:17:52: sweep.vary.a.keep: found a list, but at least one value is needed")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: type, keep: [E, [S0]]}}}",
                        List.of("a.yaml:17:56: sweep.vary.a.keep[1]: found a list, but a text is needed")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: type, keep: [E, E], drop: [S0]}}}",
                        List.of("a.yaml:17:56: sweep.vary.a: found two variants E, but labels within an axis differ")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: distance, below: 9000 km/s}}}",
                        List.of(
                                "a.yaml:17:40: sweep.vary.a.by: found distance, but survey gives a survey, which has no distances yet; such steps: distances, zero")),
                Arguments.of(
                        "{vary: {a: {subset: zero, by: distance, below: [9000, 9000 kms/s, 3 deg, near]}}}",
                        List.of(
                                "a.yaml:17:56: sweep.vary.a.below[0]: found 9000, but a distance in km/s or Mpc/h is needed",
                                "a.yaml:17:62: sweep.vary.a.below[1]: found 9000 kms/s, but the unit kms/s is not known; did you mean 'km/s'?",
                                "a.yaml:17:74: sweep.vary.a.below[2]: found 3 deg, but a distance in km/s or Mpc/h is needed",
                                "a.yaml:17:81: sweep.vary.a.below[3]: found near, but a number with its unit is needed")),
                Arguments.of(
                        "{vary: {a: {subset: zero, by: cz, above: [9000, 90 Mpc/h]}}}",
                        List.of(
                                "a.yaml:17:50: sweep.vary.a.above[0]: found 9000, but a velocity needs a unit, such as 9000 km/s",
                                "a.yaml:17:56: sweep.vary.a.above[1]: found 90 Mpc/h, but Mpc/h measures a distance; a velocity in km/s or m/s is needed")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: group, above: 3}}}",
                        List.of(
                                "a.yaml:17:54: sweep.vary.a.above: found 3, but groups have names, which are kept or dropped")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: measurements.run, keep: x}}}",
                        List.of(
                                "a.yaml:17:40: sweep.vary.a.by: found measurements.run, but one of a column, groups.column, group is needed")),
                Arguments.of(
                        "{vary: {a: {subset: survey, by: magnitude, below: 15 magg}}}",
                        List.of(
                                "a.yaml:17:58: sweep.vary.a.below: found 15 magg, but the unit magg is not known; did you mean 'mag'?")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("selections")
    void namesAMistakeOfASelection(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + "sweep: " + yaml + "\n", expected);
    }

    static Stream<Arguments> mocks() {
        return Stream.of(
                Arguments.of(
                        "{vary: {a: {monte-carlo: survey, relation: distances, flow: flow, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:33: sweep.vary.a.monte-carlo: found survey, but mocks replace the survey that distances takes, so put: monte-carlo: runs")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: zero, flow: none, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:49: sweep.vary.a.relation: found zero, but that is a step of the kind bias, and the relation is an indicator's; such steps: distances")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:19: sweep.vary.a.flow: not given, but needed: value (The input flow: a step, none, [vx, vy, vz] in Galactic components, or {speed, l, b})")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: zero, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:66: sweep.vary.a.flow: found zero, but it gives distances, and mocks have the flow of a flow step, none, [vx, vy, vz] or {speed, l, b}; such steps: flow")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: flwo, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:66: sweep.vary.a.flow: found flwo, but no step has that name; did you mean 'flow'?")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: [1 km/s, 2 km/s], replicates: 5}}}",
                        List.of(
                                "a.yaml:17:66: sweep.vary.a.flow: found a list, but the three Galactic components are needed, such as [-400 km/s, 0 km/s, 100 km/s]")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: [1 km/s, 2, x], replicates: 5}}}",
                        List.of(
                                "a.yaml:17:75: sweep.vary.a.flow[1]: found 2, but a velocity needs a unit, such as 2 km/s",
                                "a.yaml:17:78: sweep.vary.a.flow[2]: found x, but a velocity in km/s or m/s is needed")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: {speed: 630, l: 260 deg, bb: 1 deg}, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:74: sweep.vary.a.flow.speed: found 630, but a velocity needs a unit, such as 630 km/s",
                                "a.yaml:17:91: sweep.vary.a.flow.bb: unknown parameter; did you mean 'b'?")),
                Arguments.of(
                        "{vary: {a: {monte-carlo: runs, relation: distances, flow: none, monopole: 5, geometry: redshift, replicates: 5}}}",
                        List.of(
                                "a.yaml:17:82: sweep.vary.a.monopole: found 5, but a fraction needs a unit, such as 5 %",
                                "a.yaml:17:95: sweep.vary.a.geometry: found redshift, but one of automatic, distances, redshifts is needed; did you mean 'redshifts'?")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mocks")
    void namesAMistakeOfMocks(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + "sweep: " + yaml + "\n", expected);
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                Arguments.of("x", List.of("a.yaml:20:9: claims: found x, but a list of claims is needed")),
                Arguments.of(
                        "[x]",
                        List.of(
                                "a.yaml:20:10: claims[0]: found x, but {over: axis, max-abs-change: estimand, below: bound} is needed")),
                Arguments.of(
                        "[{}]",
                        List.of(
                                "a.yaml:20:10: claims[0]: found nothing to read off, but one of value, max-abs-change, change, difference, error, bias, coverage, false-alarms, significance, consistency is needed, such as value: V",
                                "a.yaml:20:10: claims[0]: found no bound, but below, above or within is needed")),
                Arguments.of(
                        "[{over: dust, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:10: claims[0]: found nothing to read off, but one of value, max-abs-change, change, difference, error, bias, coverage, false-alarms, significance, consistency is needed, such as value: V")),
                Arguments.of(
                        "[{over: dust, max-abs-chnge: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:23: claims[0].max-abs-chnge: unknown parameter; did you mean 'max-abs-change'?")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:54: claims[0]: found max-abs-change and change, but one of them is needed; make two")),
                Arguments.of(
                        "[{over: dust, max-abs-change: , below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:38: claims[0].max-abs-change: found nothing, but an estimand is needed, such as V")),
                Arguments.of(
                        "[{over: dust, max-abs-change: sped, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:39: claims[0].max-abs-change: found sped, but no estimand has that name; did you mean 'speed'?")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed}]",
                        List.of("a.yaml:20:10: claims[0]: found no bound, but below, above or within is needed")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, below: 3}]",
                        List.of("a.yaml:20:53: claims[0].below: found 3, but a velocity needs a unit, such as 3 km/s")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, below: 3 deg}]",
                        List.of(
                                "a.yaml:20:53: claims[0].below: found 3 deg, but deg measures an angle; a velocity in km/s or m/s is needed")),
                Arguments.of(
                        "[{over: dust, max-abs-change: l, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:49: claims[0].below: found 3 km/s, but km/s measures a velocity; an angle in deg, arcmin, arcsec, rad or hourangle is needed")),
                Arguments.of(
                        "[{over: dust, max-abs-change: chi2, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:52: claims[0].below: found 3 km/s, but km/s measures a velocity; a pure number is needed")),
                Arguments.of(
                        "[{over: dust, max-abs-change: V, below: 3}]",
                        List.of("a.yaml:20:49: claims[0].below: found 3, but a velocity needs a unit, such as 3 km/s")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, above: 5 km/s, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:68: claims[0]: found 3 km/s, but that is not more than 5 km/s, so nothing could be below the one and above the other")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, within: [1 km/s, 2 km/s], below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:79: claims[0].below: found within besides, which is both above and below; give one or the other")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, within: [1 km/s]}]",
                        List.of(
                                "a.yaml:20:54: claims[0].within: found a list of 1, but two bounds are needed, the lower one first")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, within: 1 km/s}]",
                        List.of(
                                "a.yaml:20:54: claims[0].within: found 1 km/s, but a list is needed, each item a text")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, within: [1, 2 km/s]}]",
                        List.of(
                                "a.yaml:20:55: claims[0].within[0]: found 1, but a velocity needs a unit, such as 1 km/s")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, blow: 3 km/s}]",
                        List.of("a.yaml:20:46: claims[0].blow: unknown parameter; did you mean 'below'?")),
                Arguments.of(
                        "[{over: dsut, max-abs-change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found dsut, but no axis has that name; did you mean 'dust'?")),
                Arguments.of(
                        "[{max-abs-change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:10: claims[0].over: not given, but needed: max-abs-change is read over an axis of variants (set, jackknife, subset or split)")),
                Arguments.of(
                        "[{over: mocks, max-abs-change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found mocks, which is an axis of replicates, but max-abs-change is read over an axis of variants (set, jackknife, subset or split)")),
                Arguments.of(
                        "[{over: dust, max-abs-change: speed, variant: extinction/none, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:55: claims[0].variant: found extinction/none, but max-abs-change is of the axis as a whole; take variant out")),
                Arguments.of(
                        "[{over: dust, change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:10: claims[0].variant: not given, but needed: change is of one variant, and dust has several: extinction/none, extinction/sfd98")),
                Arguments.of(
                        "[{over: jack, change: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:10: claims[0].variant: not given, but needed: change is of one variant, and jack has several")),
                Arguments.of(
                        "[{over: dust, change: speed, variant: extinction/nonne, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:47: claims[0].variant: found extinction/nonne, but dust has no such variant; did you mean 'extinction/none'?")),
                Arguments.of(
                        "[{over: dust, bias: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found dust, which is an axis of variants, but bias is read over a monte-carlo axis")),
                Arguments.of(
                        "[{over: boot, coverage: speed, above: 60 %}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found boot, which is an axis of replicates, but coverage is read over a monte-carlo axis")),
                Arguments.of(
                        "[{over: mocks, coverage: speed, above: 0.6}]",
                        List.of(
                                "a.yaml:20:48: claims[0].above: found 0.6, but a fraction needs a unit, such as 0.6 %")),
                Arguments.of(
                        "[{over: mocks, coverage: l, above: 60 %}]",
                        List.of(
                                "a.yaml:20:34: claims[0].coverage: found l, which is flow.l, but coverage needs the velocity or the speed of a flow; such estimands: V, speed")),
                Arguments.of(
                        "[{over: mocks, coverage: speed, above: 160 %}]",
                        List.of("a.yaml:20:48: claims[0].above: found 160 %, but a value from 0 % to 100 % is needed")),
                Arguments.of(
                        "[{over: dust, error: speed, below: 3 km/s}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found dust, which is an axis of variants, but error is read over an axis of replicates or a jackknife")),
                Arguments.of(
                        "[{over: dust, consistency: chi2, above: 0.05}]",
                        List.of(
                                "a.yaml:20:36: claims[0].consistency: found chi2, which is flow.chi2, but consistency needs the velocity or the speed of a flow; such estimands: V, speed")),
                Arguments.of(
                        "[{over: dust, consistency: speed, above: 1.5}]",
                        List.of("a.yaml:20:50: claims[0].above: found 1.5, but a value from 0 to 1 is needed")),
                Arguments.of(
                        "[{value: V, above: 3 km/s}]",
                        List.of(
                                "a.yaml:20:18: claims[0].value: found V, which is flow.velocity, but a vector has no single value; take its speed, l or b")),
                Arguments.of(
                        "[{value: speed, variant: x, above: 3 km/s}]",
                        List.of("a.yaml:20:34: claims[0].variant: found x, but over: must say of which axis")),
                Arguments.of(
                        "[{over: boot, value: speed, above: 3 km/s}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found boot, which is an axis of replicates, but value is read over an axis of variants (set, jackknife, subset or split)")),
                Arguments.of(
                        "[{over: boot, significance: V, above: 99 %}]",
                        List.of(
                                "a.yaml:20:17: claims[0].over: found boot, which is an axis of replicates, but significance is read over an axis of variants (set, jackknife, subset or split)")),
                Arguments.of(
                        "[{over: mocks, false-alarms: V, below: 7 %, cite: [x]}]",
                        List.of("a.yaml:20:59: claims[0].cite: found a list, but a text is needed")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void namesAMistakeOfAClaim(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + AXES + "claims: " + yaml + "\n", expected);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                Arguments.of("[x]", List.of("a.yaml:20:10: targets: found a list, but a mapping from names is needed")),
                Arguments.of(
                        "{a: x}",
                        List.of(
                                "a.yaml:20:14: targets.a: found x, but {value: estimand, published: number, cite: paper} is needed")),
                Arguments.of(
                        "{a: {}}",
                        List.of(
                                "a.yaml:20:14: targets.a.published: not given, but needed: text (The published value, with its unit)",
                                "a.yaml:20:14: targets.a.cite: not given, but needed: text (The paper)",
                                "a.yaml:20:14: targets.a: found nothing to read off, but one of value, max-abs-change, change, difference, error, bias, coverage, false-alarms, significance, consistency is needed, such as value: V")),
                Arguments.of(
                        "{a b: {value: speed, published: 3 km/s, cite: x}}",
                        List.of(
                                "a.yaml:20:11: targets.a b: found a b, but a target's name has letters, digits, dots, dashes and underscores only")),
                Arguments.of(
                        "{a: {value: speed, published: 3 km/s}}",
                        List.of("a.yaml:20:14: targets.a.cite: not given, but needed: text (The paper)")),
                Arguments.of(
                        "{a: {value: speed, cite: x}}",
                        List.of(
                                "a.yaml:20:14: targets.a.published: not given, but needed: text (The published value, with its unit)")),
                Arguments.of(
                        "{a: {value: speed, published: 3, cite: x}}",
                        List.of(
                                "a.yaml:20:40: targets.a.published: found 3, but a velocity needs a unit, such as 3 km/s")),
                Arguments.of(
                        "{a: {value: speed, published: 3 km/s, error: 0 km/s, cite: x}}",
                        List.of("a.yaml:20:55: targets.a.error: found 0 km/s, but a standard error is positive")),
                Arguments.of(
                        "{a: {value: speed, published: 3 km/s, error: 5, cite: x}}",
                        List.of("a.yaml:20:55: targets.a.error: found 5, but a velocity needs a unit, such as 5 km/s")),
                Arguments.of(
                        "{a: {published: 3 km/s, error: 5 km/s, cite: x}}",
                        List.of(
                                "a.yaml:20:14: targets.a: found nothing to read off, but one of value, max-abs-change, change, difference, error, bias, coverage, false-alarms, significance, consistency is needed, such as value: V")),
                Arguments.of(
                        "{a: {over: dust, error: speed, published: 5 km/s, cite: x}}",
                        List.of(
                                "a.yaml:20:21: targets.a.over: found dust, which is an axis of variants, but error is read over an axis of replicates or a jackknife")),
                Arguments.of(
                        "{a: {valeu: speed, published: 5 km/s, cite: x}}",
                        List.of("a.yaml:20:15: targets.a.valeu: unknown parameter; did you mean 'value'?")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void namesAMistakeOfATarget(String yaml, List<String> expected) {
        isTold(Workflow.SOUND + AXES + "targets: " + yaml + "\n", expected);
    }

    @Test
    void showsWhereAVariantCannotBePlanned() {
        String sweep = """
                sweep:
                  vary:
                    dust-map:
                      set: dust.uses
                      to: [extinction/none, extinction/nonne]
                """;
        assertThat(catchThrowableOfType(DescriptorException.class, () -> workflow.plan(Workflow.SOUND + sweep)))
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "a.yaml:21:29: sweep.vary.dust-map.to[1]: dust.uses: found extinction/nonne, but no plugin offers it;"
                                + " did you mean 'extinction/none'?",
                        "    21 |       to: [extinction/none, extinction/nonne]",
                        "       |                             ^^^^^^^^^^^^^^^^"));
    }

    @Test
    void triesNoVariantOfAnAnalysisThatIsWrongItself() {
        isTold(
                Workflow.SOUND.replace("form: inverse", "from: inverse")
                        + "sweep: {vary: {a: {set: dust.uses, to: [extinction/none]}, b: {jackknife: survye, by: group}}}\n",
                List.of(
                        "a.yaml:11:57: steps.distances.with.from: unknown parameter; did you mean 'form'?",
                        "a.yaml:17:75: sweep.vary.b.jackknife: found survye, but no step has that name; did you mean 'survey'?"));
    }

    @Test
    void saysNothingOfClaimsOverAnAxisThatIsWrongItself() {
        isTold(
                Workflow.SOUND
                        + "sweep: {vary: {a: {jackknife: survye, by: group}}}\n"
                        + "claims: [{over: a, max-abs-change: speed, below: 3 km/s}]\n",
                List.of(
                        "a.yaml:17:31: sweep.vary.a.jackknife: found survye, but no step has that name; did you mean 'survey'?"));
    }

    @Test
    void refusesClaimsWithoutASweep() {
        isTold(
                Workflow.SOUND + "claims: [{over: dust, change: speed, below: 3 km/s}]\n",
                List.of("a.yaml:17:17: claims[0].over: found dust, but there is no sweep with that axis"));
    }

    @Test
    void refusesATableThatNoVariantUses() {
        String two = Workflow.SOUND.replace(
                "  galaxies: {path: galaxies.txt}", "  galaxies: {path: galaxies.txt}\n  other: {path: galaxies.txt}");
        isTold(
                two + "sweep: {vary: {a: {set: seed, to: 3}}}\n",
                List.of("a.yaml:6:3: data.other: no step uses this table; name it in a step, or take it out"));
        assertThat(workflow.plan(two + "sweep: {vary: {a: {set: survey.with.table, to: other}}}\n")
                        .sweep())
                .isPresent();
    }
}
