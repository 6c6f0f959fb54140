package org.peculiar.report.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a comparison for a terminal. */
final class ComparisonText {

    private ComparisonText() {}

    static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("first   " + comparison.first());
        lines.add("second  " + comparison.second());
        choices("chosen differently", comparison.choices(), lines);
        choices("used differently", comparison.used(), lines);
        lines.add("");
        lines.add("what moved");
        if (comparison.flows().isEmpty() && comparison.estimands().isEmpty()) {
            lines.add("  the runs have no flow and no estimand in common");
        }
        for (FlowMove flow : comparison.flows()) {
            lines.add("  " + flow.step());
            lines.add("    first   " + flow.first());
            lines.add("    second  " + flow.second());
            lines.add("    moves   " + flow.moves() + "; speed " + flow.speed().signed());
            lines.add("    error   " + flow.errorSource());
        }
        moved(comparison.estimands(), lines);
        claims(comparison.claims(), lines);
        return lines;
    }

    private static void claims(List<ClaimPair> claims, List<String> lines) {
        if (claims.isEmpty()) {
            return;
        }
        lines.add("");
        if (claims.stream().allMatch(claim -> claim.second().isEmpty())) {
            lines.add("claims: the second run has none");
        } else if (claims.stream().allMatch(claim -> claim.first().isEmpty())) {
            lines.add("claims: the first run has none");
        } else {
            List<ClaimPair> turned = claims.stream().filter(ClaimPair::turned).toList();
            lines.add("claims: " + (claims.size() - turned.size()) + " of " + claims.size() + " as before");
            turned.forEach(claim ->
                    lines.add("  " + claim.claim() + ": " + verdict(claim.first()) + " → " + verdict(claim.second())));
        }
    }

    private static void choices(String title, List<Choice> choices, List<String> lines) {
        lines.add("");
        lines.add(title + (choices.isEmpty() ? ": nothing" : ""));
        int width = choices.stream()
                .mapToInt(choice -> choice.path().length())
                .max()
                .orElse(0);
        for (Choice choice : choices) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %s → %s",
                    choice.path(),
                    or(choice.first()),
                    or(choice.second())));
        }
    }

    private static String or(String text) {
        return text.isEmpty() ? "(none)" : text;
    }

    private static String verdict(String verdict) {
        return verdict.isEmpty() ? "(no such claim)" : verdict;
    }

    private static void moved(List<Moved> moved, List<String> lines) {
        int width = moved.stream().mapToInt(one -> one.name().length()).max().orElse(0);
        for (Moved one : moved) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-" + width + "s  %s → %s%s",
                    one.name(),
                    one.first(),
                    one.second(),
                    one.same() ? ", the same" : " (" + one.difference().signed() + ")"));
        }
    }
}
