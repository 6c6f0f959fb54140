package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
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

        /** Return the identifier of its element in a page. */
        public String id() {
            return "figure-" + name;
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

    /** Figures of Hudson et al. (1999), which each of several flows has unless the descriptor names figures. */
    private static final Set<String> OF_THE_LETTER = Set.of("apex", "supergalactic-plane", "sky");

    /** Figures that each flow has. */
    private static final Set<String> OF_A_FLOW =
            Set.of("apex", "supergalactic-plane", "sky", "error-ellipsoid", "hubble");

    private Figures() {}

    /**
     * Make the figures of a run that its descriptor asks for, in that order. Unless it names some, these are all that the record
     * has the data for: of the flow that is the result; of several, the three of the Letter
     * for each. No two have one title.
     *
     * @param run that was recorded
     * @return those that the record has the data for; {@link #missing} tells the others
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static List<Named> of(RecordedRun run) {
        Function<String, RecordedFlow> flows = flows(run);
        Map<String, Supplier<Figure>> possible = possible(run, flows);
        List<String> usual = List.copyOf(possible.keySet());
        possible.putAll(ofEachFlow(run, flows));
        List<String> names = asked(run).map(given -> named(given, run)).orElse(usual).stream()
                .filter(possible::containsKey)
                .distinct()
                .toList();
        List<Figure> made =
                names.parallelStream().map(name -> possible.get(name).get()).toList();
        List<Named> named = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            named.add(new Named(names.get(i), titled(names.get(i), made.get(i), made, run)));
        }
        return named;
    }

    /** Tell whether a figure is one of those that each flow has, of the flow of a step of several. */
    public static boolean isOfFlow(String figure, String step) {
        return figure.startsWith(step + "-") && OF_A_FLOW.contains(figure.substring(step.length() + 1));
    }

    /** Returns the names that are meant: of several flows that are the result together, a standard figure is one of each. */
    private static List<String> named(List<String> asked, RecordedRun run) {
        if (FittedFlows.headline(run.results()).isPresent()) {
            return asked;
        }
        return asked.stream()
                .flatMap(name -> OF_A_FLOW.contains(name)
                        ? FittedFlows.steps(run.results()).stream().map(step -> step + "-" + name)
                        : Stream.of(name))
                .toList();
    }

    /** Returns a figure whose title tells the step, if it is not the only one of that title. */
    private static Figure titled(String name, Figure figure, Collection<Figure> all, RecordedRun run) {
        long alike = all.stream()
                .filter(other -> other.title().equals(figure.title()))
                .count();
        Optional<String> step = run.results()
                .path("steps")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(one -> name.startsWith(one + "-"))
                .max(Comparator.comparingInt(String::length));
        return figure(figure, figure.title() + (alike > 1 && step.isPresent() ? ": " + step.get() : ""));
    }

    private static Figure figure(Figure figure, String title) {
        return new Figure(title, Words.typeset(figure.caption()), figure.width(), figure.columns(), figure.panels());
    }

    /** Return the names of figures that the descriptor of a run asks for, but that the record has no data for. */
    public static List<String> missing(RecordedRun run) {
        Function<String, RecordedFlow> flows = flows(run);
        Map<String, Supplier<Figure>> possible = possible(run, flows);
        possible.putAll(ofEachFlow(run, flows));
        return asked(run).map(names -> named(names, run)).orElse(List.of()).stream()
                .filter(name -> !possible.containsKey(name))
                .toList();
    }

    /** Return the names of the figures that are made of a run whose descriptor names none. */
    public static List<String> names(RecordedRun run) {
        return List.copyOf(possible(run, flows(run)).keySet());
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

    /** Returns the flow of a step, each read once. */
    private static Function<String, RecordedFlow> flows(RecordedRun run) {
        Map<String, RecordedFlow> read = new ConcurrentHashMap<>();
        return step -> read.computeIfAbsent(step, one -> RecordedFlow.of(run, one));
    }

    private static Map<String, Supplier<Figure>> possible(RecordedRun run, Function<String, RecordedFlow> flows) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        Optional<RecordedFlow> recorded = FittedFlows.headline(run.results()).map(flows);
        recorded.ifPresent(flow -> figures.putAll(ofFlow(run, () -> flow)));
        if (recorded.isEmpty() && !FittedFlows.steps(run.results()).isEmpty()) {
            figures.put("flows", () -> FlowsCompared.components(each(run, flows)));
            figures.put(
                    "flows-sky",
                    () -> FlowsCompared.sky(
                            each(run, flows), run.results().path("seed").asLong()));
            ofEachFlow(run, flows).forEach((name, figure) -> {
                if (OF_THE_LETTER.stream().anyMatch(one -> name.endsWith("-" + one))) {
                    figures.put(name, figure);
                }
            });
        }
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
        Map<String, Figure> read = new ConcurrentHashMap<>();
        Function<String, Figure> left = name -> read.computeIfAbsent(name, run::figure);
        run.figures().forEach(name -> figures.put(name, () -> left.apply(name)));
        figures.putAll(MapDifference.of(run.figures(), left));
        return figures;
    }

    private static List<RecordedFlow> each(RecordedRun run, Function<String, RecordedFlow> flows) {
        return FittedFlows.steps(run.results()).stream().map(flows).toList();
    }

    /** Returns the figures of each flow of a run, whose names begin with the step's and whose titles end with it. */
    private static Map<String, Supplier<Figure>> ofEachFlow(RecordedRun run, Function<String, RecordedFlow> flows) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        for (String step : FittedFlows.steps(run.results())) {
            ofFlow(run, () -> flows.apply(step))
                    .forEach((name, figure) -> figures.put(step + "-" + name, () -> ofOne(figure.get(), step)));
        }
        return figures;
    }

    private static Figure ofOne(Figure figure, String step) {
        return figure(figure, figure.title() + ": " + step);
    }

    private static Map<String, Supplier<Figure>> ofFlow(RecordedRun run, Supplier<RecordedFlow> flow) {
        Map<String, Supplier<Figure>> figures = new LinkedHashMap<>();
        figures.put("apex", () -> Apex.of(flow.get()));
        figures.put("supergalactic-plane", () -> SupergalacticPlane.of(flow.get()));
        figures.put(
                "sky", () -> FlowSky.of(flow.get(), run.results().path("seed").asLong()));
        figures.put("error-ellipsoid", () -> EllipsoidFigure.of(flow.get()));
        figures.put("hubble", () -> Hubble.of(flow.get()));
        return figures;
    }
}
