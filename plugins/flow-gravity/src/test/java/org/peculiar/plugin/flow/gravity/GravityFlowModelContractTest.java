package org.peculiar.plugin.flow.gravity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.testkit.FlowContract;

class GravityFlowModelContractTest extends FlowContract {

    @TempDir
    private Path folder;

    private Path sources;

    @BeforeEach
    void writeSources() {
        try {
            sources = Files.writeString(
                    folder.resolve("sources.csv"),
                    "l,b,distance,weight\n307,9,19000,3\n50,-60,17000,2\n160,30,15000,1\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<String, Path> tables() {
        return Map.of("clusters", sources);
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.BULK_FLOW, Capability.WEIGHTS);
    }

    @Override
    protected String with() {
        return "sources: {table: clusters, weight: weight, smoothing: 20 Mpc/h}";
    }

    @Override
    protected String onlyRequired() {
        return "per-object: predicted";
    }

    /** A prediction is one of three, so it takes as many blocks. */
    @Override
    protected List<String> allDifferent() {
        return List.of(
                "{per-object: v, external-flow: none, monopole: zero-point, weights: distance-estimate, places: estimate}",
                "{grid: {table: some-table, half-width: 300 Mpc/h}}",
                "{sources: {table: some-table, l: glon, b: glat, distance: r, weight: w, radius: 100 Mpc/h, smoothing: 3 Mpc/h,"
                        + " mean-density: 2}}");
    }
}
