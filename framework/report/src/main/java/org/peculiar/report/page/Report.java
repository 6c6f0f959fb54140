package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.figure.Figures;

/**
 * What the page of a run shows.
 *
 * @param name of the analysis
 * @param version of Peculiar that ran it
 * @param folder of the record
 * @param note of the descriptor, perhaps empty
 * @param headline what was found
 * @param verdicts on claims
 * @param targets published numbers
 * @param figures drawn
 * @param variants of the sweep, if there is one
 * @param budget of errors
 * @param jackknives of the sweep
 * @param replicates of the sweep
 * @param steps of the analysis
 * @param descriptor as given
 * @param resolved descriptor
 * @param provenance of everything
 * @param references to cite
 */
public record Report(
        String name,
        String version,
        String folder,
        String note,
        Headline headline,
        Verdicts verdicts,
        Targets targets,
        List<Picture> figures,
        Optional<VariantData> variants,
        Budget budget,
        List<Jackknife> jackknives,
        Replicates replicates,
        List<StepFacts> steps,
        String descriptor,
        String resolved,
        Provenance provenance,
        Bibliography references) {

    private static final String FIGURES = "figures";

    private static final Map<String, String> SECTIONS =
            Map.of("error-budget", "error-budget", "recovery", "monte-carlo");

    /** Read all of it off a record, with figures that were drawn from it. */
    static Report of(RecordedRun run, List<Picture> figures) {
        JsonNode results = run.results();
        String name = results.path("name").asText();
        return new Report(
                name,
                results.path("peculiar").asText(),
                "runs/" + name,
                results.path("note").asText(),
                Headline.of(results),
                Verdicts.of(results),
                Targets.of(results),
                figures,
                results.has("sweep") ? Optional.of(VariantData.of(run)) : Optional.empty(),
                Budget.of(results),
                Jackknife.of(run),
                Replicates.of(results),
                StepFacts.of(results),
                run.descriptor(),
                run.resolved(),
                Provenance.of(results, run.lock()),
                Bibliography.of(run.references()));
    }

    /** Return the figures of a part of the page; those that belong to no other are in {@code figures}. */
    public List<Picture> figuresOf(String section) {
        return figures.stream()
                .filter(figure -> section.equals(sectionOf(figure.name())))
                .toList();
    }

    /** Return the figures of one of several flows. */
    public List<Picture> figuresOf(Headline.Flow flow) {
        return figuresOf("flow-" + flow.step());
    }

    /** Tells whether a page shows a figure; the curve of the page itself shows more than the one on paper. */
    static boolean shows(String figure) {
        return !figure.equals("specification-curve");
    }

    private String sectionOf(String figure) {
        if (figure.startsWith("influence-")) {
            return "jackknives";
        }
        return headline.flows().stream()
                .map(Headline.Flow::step)
                .filter(step -> Figures.isOfFlow(figure, step))
                .findFirst()
                .map(step -> "flow-" + step)
                .orElseGet(() -> SECTIONS.getOrDefault(figure, FIGURES));
    }

    /** Tell whether the page has figures besides those of its other parts. */
    public boolean hasFigures() {
        return !figureParts().isEmpty();
    }

    private List<Section> figureParts() {
        List<Section> parts = new ArrayList<>();
        figuresOf(FIGURES).forEach(figure -> parts.add(Section.of("about-" + figure.name(), figure.title())));
        headline.flows().stream()
                .filter(flow -> !figuresOf(flow).isEmpty())
                .forEach(flow -> parts.add(Section.of("figures-" + flow.step(), "Flow of " + flow.step())));
        return parts;
    }

    /** Return the parts of the page that there are, in order. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        add(sections, true, "result", "Result");
        add(sections, !verdicts.claims().isEmpty(), "claims", "Claims");
        add(sections, !targets.targets().isEmpty(), "targets", "Paper against here");
        List<Section> shown = figureParts();
        if (!shown.isEmpty()) {
            sections.add(new Section(FIGURES, "Figures", shown));
        }
        add(sections, variants.isPresent(), "variants", "Variants");
        add(sections, !budget.groups().isEmpty(), "error-budget", "Error budget");
        add(sections, !jackknives.isEmpty(), "jackknives", "Jackknives");
        add(sections, !replicates.isEmpty(), "monte-carlo", "Monte Carlo");
        add(sections, true, "steps", "Steps");
        add(sections, true, "descriptor", "Descriptor");
        add(sections, true, "provenance", "Provenance");
        add(sections, true, "references", "References");
        add(sections, true, "reproduce", "How to reproduce");
        return sections;
    }

    private static void add(List<Section> sections, boolean there, String id, String title) {
        if (there) {
            sections.add(Section.of(id, title));
        }
    }
}
