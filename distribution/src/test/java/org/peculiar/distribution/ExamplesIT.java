package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.peculiar.cli.InProcess;

/** Runs the example that {@code plugins describe} shows of each component, within an analysis of the SMAC twin. */
class ExamplesIT {

    private static final Pattern EXAMPLE = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$");

    private static final String SURVEY = """
            uses: source/table
            with:
              galaxies:
                table: galaxies
                id: id
                group: cluster
                columns:
                  log-theta: log_theta
                  mu-e: mu_e
                  mg2: mg2
                  ebv: ebv
                  mu: {column: mu, error: error_mag}
                  m-b: {column: m_b, error: error_mag}
                  x1: {column: x1, error: error_mag, unit: "1"}
                  c: {column: c, error: error_mag}
                  log-host-mass: log_host_mass
                  log-width: log_width
                  magnitude: magnitude
                  metric-magnitude: magnitude
                  alpha: alpha
              groups:
                table: clusters
                id: name
                position: {longitude: l, latitude: b, frame: galactic}
                redshift: {column: cz, frame: heliocentric}
                columns: {predicted-velocity: predicted_velocity, nbar: nbar}
              measurements:
                table: dispersions
                of: id
                columns: {log-sigma: {column: log_sigma, error: error}}
                text: {run: run}
            """;

    /** Objects that have redshifts of their own. */
    private static final String SINGLE_OBJECTS = """
            uses: source/table
            with:
              galaxies:
                table: clusters
                id: name
                position: {longitude: l, latitude: b, frame: galactic}
                redshift: {column: cz, frame: heliocentric}
                columns: {v-pec: {column: predicted_velocity, error: error_velocity}}
            """;

    @TempDir
    private Path scratch;

    static List<String> components() {
        return InProcess.peculiar("plugins", "list")
                .output()
                .lines()
                .map(line -> line.replaceFirst(" .*", ""))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("components")
    void exampleRuns(String component) throws IOException {
        Path workflow = Tree.copy(Tree.HOME.resolve("workflows/smac-1999"), scratch.resolve("example"));
        addColumns(workflow.resolve("galaxies.ecsv"), "mg2", ADDED_TO_GALAXIES);
        addColumns(workflow.resolve("clusters.ecsv"), "cz", ADDED_TO_CLUSTERS);
        writeProfiles(workflow);
        Path descriptor = Files.writeString(workflow.resolve("example.yaml"), descriptor(steps(component)));

        Outcome outcome = InProcess.peculiar(
                "run", descriptor.toString(), "--out", scratch.resolve("record").toString());
        assertThat(outcome.errors()).as("%s", Files.readString(descriptor)).isEmpty();
        assertThat(outcome.status()).isZero();
        assertThat(Files.readString(scratch.resolve("record/results.json"))).contains("\"uses\" : \"" + component);
    }

    /** Puts the example where its kind belongs. */
    private static Map<String, String> steps(String component) {
        Map<String, String> steps = new LinkedHashMap<>();
        steps.put("survey", SURVEY);
        steps.put("dust", "uses: extinction/none\nwith: {bands: {mu-e: R}}\n");
        steps.put("aperture", "");
        steps.put("dimming", "");
        steps.put("runs", "uses: correction/run-offsets\n");
        steps.put("distances", "uses: indicator/fundamental-plane\n");
        // given the redshift there is no Malmquist bias, and Method II refuses distances corrected for it
        String malmquist = component.equals("flow/simultaneous") ? "none" : "malmquist-homogeneous";
        steps.put("malmquist", "uses: bias/" + malmquist + "\n");
        steps.put("zero", "uses: bias/no-net-inflow\n");
        steps.put("flow", "uses: flow/bulk\n");
        if (component.equals("indicator/peculiar-velocity")) {
            steps.put("survey", SINGLE_OBJECTS);
            steps.put("dust", "");
            steps.put("runs", "");
            steps.put("malmquist", "uses: bias/none\n");
        }
        String step = switch (component) {
            case "correction/aperture" -> "aperture";
            case "correction/surface-brightness" -> "dimming";
            case "bias/no-net-inflow" -> "zero";
            default ->
                switch (component.replaceFirst("/.*", "")) {
                    case "source" -> "survey";
                    case "extinction" -> "dust";
                    case "correction" -> "runs";
                    case "indicator" -> "distances";
                    case "bias" -> "malmquist";
                    case "flow" -> "flow";
                    case "diagnostic" -> "check";
                    default -> throw new IllegalArgumentException("no place for " + component);
                };
        };
        steps.put(step, example(component));
        return steps;
    }

    private static String example(String component) {
        Outcome page = InProcess.peculiar("plugins", "describe", component);
        Matcher example = EXAMPLE.matcher(page.output());
        assertThat(example.find()).as("example of %s", component).isTrue();
        assertThat(example.group(1)).startsWith("uses: " + component + "\n");
        return example.group(1);
    }

    private static String descriptor(Map<String, String> steps) {
        StringBuilder text = new StringBuilder("peculiar: 1\nname: example\nseed: 1\ndata:\n");
        String all = String.join("", steps.values());
        for (String table : List.of("galaxies.ecsv", "clusters.ecsv", "dispersions.ecsv", "profiles.csv")) {
            String name = table.replaceFirst("\\..*", "");
            if (Pattern.compile("(table|density): " + name + "\\b").matcher(all).find()) {
                text.append("  ").append(name).append(": {path: ").append(table).append("}\n");
            }
        }
        text.append("assume: {cosmology: einstein-de-sitter}\nsteps:\n");
        steps.forEach((name, body) -> {
            if (!body.isEmpty()) {
                text.append("  ").append(name).append(":\n").append(body.indent(4));
            }
        });
        return text.toString();
    }

    /** A column that the twin has not. */
    private record Added(String name, String unit, IntToDoubleFunction value) {}

    /** A reddening, a spiral and a supernova in each galaxy, and growth of light as of a brightest cluster galaxy. */
    private static final List<Added> ADDED_TO_GALAXIES = List.of(
            new Added("ebv", "mag", row -> 0.05),
            new Added("mu", "mag", row -> 34.5 + 0.2 * varied(row)),
            new Added("error_mag", "mag", row -> 0.2),
            new Added("m_b", "mag", row -> 15.5 + 0.2 * varied(row)),
            new Added("x1", "1", row -> 0.1),
            new Added("c", "mag", row -> -0.05),
            new Added("log_host_mass", "dex", row -> 10.5),
            new Added("log_width", "dex(km/s)", row -> 2.5 + 0.4 * varied(row)),
            new Added("magnitude", "mag", row -> 14.5 - 3 * varied(row) + 0.5 * varied(7 * row)),
            new Added("alpha", "1", row -> 0.57));

    /** Velocities, as a density field predicts or a catalogue gives them, and how dense the tracers are. */
    private static final List<Added> ADDED_TO_CLUSTERS = List.of(
            new Added("predicted_velocity", "km/s", row -> 300 * varied(row)),
            new Added("error_velocity", "km/s", row -> 400),
            new Added("nbar", "1", row -> 1e-5));

    private static double varied(int row) {
        return row * 0.618 % 1 - 0.5;
    }

    /** Adds columns before the last one, for the components that read what the twin has not. */
    private static void addColumns(Path table, String last, List<Added> columns) throws IOException {
        StringBuilder changed = new StringBuilder();
        int row = -1;
        for (String line : Files.readAllLines(table)) {
            if (line.startsWith("# - {name: " + last + ",")) {
                for (Added added : columns) {
                    changed.append(
                            "# - {name: " + added.name() + ", unit: '" + added.unit() + "', datatype: float64}\n");
                }
            }
            if (line.startsWith("#")) {
                changed.append(line).append('\n');
                continue;
            }
            // the first line below the header names the columns
            int number = row++;
            String cells = columns.stream()
                    .map(added -> number < 0
                            ? added.name()
                            : Double.toString(added.value().applyAsDouble(number)))
                    .collect(Collectors.joining(" "));
            changed.append(line.replaceFirst(" (\\S+)$", " " + cells + " $1")).append('\n');
        }
        Files.writeString(table, changed);
    }

    /** Writes a density that falls with distance, for each cluster. */
    private static void writeProfiles(Path workflow) throws IOException {
        StringBuilder csv = new StringBuilder("cluster,distance,density\n");
        try (Stream<String> clusters = Files.lines(workflow.resolve("clusters.ecsv"))) {
            clusters.filter(line -> !line.startsWith("#") && !line.startsWith("name "))
                    .map(line -> line.replaceFirst(" .*", ""))
                    .forEach(cluster -> csv.append(cluster)
                            .append(",1000,1.5\n")
                            .append(cluster)
                            .append(",20000,0.5\n"));
        }
        Files.writeString(workflow.resolve("profiles.csv"), csv);
    }
}
