package org.peculiar.report.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.peculiar.engine.record.RecordedRun;

/** A small record, written by hand as a run would leave it. */
final class SampleRecord {

    private final Path folder;
    private String report = "{\"formats\": [\"svg\", \"pdf\"], \"resolution\": 300}";
    private String sweep = "";
    private String second = "";

    SampleRecord(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("tables"));
        for (String file : List.of("descriptor.yaml", "resolved.yaml", "references.bib")) {
            Files.writeString(folder.resolve(file), "");
        }
        Files.writeString(folder.resolve("lock.json"), "{}");
    }

    SampleRecord report(String json) {
        report = json;
        return this;
    }

    SampleRecord sweep(String json) {
        sweep = json;
        return this;
    }

    /** Write a table; numbers are columns of {@code float64}, the rest texts. */
    SampleRecord table(String name, String columns, String... rows) throws IOException {
        StringJoiner text = new StringJoiner("\n", "# %ECSV 1.0\n# ---\n# datatype:\n", "\n");
        for (String column : columns.split(" ", -1)) {
            boolean isText = column.startsWith("'");
            text.add("# - {name: " + column.replace("'", "") + ", datatype: " + (isText ? "string" : "float64") + "}");
        }
        text.add(columns.replace("'", ""));
        for (String row : rows) {
            text.add(row);
        }
        Files.writeString(folder.resolve("tables").resolve(name + ".ecsv"), text.toString());
        return this;
    }

    /** Write a flow of 500 km/s towards (90°, 0°), fitted to some tracers. */
    SampleRecord flow(int tracers) throws IOException {
        String[] rows = new String[tracers];
        String[] distances = new String[tracers];
        for (int i = 0; i < tracers; i++) {
            double l = 360.0 * i / tracers;
            double b = 40 * Math.sin(i);
            double velocity = 500 * Math.cos(Math.toRadians(b)) * Math.sin(Math.toRadians(l)) + (i % 7 - 3) * 50;
            String id = i == 0 ? "\"<script>alert('0')</script>\"" : "A" + i;
            rows[i] = String.format(Locale.ROOT, "%s %.4f %.4f %d %.2f 100 0", id, l, b, 3000 + i % 9000, velocity);
            distances[i] =
                    String.format(Locale.ROOT, "%s %.4f %.4f 0.02 %.6f 0.1 5", id, l, b, Math.log(3000 + i % 9000));
        }
        table("flow", "'id l b distance velocity velocity_error predicted", rows);
        return table("zero", "'id l b z ln_distance ln_distance_error members", distances);
    }

    /** Fit a second flow of 300 km/s towards the Galactic centre, of the same tracers. */
    SampleRecord second(String step) throws IOException {
        Files.copy(folder.resolve("tables/flow.ecsv"), folder.resolve("tables").resolve(step + ".ecsv"));
        second = """
                , "%s": {"uses": "flow/bulk", "title": "bulk flow", "parameters": {"vx": {}, "vy": {}, "vz": {}},
                   "covariance": {"random": [[900, 0, 0], [0, 900, 0], [0, 0, 900]],
                                  "total": [[2500, 0, 0], [0, 900, 0], [0, 0, 400]]},
                   "bulk-flow": {"velocity-kms": [300, 0, 0]}}""".formatted(step);
        return this;
    }

    RecordedRun written() throws IOException {
        Files.writeString(folder.resolve("results.json"), """
                {"peculiar": "1.0.0", "record": 1, "name": "sample", "seed": 7, "report": %s,
                 "steps": {
                  "zero": {"uses": "bias/none", "distance": "comoving distance", "calibration": {}},
                  "flow": {"uses": "flow/bulk", "title": "bulk flow",
                   "parameters": {"vx": {}, "vy": {}, "vz": {}},
                   "covariance": {"random": [[900, 0, 0], [0, 1600, 0], [0, 0, 400]],
                                  "total": [[1000, 0, 0], [0, 2500, 0], [0, 0, 500]]},
                   "bulk-flow": {"velocity-kms": [0, 500, 0]}}%s}%s}
                """.formatted(report, second, sweep));
        return RecordedRun.read(folder);
    }
}
