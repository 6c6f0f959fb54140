package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.peculiar.engine.outcome.Comparison;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.Verdict;

/** Tells what a sweep came to on a terminal. */
final class SweepSummary {

    private final Measures measures;

    SweepSummary(SweepOutcome outcome) {
        this.measures = new Measures(outcome);
    }

    /** Returns the lines of the summary. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Verdict verdict : measures.verdicts()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  claim %s %s: %.4g ± %.2g %s%s",
                    verdict.claim().measure().over().orElse(""),
                    verdict.claim().measure().what().key(),
                    verdict.measured().value(),
                    verdict.measured().error(),
                    verdict.holds() ? "holds" : "FAILS",
                    verdict.measured().trouble().isEmpty()
                            ? ""
                            : ": " + verdict.measured().trouble()));
        }
        for (Comparison comparison : measures.comparisons()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  target %s: %.4g, published %.4g, %.2f sigma",
                    comparison.target().name(),
                    comparison.measured().value(),
                    comparison.target().published(),
                    comparison.sigmas()));
        }
        return lines;
    }
}
