package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.engine.record.RecordedRun;

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

    /** Return the figures of a part of the page; the rest of them have a part of their own. */
    public List<Picture> figuresOf(String section) {
        return figures.stream()
                .filter(figure -> section.equals(sectionOf(figure.name())))
                .toList();
    }

    /** Tells whether a page shows a figure; the curve of the page itself shows more than the one on paper. */
    static boolean shows(String figure) {
        return !figure.equals("specification-curve");
    }

    private static String sectionOf(String figure) {
        return figure.startsWith("influence-") ? "jackknives" : SECTIONS.getOrDefault(figure, "figures");
    }

    /** Return the parts of the page that there are, in order. */
    public List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        add(sections, true, "result", "Result");
        add(sections, !verdicts.claims().isEmpty(), "claims", "Claims");
        add(sections, !targets.targets().isEmpty(), "targets", "Paper against here");
        add(sections, !figuresOf("figures").isEmpty(), "figures", "Figures");
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
            sections.add(new Section(id, title));
        }
    }
}
