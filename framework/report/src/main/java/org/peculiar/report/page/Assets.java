package org.peculiar.report.page;

import java.util.List;
import java.util.stream.Collectors;
import org.peculiar.report.draw.Drawing;

/**
 * Style and scripts of a page, which are embedded in it.
 *
 * @param style CSS
 * @param scripts in order
 */
public record Assets(Trusted style, List<Trusted> scripts) {

    private static final String STYLE = "page.css";
    private static final String SCRIPT = "page.js";
    private static final String PLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Returns what a report needs. */
    static Assets ofReport(boolean sweep, List<Picture> pictures) {
        Trusted style = sweep ? Trusted.resources(STYLE, PLOT + "uPlot.min.css") : Trusted.resources(STYLE);
        String set = pictures.stream()
                .flatMap(picture -> picture.svg().stream())
                .map(Trusted::text)
                .collect(Collectors.joining());
        return new Assets(
                set.isEmpty() ? style : new Trusted(style.text() + Drawing.fontFace(set)),
                sweep
                        ? List.of(
                                Trusted.resources(PLOT + "uPlot.iife.min.js"),
                                Trusted.resources(SCRIPT),
                                Trusted.resources("variants.js"))
                        : List.of(Trusted.resources(SCRIPT)));
    }

    /** Return what a page without figures needs. */
    public static Assets ofPage() {
        return ofReport(false, List.of());
    }

    /**
     * Return the policy that a browser holds the page to: no request at all, and no script but ours, even if one should get
     * into the page.
     */
    public String policy() {
        return "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; script-src "
                + scripts.stream().map(Trusted::hash).collect(Collectors.joining(" "))
                + "; base-uri 'none'; form-action 'none'";
    }
}
