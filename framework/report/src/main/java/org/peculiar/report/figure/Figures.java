package org.peculiar.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.Figure;
import org.peculiar.engine.record.RecordedRun;

/** The figures of a run. */
public final class Figures {

    /**
     * A figure with the name that descriptors and files use.
     *
     * @param name in kebab-case
     * @param figure as data
     */
    public record Named(String name, Figure figure) {}

    private Figures() {}

    /**
     * Make the figures of a run, the standard ones first.
     *
     * @param run that was recorded
     * @return all that the record has the data for
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static List<Named> of(RecordedRun run) {
        List<Named> figures = new ArrayList<>();
        RecordedFlow.of(run).ifPresent(flow -> {
            figures.add(new Named("apex", Apex.of(flow)));
            figures.add(new Named("supergalactic-plane", SupergalacticPlane.of(flow)));
            figures.add(
                    new Named("sky", FlowSky.of(flow, run.results().path("seed").asLong())));
        });
        run.figures().forEach(name -> figures.add(new Named(name, run.figure(name))));
        return figures;
    }
}
