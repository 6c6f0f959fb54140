package org.peculiar.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.peculiar.report.page.Assets;
import org.peculiar.report.page.Page;
import org.peculiar.report.page.Section;

/** Makes the page of a comparison. */
public final class ComparisonPage {

    private ComparisonPage() {}

    /** Return HTML that refers to nothing outside itself. */
    public static String of(Comparison comparison) {
        List<Section> sections = new ArrayList<>(List.of(
                Section.of("choices", "Chosen differently"),
                Section.of("used", "Used differently"),
                Section.of("moved", "What moved")));
        if (!comparison.claims().isEmpty()) {
            sections.add(Section.of("claims", "Claims"));
        }
        return Page.render(
                "compare.jte", Map.of("comparison", comparison, "sections", sections, "assets", Assets.ofPage()));
    }
}
