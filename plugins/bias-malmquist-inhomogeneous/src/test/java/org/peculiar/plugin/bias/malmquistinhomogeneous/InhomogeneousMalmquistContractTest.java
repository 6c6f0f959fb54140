package org.peculiar.plugin.bias.malmquistinhomogeneous;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.testkit.BiasContract;

class InhomogeneousMalmquistContractTest extends BiasContract {

    @TempDir
    private Path folder;

    private Path profiles;

    /** A density that falls with distance, for each tracer of the sample. */
    @BeforeEach
    void writeProfiles() {
        StringBuilder csv = new StringBuilder("cluster,distance,density\n");
        for (String cluster : sample().labels()) {
            csv.append(cluster).append(",1000,1.5\n").append(cluster).append(",25000,0.5\n");
        }
        try {
            profiles = Files.writeString(folder.resolve("profiles.csv"), csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected Map<String, Path> tables() {
        return Map.of("profiles", profiles);
    }

    /** Profiles are for tracers or for directions, not both, so it takes two blocks. */
    @Override
    protected List<String> allDifferent() {
        return List.of(
                "{density: some-table, distance: r, value: n, tracer: cluster}",
                "{density: some-table, l: glon, b: glat, average: log-distance, single-galaxies: true}");
    }
}
