package org.peculiar.report.page;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Style and scripts of a page, which are embedded in it.
 *
 * @param style CSS
 * @param scripts in order
 */
public record Assets(Trusted style, List<Trusted> scripts) {

    private static final String PLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Returns what a report needs. */
    static Assets ofReport(boolean sweep) {
        return sweep
                ? new Assets(
                        Trusted.resources("page.css", PLOT + "uPlot.min.css"),
                        List.of(
                                Trusted.resources(PLOT + "uPlot.iife.min.js"),
                                Trusted.resources("page.js"),
                                Trusted.resources("variants.js")))
                : ofPage();
    }

    /** Return what every page needs. */
    public static Assets ofPage() {
        return new Assets(Trusted.resources("page.css"), List.of(Trusted.resources("page.js")));
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
