package org.peculiar.engine.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;

/** What a run is shown with. */
@KindParameters("report")
public record ReportOptions(
        @Parameter(
                doc =
                        "Step whose bulk flow is the result; the flow that the sweep follows unless given, and without a sweep"
                                + " all of them side by side")
        Optional<String> headline,

        @Parameter(
                doc =
                        "Figures to draw: standard ones such as apex, or STEP-FIGURE of a step; all that the run has the data"
                                + " for unless given")
        Optional<List<String>> figures,

        @Parameter(doc = "Formats of the files that figures are written to", value = "[svg, pdf]")
        List<Format> formats,

        @Parameter(doc = "Dots per inch of figures in PNG", value = "300", min = 30, max = 2400)
        int resolution) {

    /** The figures that any run may have, by name. */
    public static final Set<String> STANDARD = Set.of(
            "apex",
            "supergalactic-plane",
            "sky",
            "error-ellipsoid",
            "hubble",
            "flows",
            "flows-sky",
            "specification-curve",
            "error-budget",
            "recovery");

    /** What the name of a figure of a jackknife begins with; the axis follows. */
    public static final String INFLUENCE = "influence-";

    /** Formats of figures. */
    public enum Format {
        /** Text stays text; glyphs that it needs are inside. */
        SVG,
        /** Fonts embedded. */
        PDF,
        /** Pixels. */
        PNG
    }
}
