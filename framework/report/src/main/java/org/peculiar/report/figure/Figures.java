package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        Optional<RecordedFlow> recorded = RecordedFlow.of(run);
        recorded.ifPresent(flow -> {
            figures.add(new Named("apex", Apex.of(flow)));
            figures.add(new Named("supergalactic-plane", SupergalacticPlane.of(flow)));
            figures.add(
                    new Named("sky", FlowSky.of(flow, run.results().path("seed").asLong())));
            figures.add(new Named("error-ellipsoid", EllipsoidFigure.of(flow)));
            figures.add(new Named("hubble", Hubble.of(flow)));
        });
        if (run.tables().contains("variants")) {
            SpecificationCurve.of(run).ifPresent(figure -> figures.add(new Named("specification-curve", figure)));
        }
        run.table("error-budget")
                .ifPresent(table -> figures.add(new Named("error-budget", ErrorBudgetFigure.of(table))));
        for (JsonNode jackknife : run.results().path("jackknife")) {
            String axis = jackknife.path("axis").asText();
            run.table("influence-" + axis)
                    .ifPresent(table -> figures.add(new Named("influence-" + axis, Influence.of(axis, table))));
        }
        RecoveryFigure.of(run, recorded).ifPresent(figure -> figures.add(new Named("recovery", figure)));
        run.figures().forEach(name -> figures.add(new Named(name, run.figure(name))));
        return figures;
    }
}
