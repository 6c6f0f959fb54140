package org.peculiar.engine.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.data.DataPath;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.run.Execution;
import org.peculiar.engine.run.Instances;

/** A folder with a descriptor, a table and a folder of data, planned and run with the sample components. */
public final class Workflow {

    /** A descriptor that has no mistake. */
    public static final String SOUND = """
            peculiar: 1
            name: sample
            seed: 1999
            data:
              galaxies: {path: galaxies.txt}
            assume: {cosmology: einstein-de-sitter, thermal-dispersion: 250 km/s}
            steps:
              survey: {uses: source/table, with: {table: galaxies}}
              dust: {uses: extinction/flat, with: {bands: {magnitude: R}, ebv: 0.1 mag}}
              runs: {uses: correction/run-offsets, with: {quantity: magnitude}}
              distances: {uses: indicator/fundamental-plane, with: {form: inverse}}
              zero: {uses: bias/shift, with: {shift: 1 %}}
              flow: {uses: flow/bulk}
            estimands:
              V: flow.velocity
              speed: flow.speed
            """;

    private static final String GALAXIES = """
            A1 10 20 3000 17.3
            A2 100 -30 4000 18.1
            A3 200 45 5000 18.4
            A4 300 -60 6000 18.9
            A5 250 5 7000 19.2
            A6 30 -80 8000 19.6
            """;

    private final Path folder;

    /** Set up in an empty folder. */
    public Workflow(Path folder) {
        this.folder = folder;
        try {
            Files.writeString(folder.resolve("galaxies.txt"), GALAXIES);
            Files.createDirectories(folder.resolve("data/sfd98"));
            Files.writeString(folder.resolve("data/sfd98/north.fits"), "north");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the folder. */
    public Path folder() {
        return folder;
    }

    /** Write a descriptor. */
    public Path descriptor(String text) {
        try {
            return Files.writeString(folder.resolve("a.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Plan a descriptor. */
    public Plan plan(String text, String... overrides) {
        return plan(descriptor(text), overrides);
    }

    /** Plan a descriptor that is written already. */
    public Plan plan(Path descriptor, String... overrides) {
        return planner(plugin -> "content of " + plugin).plan(descriptor, List.of(overrides));
    }

    /** Return a planner with plugins of some content. */
    public Planner planner(java.util.function.UnaryOperator<String> plugins) {
        DataFolders none = new DataFolders(folder.resolve("user"), folder.resolve("shipped"));
        return new Planner(SamplePlugins.index(), beside -> new DataPath(beside, none)::resolve, plugins);
    }

    /** Run a plan. */
    public Results run(Plan plan) {
        Map<String, StepKind.Output> outputs = new Execution(plan, assume -> new Instances(new SamplePlugins())).run();
        return new Results(plan, outputs, "1.0.0");
    }
}
