package org.peculiar.plugin.source.table;

import java.nio.file.Path;
import java.util.Map;
import org.peculiar.testkit.SourceContract;

class TableSourceContractTest extends SourceContract {
    private static final Path TWIN = Path.of("..", "..", "workflows", "smac-1999");

    @Override
    protected Map<String, Path> tables() {
        return Map.of(
                "galaxies", TWIN.resolve("galaxies.ecsv"),
                "clusters", TWIN.resolve("clusters.ecsv"),
                "dispersions", TWIN.resolve("dispersions.ecsv"));
    }
}
