package org.peculiar.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.peculiar.engine.record.RunRecord;

/**
 * The record of a run that never was: a flow of some clusters, a sweep that swaps the dust map and drops each cluster. Its
 * numbers are made up, and nothing in it is random.
 */
public final class SampleRecord {

    private static final double[] FLOW = {-160, -688, -21};
    private static final String KMS = "km/s";

    private String name = "sample";
    private List<String> clusters = List.of("A194", "A262", "A1656", "7S21");
    private boolean sweep = true;
    private boolean baselineAlone;
    private String failure = "";
    private String second = "";
    private String headline = "";
    private String dust = "extinction/sfd98";

    /** Give the analysis another name. */
    public SampleRecord named(String other) {
        name = other;
        return this;
    }

    /** Give it other clusters. */
    public SampleRecord of(List<String> names) {
        clusters = List.copyOf(names);
        return this;
    }

    /** Leave out the sweep and its claims. */
    public SampleRecord withoutSweep() {
        sweep = false;
        return this;
    }

    /** Leave the sweep nothing but its baseline. */
    public SampleRecord withBaselineAlone() {
        baselineAlone = true;
        return this;
    }

    /** Fit a second flow of 300 km/s in a step of its own; without a sweep, no flow is the result then. */
    public SampleRecord withFlow(String step) {
        second = step;
        return this;
    }

    /** Name the step whose flow is the result. */
    public SampleRecord withHeadline(String step) {
        headline = step;
        return this;
    }

    /** Make the last variant fail. */
    public SampleRecord failing(String reason) {
        failure = reason;
        return this;
    }

    /** Swap the dust map, which moves the flow to where the sweep's first variant is. */
    public SampleRecord withDust(String map) {
        dust = map;
        return this;
    }

    /** Write it. */
    public Path write(Path folder) {
        try {
            Files.createDirectories(folder.resolve("tables"));
            new ObjectMapper().writeValue(folder.resolve("results.json").toFile(), results());
            new ObjectMapper().writeValue(folder.resolve("lock.json").toFile(), lock());
            Files.writeString(folder.resolve("descriptor.yaml"), "peculiar: 1\nname: sample\n");
            Files.writeString(folder.resolve("resolved.yaml"), resolved());
            Files.writeString(folder.resolve("references.bib"), """
                    @article{1998ApJ...500..525S,
                      author = {Schlegel, D. J. and Finkbeiner, D. P. and Davis, M.},
                      title = {Maps of Dust Infrared Emission},
                      journal = {The Astrophysical Journal}, year = {1998}, volume = {500}, pages = {525}
                    }

                    @article{1996MNRAS.280..167J,
                      author = {J{\\o}rgensen, I. and Franx, M. and Kj{\\ae}rgaard, P. and Another, A.},
                      title = {The Fundamental Plane for cluster E and S0 galaxies},
                      journal = {MNRAS}, year = {1996}, volume = {280}, pages = {167}, doi = {10.1093/mnras/280.1.167}
                    }
                    """);
            tracers().write(folder.resolve("tables/flow.ecsv"));
            if (!second.isEmpty()) {
                tracers().write(folder.resolve("tables/" + second + ".ecsv"));
            }
            if (sweep) {
                variants().write(folder.resolve("tables/variants.ecsv"));
                influence().write(folder.resolve("tables/influence-drop-cluster.ecsv"));
                budget().write(folder.resolve("tables/error-budget.ecsv"));
                mocks().write(folder.resolve("tables/replicates-nulls.ecsv"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A table, row by row. */
    private static final class Ecsv {

        private final StringBuilder text = new StringBuilder("# %").append("ECSV 1.0\n# ---\n# datatype:\n");
        private final List<String> names = new ArrayList<>();
        private boolean begun;

        Ecsv column(String column, String type, String unit) {
            names.add(column);
            text.append("# - {name: ").append(column).append(", datatype: ").append(type);
            text.append(unit.isEmpty() ? "" : ", unit: " + unit).append("}\n");
            return this;
        }

        Ecsv numbers(String unit, String... columns) {
            for (String column : columns) {
                column(column, "float64", unit);
            }
            return this;
        }

        void row(Object... cells) {
            if (!begun) {
                text.append(String.join(" ", names)).append('\n');
                begun = true;
            }
            List<String> written = new ArrayList<>();
            for (Object cell : cells) {
                written.add(
                        cell instanceof Double number && number.isNaN()
                                ? "\"\""
                                : cell instanceof Number
                                        ? cell.toString()
                                        : "\"" + cell.toString().replace("\"", "\"\"") + "\"");
            }
            text.append(String.join(" ", written)).append('\n');
        }

        void write(Path file) throws IOException {
            if (!begun) {
                text.append(String.join(" ", names)).append('\n');
            }
            Files.writeString(file, text);
        }
    }

    private Ecsv tracers() {
        Ecsv table = new Ecsv()
                .column("id", "string", "")
                .numbers("deg", "l", "b")
                .numbers(KMS, "distance", "velocity", "velocity_error", "predicted");
        for (int i = 0; i < clusters.size(); i++) {
            double phase = 2.399963 * i;
            table.row(
                    clusters.get(i),
                    Math.toDegrees(phase) % 360,
                    80 * Math.sin(phase),
                    3000.0 + 1000 * (i % 9),
                    -500 * Math.cos(phase) + 37 * (i % 5),
                    250.0 + 40 * (i % 7),
                    -500 * Math.cos(phase));
        }
        return table;
    }

    /** Returns by how much the flow is longer without a cluster, in km/s. */
    private static double influenceOf(int cluster) {
        return 90 * Math.cos(1.7 * cluster) / (1 + 0.02 * cluster);
    }

    private Ecsv variants() {
        Ecsv table = new Ecsv()
                .column("variant", "int32", "")
                .column("dust-map", "string", "")
                .column("drop-cluster", "string", "")
                .numbers(KMS, "vx", "vy", "vz", "speed", "speed_corrected", "speed_error")
                .numbers("deg", "l", "b")
                .numbers("", "chi2")
                .column("dof", "int32", "")
                .column("tracers", "int32", "")
                .column("galaxies", "int32", "")
                .numbers(KMS, "depth", "dv", "dv_error", "dspeed", "dspeed_error")
                .numbers("", "p")
                .column("method", "string", "")
                .column("failure", "string", "");
        variant(table, 0, "baseline", "baseline", 0, false);
        if (!baselineAlone) {
            variant(table, 1, "extinction/burstein-heiles", "baseline", -107, false);
            for (int i = 0; i < clusters.size(); i++) {
                boolean fails = !failure.isEmpty() && i == clusters.size() - 1;
                variant(table, i + 2, "baseline", clusters.get(i), influenceOf(i), fails);
            }
        }
        return table;
    }

    private void variant(Ecsv table, int number, String map, String cluster, double longer, boolean fails) {
        double none = Double.NaN;
        if (fails) {
            table.row(
                    number, map, cluster, none, none, none, none, none, none, none, none, none, 0, 0, 0, none, none,
                    none, none, none, none, "", failure);
            return;
        }
        double[] v = longer(longer);
        boolean base = number == 0;
        table.row(
                number,
                map,
                cluster,
                v[0],
                v[1],
                v[2],
                707 + longer,
                647 + longer,
                201.0,
                257 + longer / 50,
                -2.0,
                64.9,
                53,
                56 - (base ? 0 : 1),
                699 - (base ? 0 : 12),
                6696.0,
                base ? none : Math.abs(longer),
                base ? none : 21.0,
                base ? none : longer,
                base ? none : 17.0,
                base ? none : 0.23,
                base ? "" : "tracer weights",
                "");
    }

    private static double[] longer(double kms) {
        double factor = (707 + kms) / 707;
        return new double[] {FLOW[0] * factor, FLOW[1] * factor, FLOW[2] * factor};
    }

    private Ecsv influence() {
        Ecsv table = new Ecsv()
                .column("rank", "int32", "")
                .column("group", "string", "")
                .column("galaxies", "int32", "")
                .numbers(KMS, "dv", "dv_error", "dspeed", "dspeed_error");
        for (int i = 0; i < clusters.size(); i++) {
            table.row(i + 1, clusters.get(i), 12, Math.abs(influenceOf(i)), 21.0, influenceOf(i), 17.0);
        }
        return table;
    }

    private static Ecsv budget() {
        Ecsv table = new Ecsv()
                .column("source", "string", "")
                .column("kind", "string", "")
                .numbers(KMS, "along", "along_error");
        table.row("random", "random", 182.0, Double.NaN);
        table.row("runs", "systematic", 85.0, Double.NaN);
        table.row("total", "total", 201.0, Double.NaN);
        table.row("dust-map", "shift", -144.0, 119.0);
        return table;
    }

    private static Ecsv mocks() {
        Ecsv table = new Ecsv()
                .column("variant", "int32", "")
                .numbers(KMS, "vx", "vy", "vz")
                .numbers("", "cxx", "cxy", "cxz", "cyy", "cyz", "czz");
        for (int i = 0; i < 50; i++) {
            table.row(
                    0,
                    150 * Math.sin(i),
                    190 * Math.cos(1.3 * i),
                    120 * Math.sin(2.1 * i),
                    22_000,
                    0,
                    0,
                    28_000,
                    0,
                    14_000);
        }
        return table;
    }

    private Map<String, Object> results() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("peculiar", "1.0.0");
        json.put("record", RunRecord.FORMAT);
        json.put("name", name);
        json.put("seed", 1999);
        double speed = dust.equals("extinction/sfd98") ? 707 : 600;
        json.put("estimands", Map.of("speed", speed));
        json.put("estimand-units", Map.of("speed", KMS));
        json.put("estimand-sources", Map.of("speed", "flow.speed"));
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("survey", Map.of("uses", "source/table", "component", "Survey from tables", "galaxies", 699));
        steps.put(
                "dust",
                Map.of("uses", dust, "component", "Dust map", "cite", List.of("1998ApJ...500..525S", "1900Unknown")));
        steps.put("flow", flow(speed));
        if (!second.isEmpty()) {
            steps.put(second, flow(300));
        }
        json.put("steps", steps);
        if (!headline.isEmpty()) {
            json.put("report", Map.of("headline", headline));
        }
        if (sweep) {
            sweep(json);
        }
        return json;
    }

    private Map<String, Object> flow(double speed) {
        Map<String, Object> flow = new LinkedHashMap<>();
        flow.put("velocity-kms", longer(speed - 707));
        flow.put("speed-kms", speed);
        flow.put("speed-bias-corrected-kms", speed - 60);
        flow.put("error-along-flow-kms", 201.0);
        flow.put("random-error-along-flow-kms", 182.0);
        flow.put("systematic-error-along-flow-kms", 85.0);
        flow.put("depth-kms", 6696.0);
        flow.put("l-deg", Map.of("value", 256.9, "error", 12.6));
        flow.put("b-deg", Map.of("value", -1.67, "error", 10.5));
        flow.put("ellipsoid", Map.of("total", List.of(Map.of("error-kms", 99.0, "l-deg", 313.0, "b-deg", 54.0))));
        flow.put("against-rest", Map.of("total", Map.of("chi2", 15.34, "probability", 0.0015)));
        flow.put("lower-limit", Map.of("posterior-95-kms", 425.0, "neyman-95-kms", 338.0));
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("uses", "flow/bulk");
        fit.put("component", "Bulk flow");
        fit.put("title", "bulk flow");
        fit.put("tracers", clusters.size());
        List<List<Integer>> covariance = List.of(List.of(27_744, 0, 0), List.of(0, 36_234, 0), List.of(0, 0, 14_000));
        fit.put(
                "covariance",
                Map.of("random", covariance, "systematic", Map.of("runs", List.of()), "total", covariance));
        fit.put("chi2", 64.9);
        fit.put("dof", 53);
        fit.put("probability", 0.127);
        fit.put("bulk-flow", flow);
        return fit;
    }

    private void sweep(Map<String, Object> json) {
        List<String> levels = new ArrayList<>(List.of("baseline"));
        levels.addAll(clusters);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("design", "one-at-a-time");
        body.put("flow", "flow");
        body.put(
                "axes",
                List.of(
                        Map.of(
                                "name",
                                "dust-map",
                                "column",
                                "dust-map",
                                "levels",
                                List.of("baseline", "extinction/burstein-heiles")),
                        Map.of("name", "drop-cluster", "kind", "jackknife", "column", "drop-cluster", "levels", levels),
                        Map.of("name", "nulls", "kind", "monte-carlo", "replicates", 4000)));
        json.put("sweep", body);
        json.put("jackknife", List.of(Map.of("axis", "drop-cluster", "groups", clusters.size())));
        json.put(
                "replicates",
                List.of(Map.of(
                        "axis",
                        "nulls",
                        "variant",
                        0,
                        "count",
                        4000,
                        "recovery",
                        Map.of(
                                "significant-at-5-percent",
                                Map.of("value", 0.0655, "error", 0.0039),
                                "ellipsoid-coverage",
                                Map.of("value", 0.644, "error", 0.0076)))));
        json.put(
                "error-budget",
                List.of(
                        line("random", "random", 182, Double.NaN),
                        line("runs", "systematic", 85, Double.NaN),
                        line("total", "total", 201, Double.NaN),
                        line("dust-map", "shift", -144, 119)));
        json.put(
                "claims",
                List.of(
                        claim("largest change of speed over drop-cluster", "max-abs-change", 91, 21, KMS, "holds"),
                        claim("false alarms in nulls", "false-alarms", 0.0655, 0.0039, "", "fails"),
                        claim("p that shells agree", "consistency", 0.13, Double.NaN, "", "doubtful")));
        Map<String, Object> target = new LinkedHashMap<>();
        target.put("target", "speed");
        target.put("measure", "speed");
        target.put("published", 630);
        target.put("published-error", 200);
        target.put("value", 647);
        target.put("error", 201);
        target.put("unit", KMS);
        target.put("sigmas", 0.06);
        target.put("cite", "Hudson et al. 1999");
        json.put("targets", List.of(target));
        json.put("note", "This record is made up.");
    }

    private static Map<String, Object> line(String source, String kind, double along, double error) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("source", source);
        line.put("kind", kind);
        line.put("along-flow-kms", along);
        if (!Double.isNaN(error)) {
            line.put("along-flow-error-kms", error);
        }
        line.put("method", "made up");
        return line;
    }

    private static Map<String, Object> claim(
            String text, String what, double value, double error, String unit, String verdict) {
        Map<String, Object> claim = new LinkedHashMap<>();
        claim.put("claim", text);
        claim.put("what", what);
        claim.put("bounds", "-9 to 100" + (unit.isEmpty() ? "" : " " + unit));
        claim.put("value", value);
        if (!Double.isNaN(error)) {
            claim.put("error", error);
        }
        claim.put("unit", unit);
        claim.put("verdict", verdict);
        claim.put("close", verdict.equals("holds"));
        return claim;
    }

    private Map<String, Object> lock() {
        Map<String, Object> lock = new LinkedHashMap<>();
        lock.put("peculiar", "1.0.0");
        lock.put("java", Map.of("version", "17.0.15", "vendor", "A vendor", "os", "Linux", "architecture", "amd64"));
        lock.put("descriptor", Map.of("path", "/somewhere/sample.yaml", "sha256", "0123456789abcdef"));
        lock.put("overrides", List.of("dust.uses=" + dust, "note=it's"));
        lock.put("plugins", Map.of("flow-bulk", Map.of("version", "1.0.0", "sha256", "fedcba9876543210")));
        lock.put("data", Map.of("/somewhere/galaxies.ecsv", "00112233445566778899aabbccddeeff"));
        return lock;
    }

    private String resolved() {
        return String.format(Locale.ROOT, """
                peculiar: 1
                name: sample
                data:
                  galaxies: {path: /somewhere/galaxies.ecsv}
                steps:
                  dust:
                    uses: %s
                  flow: {uses: flow/bulk}
                """, dust);
    }
}
