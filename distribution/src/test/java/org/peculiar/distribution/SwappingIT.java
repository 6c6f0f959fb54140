package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each swap that a user would make is one word, and does what it should; {@code docs/swapping.md} tells of them. */
@DisabledOnOs(OS.WINDOWS)
class SwappingIT {

    /**
     * A synthetic survey, in the places of the SMAC twin, that several indicators can measure. Nothing in it scatters, so that each
     * must find the flow that was put in.
     */
    private static final String MOCK = """
            peculiar: 1
            name: mock
            seed: 1
            data:
              galaxies: {path: galaxies.ecsv}
              clusters: {path: clusters.ecsv}
            assume: {cosmology: einstein-de-sitter, thermal-dispersion: 100 km/s, cz-error: 0 km/s}
            steps:
              survey:
                uses: source/mock-survey
                with:
                  clusters:
                    uses: source/table
                    with:
                      galaxies: {table: galaxies, id: id, group: cluster}
                      groups:
                        table: clusters
                        id: name
                        position: {longitude: l, latitude: b, frame: galactic}
                        redshift: {column: cz, frame: heliocentric}
                  flow: {speed: 630 km/s, l: 260 deg, b: -1 deg}
                  thermal-dispersion: 0 km/s
                  scatter: 1e-6 dex
                  measurement-error: 0 dex
                  runs: {offset: 0 dex}
                  spirals: {scatter: 1e-5 mag}
                  brightest: {scatter: 1e-5 mag}
              runs: {uses: correction/run-offsets, with: {error: 0.01}}
              distances: {uses: indicator/fundamental-plane}
              flow: {uses: flow/bulk, with: {marginalise: [zero-point]}}
            estimands: {V: flow.velocity, speed: flow.speed}
            """;

    @TempDir
    private Path scratch;

    private Path workflow(String name) {
        return Tree.copy(Tree.HOME.resolve("workflows").resolve(name), scratch.resolve(name));
    }

    private Run run(Path descriptor, String... overrides) throws Exception {
        return Run.of(
                descriptor,
                scratch.resolve("record-" + String.join("-", overrides).hashCode()),
                List.of(overrides));
    }

    private static double[] velocity(Run run) {
        JsonNode v = run.results().at("/steps/flow/bulk-flow/velocity-kms");
        return new double[] {v.get(0).asDouble(), v.get(1).asDouble(), v.get(2).asDouble()};
    }

    private static double distance(double[] a, double[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    private Path mock() throws IOException {
        return Files.writeString(workflow("smac-1999").resolve("mock.yaml"), MOCK);
    }

    /** The same flow from one survey by four indicators, each one word; on exact data they agree with what was put in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "indicator/fundamental-plane",
                "indicator/dn-sigma",
                "indicator/tully-fisher",
                "indicator/brightest-cluster-galaxy"
            })
    void indicatorIsOneWord(String indicator) throws Exception {
        Run run = run(mock(), "distances.uses=" + indicator);
        double l = Math.toRadians(260);
        double b = Math.toRadians(-1);
        double[] input = {630 * Math.cos(b) * Math.cos(l), 630 * Math.cos(b) * Math.sin(l), 630 * Math.sin(b)};
        assertThat(run.results().at("/steps/flow/tracers").asInt()).isEqualTo(56);
        // D_n-sigma is a line only on average over the surfaces brightness, which scatters: its own error is the
        // yardstick
        double error = run.results().at("/steps/flow/bulk-flow/sqrt-trace-kms").asDouble();
        double tolerance = indicator.equals("indicator/dn-sigma") ? 3 * error : 2;
        assertThat(distance(velocity(run), input)).as("from %s", indicator).isLessThan(tolerance);
    }

    /** An infall alone is no bulk flow: it has numbers of its own, and in a sweep of bulk flows it fails by name. */
    @Test
    void flowModelWithoutABulkFlowHasItsOwnEstimands() throws Exception {
        Path smac = workflow("smac-1999");
        Run infall = run(smac, "flow.uses=flow/attractor", "estimands={infall: flow.infall}");
        assertThat(infall.results().at("/estimands/infall").asDouble())
                .isEqualTo(infall.results()
                        .at("/steps/flow/parameters/infall/value")
                        .asDouble());
        assertThat(infall.results().at("/estimand-units/infall").asText()).isEqualTo("km/s");
        Run sweep = Run.ofSweep(
                smac,
                scratch.resolve("sweep"),
                List.of(
                        "sweep={vary: {model: {set: flow.uses, to: flow/attractor}}, paired-replicates: 0}",
                        "estimands={}"),
                0);
        assertThat(sweep.summary())
                .contains("steps.flow (flow/attractor): found the parameters infall, but a sweep follows a bulk flow");
        assertThat(Launcher.peculiar(
                                "run",
                                smac.toString(),
                                "--out",
                                scratch.resolve("none").toString(),
                                "--set",
                                "flow.uses=flow/attractor",
                                "--set",
                                "estimands={}",
                                "--set",
                                "sweep={vary: {drop: {jackknife: survey, by: group}}}")
                        .errors())
                .endsWith(
                        "steps.flow (flow/attractor): found the parameters infall, but a sweep follows a bulk flow, vx, vy,"
                                + " vz\n");
    }

    /** The twin's galaxies have what D_n-sigma observes, too; Malmquist's and the zero point's steps are none the wiser. */
    @Test
    void indicatorOfAShippedWorkflowIsOneWord() throws Exception {
        Path smac = workflow("smac-1999");
        Run plane = run(smac);
        Run diameters =
                run(smac, "distances.uses=indicator/dn-sigma", "distances.with.mean-brightness=20 mag/arcsec**2");
        assertThat(diameters.summary()).contains("inverse D_n-sigma relation, 699 galaxies, 56 distances");
        // both measure the same clusters: closer than the sum of the two errors along the flow
        double errors =
                plane.results().at("/steps/flow/bulk-flow/error-along-flow-kms").asDouble()
                        + diameters
                                .results()
                                .at("/steps/flow/bulk-flow/error-along-flow-kms")
                                .asDouble();
        assertThat(distance(velocity(plane), velocity(diameters))).isBetween(1.0, errors);
    }

    @Test
    void biasIsOneWord() throws Exception {
        Path smac = workflow("smac-1999");
        Run corrected = run(smac);
        Run uncorrected = run(smac, "malmquist.uses=bias/none");
        // METHODS 5.3: the correction takes some 10 % off the twin's amplitude, where it does not belong
        double ratio = uncorrected
                        .results()
                        .at("/steps/flow/bulk-flow/speed-kms")
                        .asDouble()
                / corrected.results().at("/steps/flow/bulk-flow/speed-kms").asDouble();
        assertThat(ratio).isBetween(1.01, 1.15);
        assertThat(uncorrected.results().at("/steps/malmquist/uses").asText()).isEqualTo("bias/none");
    }

    /** METHODS 15 and 5.4: fitted given the redshifts, the flow of the supernovae is the same to a few km/s. */
    @Test
    void flowModelIsOneWord() throws Exception {
        Path supernovae = workflow("pantheonplus");
        Run bulk = run(supernovae);
        Run simultaneous = run(supernovae, "flow.uses=flow/simultaneous");
        assertThat(simultaneous.results().at("/steps/flow/uses").asText()).isEqualTo("flow/simultaneous");
        assertThat(distance(velocity(bulk), velocity(simultaneous))).isBetween(0.1, 10.0);
        assertThat(simultaneous
                        .results()
                        .at("/steps/flow/bulk-flow/error-along-flow-kms")
                        .asDouble())
                .isCloseTo(46, within(2.0));
    }

    /** What a swap drops is said beforehand, and parameters of the kind stay. */
    @Test
    void planTellsWhatASwapDrops() throws Exception {
        Outcome plan = Launcher.peculiar(
                "plan", workflow("pantheonplus").toString(), "--set", "dust.uses=extinction/burstein-heiles");
        assertThat(plan.status()).isZero();
        assertThat(plan.output())
                .contains("dropped")
                .contains("quantity")
                .contains("scale")
                .doesNotContain("dropped: bands");
    }
}
