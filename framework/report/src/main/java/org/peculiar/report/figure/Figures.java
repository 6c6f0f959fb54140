package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.peculiar.api.Figure;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.draw.Drawing;

/** The figures of a run. */
public final class Figures {

    /** A figure with the name that descriptors and files use, laid out when that is first asked for. */
    public static final class Named {

        private final String name;
        private final Figure figure;
        private Drawing drawing;

        Named(String name, Figure figure) {
            this.name = name;
            this.figure = figure;
        }

        /** Return the name, in kebab-case. */
        public String name() {
            return name;
        }

        /** Return the figure as data. */
        public Figure figure() {
            return figure;
        }

        /** Return the figure laid out, always the same drawing. */
        public synchronized Drawing drawing() {
            if (drawing == null) {
                drawing = Drawing.of(figure);
            }
            return drawing;
        }
    }

    private Figures() {}

    /**
     * Make the figures of a run that its descriptor asks for, in that order. Unless it names some, these are
     * all that the record has the data for, of the flow that the sweep follows, or of the last one.
     *
     * @param run that was recorded
     * @return those that the record has the data for; {@link #missing} tells the others
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static List<Named> of(RecordedRun run) {
        Map<String, Supplier<Figure>> possible = possible(run);
        List<String> usual = List.copyOf(possible.keySet());
        possible.putAll(ofEachFlow(run));
        List<Named> figures = new ArrayList<>();
        for (String name : asked(run).orElse(usual)) {
            if (possible.containsKey(name)) {
                figures.add(new Named(name, possible.get(name).get()));
            }
        }
        return figures;
    }

    /** Return the names of figures that the descriptor of a run asks for, but that the record has no data for. */
    public static List<String> missing(RecordedRun run) {
        Map<String, Supplier<Figure>> possible = possible(run);
        possible.putAll(ofEachFlow(run));
        return asked(run).orElse(List.of()).stream()
                .filter(name -> !possible.containsKey(name))
                .toList();
    }

    /** Return the names of the figures that are made of a run whose descriptor names none. */
    public static List<String> names(RecordedRun run) {
        return List.copyOf(possible(run).keySet());
    }

    private static Optional<List<String>> asked(RecordedRun run) {
        JsonNode figures = run.results().at("/report/figures");
        if (!figures.isArray()) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        figures.forEach(name -> names.add(name.asText()));
        return Optional.of(names);
    }

    private static Map<String, Supplier<Figure>> possible(RecordedRun run) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        Optional<RecordedFlow> recorded = RecordedFlow.of(run);
        recorded.ifPresent(flow -> figures.putAll(ofFlow("", run, () -> flow)));
        List<String> tables = run.tables();
        if (tables.contains("variants") && SpecificationCurve.isIn(run)) {
            figures.put("specification-curve", () -> SpecificationCurve.of(run));
        }
        if (tables.contains("error-budget")) {
            figures.put("error-budget", () -> ErrorBudgetFigure.of(run.needed("error-budget")));
        }
        for (JsonNode jackknife : run.results().path("jackknife")) {
            String axis = jackknife.path("axis").asText();
            if (tables.contains("influence-" + axis)) {
                figures.put("influence-" + axis, () -> Influence.of(axis, run.needed("influence-" + axis)));
            }
        }
        if (RecoveryFigure.isIn(run)) {
            figures.put("recovery", () -> RecoveryFigure.of(run, recorded));
        }
        run.figures().forEach(name -> figures.put(name, () -> run.figure(name)));
        figures.putAll(MapDifference.of(run));
        return figures;
    }

    /** Returns the figures of each flow of a run by the name of its step, which are drawn only if they are asked for. */
    private static Map<String, Supplier<Figure>> ofEachFlow(RecordedRun run) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        for (String step : RecordedFlow.steps(run)) {
            figures.putAll(ofFlow(step + "-", run, () -> RecordedFlow.of(run, step)));
        }
        return figures;
    }

    private static Map<String, Supplier<Figure>> ofFlow(String prefix, RecordedRun run, Supplier<RecordedFlow> flow) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        figures.put(prefix + "apex", () -> Apex.of(flow.get()));
        figures.put(prefix + "supergalactic-plane", () -> SupergalacticPlane.of(flow.get()));
        figures.put(
                prefix + "sky",
                () -> FlowSky.of(flow.get(), run.results().path("seed").asLong()));
        figures.put(prefix + "error-ellipsoid", () -> EllipsoidFigure.of(flow.get()));
        figures.put(prefix + "hubble", () -> Hubble.of(flow.get()));
        return figures;
    }
}
