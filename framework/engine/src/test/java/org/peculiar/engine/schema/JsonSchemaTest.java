package org.peculiar.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Source;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.descriptor.YamlReader;
import org.peculiar.engine.sample.SamplePlugins;
import org.peculiar.engine.sample.Workflow;

/** The schema, as an independent validator understands it, against what the planner says of the same descriptors. */
class JsonSchemaTest {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode JSON =
            new ObjectMapper().valueToTree(new JsonSchema(SamplePlugins.index()).descriptor());
    private static final Schema SCHEMA = REGISTRY.getSchema(JSON);

    @TempDir
    Path temp;

    private Workflow workflow;

    @BeforeEach
    void workflow() {
        workflow = new Workflow(temp);
    }

    private static List<Error> errors(String descriptor) {
        Problems problems = new Problems();
        Yaml yaml = YamlReader.read(Source.of("a.yaml", descriptor), descriptor, problems)
                .orElseThrow();
        problems.throwIfAny();
        return SCHEMA.validate(json(yaml));
    }

    /** Reads scalars as YAML 1.2's core schema does, and so editors do. */
    private static JsonNode json(Yaml yaml) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (yaml instanceof Yaml.Mapping mapping) {
            ObjectNode object = nodes.objectNode();
            mapping.entries().forEach(entry -> object.set(entry.key().text(), json(entry.value())));
            return object;
        } else if (yaml instanceof Yaml.Sequence sequence) {
            ArrayNode array = nodes.arrayNode();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        Yaml.Scalar scalar = (Yaml.Scalar) yaml;
        if (scalar.isNull()) {
            return nodes.nullNode();
        } else if (scalar.plain() && scalar.text().matches("true|false")) {
            return nodes.booleanNode(Boolean.parseBoolean(scalar.text()));
        } else if (scalar.plain() && scalar.text().matches("[-+]?[0-9]+")) {
            return nodes.numberNode(new BigDecimal(scalar.text()).toBigInteger());
        } else if (scalar.plain() && scalar.text().matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?")) {
            return nodes.numberNode(new BigDecimal(scalar.text()));
        }
        return nodes.textNode(scalar.text());
    }

    private static String everything(String with) {
        String former = "{uses: correction/run-offsets, with: {quantity: magnitude}}";
        assertThat(Workflow.SOUND).contains(former);
        return Workflow.SOUND.replace(former, "{uses: correction/everything, with: " + with + "}");
    }

    @Test
    void isASchema() {
        Schema schemas = REGISTRY.getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));
        assertThat(schemas.validate(JSON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "steps:|import: {near: ../near, far: {seed: 1, assume: {}, steps: {zero: {uses: bias/none}}}}\nsteps:",
                "steps:|import:\nsteps:",
                "flow.velocity|near.flow.velocity",
                "estimands:|  m: {uses: diagnostic/mean-speed, in: flow}\nestimands:",
                "estimands:|  m: {uses: diagnostic/mean-speed, in: [flow, near.flow]}\nestimands:",
                "estimands:|  m: {uses: diagnostic/mean-speed, in: {flows: [flow]}}\nestimands:",
                "estimands:|  m: {uses: diagnostic/mean-speed, in: {flows: {A: flow}}}\nestimands:",
            })
    void acceptsImportsAndInputsByName(String change) {
        String[] fromTo = change.split("\\|", -1);
        assertThat(errors(Workflow.SOUND.replace(fromTo[0], fromTo[1]))).isEmpty();
    }

    @Test
    void acceptsASoundDescriptor() {
        assertThat(errors(Workflow.SOUND)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{number: 1}",
                "{number: .5}",
                "{number: 50 %}",
                "{number: 50 percent}",
                "{number: 1e-3}",
                "{number: 010e-1}",
                "{number: ~, speed: ~, word: ~, inner: ~, dust: ~, count: ~, file: ~, text: ~, speeds: ~, by-name: ~}",
                "{speed: 250km/s}",
                "{speed: '0.5 m/s'}",
                "{depth: 10 h-1 Mpc}",
                "{share: 5 %}",
                "{brightness: 20 mag/arcsec^2}",
                "{radius: 5'}",
                "{radius: 90 °}",
                "{count: -5, flag: false}",
                "{text: 5}",
                "{text: true}",
                "{text: 'true'}",
                "{word: third}",
                "{file: galaxies.txt, table: galaxies}",
                "{speeds: []}",
                "{speeds: [1 km/s, 2 m/s]}",
                "{by-name: {x: 1, y: 5 %}}",
                "{inner: a name}",
                "{inner: {size: 5 km/s}}",
                "{inners: [a, {name: b}]}",
                "{dust: extinction/flat}",
                "{dust: {uses: extinction/flat}}",
                "{dust: {uses: extinction/flat, with: {ebv: 0.1 mag}}}",
                "{dust: {uses: extinction/flat, with: }}",
                "{perhaps: 3, counted: 4}"
            })
    void acceptsWhatTheBinderAccepts(String with) {
        assertThat(errors(everything(with))).isEmpty();
        assertThatCode(() -> workflow.plan(everything(with))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "[a]",
                "{nubmer: 1}",
                "{number: yes}",
                "{number: '0.5'}",
                "{number: 2}",
                "{number: .nan}",
                "{number: 5 1}",
                "{number: 5 km/s}",
                "{number: 12:30:00}",
                "{number: [1]}",
                "{speed: 250}",
                "{speed: '250'}",
                "{speed: 250 Mpc/h}",
                "{speed: 250 km}",
                "{speed: 250 kmxs}",
                "{brightness: 20 mag/arcsecxx2}",
                "{share: 5}",
                "{count: 2.5}",
                "{count: '3'}",
                "{count: 10}",
                "{flag: yes}",
                "{flag: 'true'}",
                "{text: [a]}",
                "{word: fourth}",
                "{speeds: 5 km/s}",
                "{speeds: [5]}",
                "{speeds: [~]}",
                "{by-name: {x: a}}",
                "{by-name: {x: ~}}",
                "{inner: [a]}",
                "{inner: {nam: a}}",
                "{inners: [{size: 5}]}",
                "{dust: flow/bulk}",
                "{dust: {uses: extinction/nonne}}",
                "{dust: {uses: extinction/flat, wiht: {}}}",
                "{dust: {uses: extinction/flat, with: {ebv: 1}}}",
                "{dust: {uses: extinction/none, with: {ebv: 1 mag}}}",
                "{dust: {with: {}}}"
            })
    void refusesWhatTheBinderRefuses(String with) {
        assertThat(errors(everything(with))).isNotEmpty();
        assertThatThrownBy(() -> workflow.plan(everything(with))).isInstanceOf(DescriptorException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "peculiar: 1|peculiar: 2",
                "peculiar: 1|peculiar: '1'",
                "peculiar: 1\n|",
                "name: sample|name: a/b",
                "name: sample\n|",
                "name: sample|name: [a]",
                "seed: 1999|seed: 19.99",
                "seed: 1999|seed: '1999'",
                "{path: galaxies.txt}|[galaxies.txt]",
                "{path: galaxies.txt}|{pth: galaxies.txt}",
                "{cosmology: einstein-de-sitter|{cosmolgy: einstein-de-sitter",
                "einstein-de-sitter|planck18",
                "250 km/s|250",
                "  flow: {uses|  Flow: {uses",
                "flow/bulk|flow/bluk",
                "{uses: flow/bulk}|{in: zero}",
                "{uses: flow/bulk}|flow/bulk",
                "{uses: flow/bulk}|{uses: flow/bulk, in: [zero]}",
                "{uses: flow/bulk}|{uses: flow/bulk, wiht: {}}",
                "with: {form|with: {from",
                ", with: {quantity: magnitude}|",
                "with: {table: galaxies}|with: {}",
                "with: {form: inverse}|with: inverse",
                "flow.velocity|velocity",
                "flow.velocity|[flow.velocity]",
                "steps:|import: [../near]\nsteps:",
                "steps:|import: {Near: ../near}\nsteps:",
                "steps:|import: {near: {steps: {}, sweep: {}}}\nsteps:",
                "steps:|import: {near: {seed: 1}}\nsteps:",
                "estimands:|  m: {uses: diagnostic/mean-speed, in: {flows: [[flow]]}}\nestimands:",
                "estimands:|sweep: {}\nestimands:",
                "bands: {magnitude: R}|bands: {magnitude: {coefficient: -1, band: R}}"
            })
    void refusesWhatThePlannerRefuses(String change) {
        String[] fromTo = change.split("\\|", -1);
        assertThat(Workflow.SOUND).contains(fromTo[0]);
        String broken = Workflow.SOUND.replace(fromTo[0], fromTo[1]);
        assertThat(errors(broken)).isNotEmpty();
        assertThatThrownBy(() -> workflow.plan(broken)).isInstanceOf(DescriptorException.class);
    }

    private static String swept(String axis) {
        return Workflow.SOUND + "sweep: {vary: {a: " + axis + "}}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{set: dust.uses, to: [extinction/none, {uses: extinction/flat, with: {ebv: 0.2 mag}}]}",
                "{set: dust.with.ebv, to: [~, 0.2 mag]}",
                "{set: zero.with.shift, to: [1 %, 2 %], labels: [a, 2], also: {seed: 3}}",
                "{set: seed, to: 3, label: x, also: ~}",
                "{set: {seed: 3, zero.with.shift: 0.1}}",
                "{jackknife: survey, by: group}",
                "{jackknife: survey, by: sky, patches: 12}",
                "{bootstrap: survey, replicates: 5}",
                "{displace: runs, from: resampling, replicates: 5}",
                "{subset: zero, by: cz, below: 9000 km/s, above: [1 km/s, 2 km/s]}",
                "{subset: survey, by: type, keep: [E, 1], drop: S0}",
                "{split: zero, parts: 3, equal: trace}",
                "{monte-carlo: runs, relation: distances, flow: none, monopole: 5 %, replicates: 5}",
                "{monte-carlo: runs, relation: distances, flow: {speed: 1 km/s, l: 1 deg, b: 2 deg}, replicates: 5}"
            })
    void acceptsAnAxisThatThePlannerAccepts(String axis) {
        assertThat(errors(swept(axis))).isEmpty();
        assertThatCode(() -> workflow.plan(swept(axis))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "{}",
                "{to: x}",
                "{set: seed, to: 3, jackknife: survey, by: group}",
                "{set: seed, to: 3, lables: [x]}",
                "{set: seed, to: 3, also: [x]}",
                "{jackknife: survey}",
                "{jackknife: survey, by: sky, patches: 1}",
                "{bootstrap: survey}",
                "{bootstrap: survey, replicates: 0}",
                "{bootstrap: survey, replicates: 2.5}",
                "{displace: runs, from: errors, replicates: 5}",
                "{subset: survey, by: type, keep: []}",
                "{subset: survey, by: type, keep: [[E]]}",
                "{split: zero, by: redshift}",
                "{monte-carlo: runs, relation: distances, replicates: 5}",
                "{monte-carlo: runs, relation: distances, flow: none, monopole: 5, replicates: 5}"
            })
    void refusesAnAxisThatThePlannerRefuses(String axis) {
        assertThat(errors(swept(axis))).isNotEmpty();
        assertThatThrownBy(() -> workflow.plan(swept(axis))).isInstanceOf(DescriptorException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims: [{over: a, change: speed, below: 3 km/s, cite: x}, {significance: V, within: [90 %, 99 %]}]",
                "claims: ",
                "targets: {x: {value: speed, published: 3 km/s, error: 2 km/s, cite: y}}",
                "targets: {x: {change: V, over: a, variant: '3', published: 3 km/s, cite: y}}"
            })
    void acceptsWhatIsReadOffASweep(String section) {
        String text = swept("{set: seed, to: 3}") + section + "\n";
        assertThat(errors(text)).isEmpty();
        assertThatCode(() -> workflow.plan(text)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "claims: {over: a}",
                "claims: [{over: a, below: 3 km/s}]",
                "claims: [{over: a, change: V, value: speed, below: 3 km/s}]",
                "claims: [{over: a, chnge: V, below: 3 km/s}]",
                "claims: [{over: a, change: V, within: 3 km/s}]",
                "targets: [x]",
                "targets: {x: {value: speed, published: 3 km/s}}",
                "targets: {x: {value: speed, cite: y}}"
            })
    void refusesWhatCannotBeReadOffASweep(String section) {
        String text = swept("{set: seed, to: 3}") + section + "\n";
        assertThat(errors(text)).isNotEmpty();
        assertThatThrownBy(() -> workflow.plan(text)).isInstanceOf(DescriptorException.class);
    }

    @Test
    void acceptsAllSpellingsOfUnits() {
        for (String speed : Unit.spellings(Unit.Dimension.VELOCITY)) {
            assertThat(errors(everything("{speed: 2.5 " + speed + "}")))
                    .as(speed)
                    .isEmpty();
        }
        for (String brightness : Unit.spellings(Unit.Dimension.SURFACE_BRIGHTNESS)) {
            assertThat(errors(everything("{brightness: '20 " + brightness + "'}")))
                    .as(brightness)
                    .isEmpty();
        }
        for (String angle : Unit.spellings(Unit.Dimension.ANGLE)) {
            String quoted = angle.replace("'", "''");
            assertThat(errors(everything("{radius: '2 " + quoted + "'}")))
                    .as(angle)
                    .isEmpty();
        }
    }

    @Test
    void documentsWhatItAccepts() {
        JsonNode parameters = JSON.at("/$defs/correction.everything/properties");
        assertThat(parameters.at("/speed/description").asText()).isEqualTo("A velocity (default 250 km/s)");
        assertThat(parameters.at("/speed/examples/0").asText()).isEqualTo("1 km/s");
        assertThat(parameters.at("/perhaps/description").asText()).isEqualTo("A number or none");
        assertThat(JSON.at("/$defs/steps/additionalProperties/properties/uses/oneOf")
                        .toString())
                .contains("{\"const\":\"extinction/flat\",\"description\":\"Flat dust\"}");
    }
}
