package org.peculiar.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.engine.sample.SamplePlugins;
import org.peculiar.engine.sample.Workflow;

/** What steps have to show of their own. */
class FiguresTest {

    private static final String CHECKED =
            Workflow.SOUND.replace("estimands:", "  check: {uses: diagnostic/spread}\nestimands:");

    @TempDir
    private Path temp;

    private Workflow workflow;

    @BeforeEach
    void setUp() {
        workflow = new Workflow(temp);
    }

    private Execution execution(String text) {
        return new Execution(workflow.plan(text), assume -> new Instances(new SamplePlugins()));
    }

    @Test
    void comeFromIndicatorsAndDiagnostics() {
        Execution execution = execution(CHECKED);
        DistanceSample distances =
                (DistanceSample) execution.run().get("distances").value();
        Map<String, Figure> figures = execution.figures();
        assertThat(figures).containsOnlyKeys("distances-hubble", "check-magnitudes");
        Series.Points points = (Series.Points)
                figures.get("distances-hubble").panels().get(0).series().get(0);
        assertThat(points.y()).isEqualTo(distances.lnDistance());
    }
}
