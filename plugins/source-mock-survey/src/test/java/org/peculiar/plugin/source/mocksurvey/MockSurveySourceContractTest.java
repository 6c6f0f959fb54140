package org.peculiar.plugin.source.mocksurvey;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.peculiar.testkit.SourceContract;

class MockSurveySourceContractTest extends SourceContract {
    private static final Path TWIN = Path.of("..", "..", "workflows", "smac-1999");

    @Override
    protected String id() {
        return "mock-survey";
    }

    @Override
    protected Map<String, Path> tables() {
        return Map.of("galaxies", TWIN.resolve("galaxies.ecsv"), "clusters", TWIN.resolve("clusters.ecsv"));
    }

    @Override
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.DRAWS);
    }
}
