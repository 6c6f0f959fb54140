package org.peculiar.report.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peculiar.report.page.Rounded;
import org.peculiar.report.page.Verdicts;

/**
 * What became of a claim in each of two runs.
 *
 * @param claim with its bounds
 * @param first verdict in the first run; empty if it has no such claim
 * @param firstFound what it found
 * @param second verdict in the second run; empty if it has no such claim
 * @param secondFound what it found
 */
public record ClaimPair(String claim, String first, Rounded firstFound, String second, Rounded secondFound) {

    static List<ClaimPair> between(JsonNode first, JsonNode second) {
        Map<String, Verdicts.Claim> a = byText(first);
        Map<String, Verdicts.Claim> b = byText(second);
        Set<String> all = new LinkedHashSet<>(a.keySet());
        all.addAll(b.keySet());
        List<ClaimPair> pairs = new ArrayList<>();
        for (String claim : all) {
            pairs.add(new ClaimPair(
                    claim, verdict(a.get(claim)), found(a.get(claim)), verdict(b.get(claim)), found(b.get(claim))));
        }
        return pairs;
    }

    private static Map<String, Verdicts.Claim> byText(JsonNode results) {
        Map<String, Verdicts.Claim> claims = new LinkedHashMap<>();
        for (Verdicts.Claim claim : Verdicts.of(results).claims()) {
            claims.put(claim.text() + " " + claim.bounds(), claim);
        }
        return claims;
    }

    private static String verdict(Verdicts.Claim claim) {
        return claim == null ? "" : claim.verdict();
    }

    private static Rounded found(Verdicts.Claim claim) {
        return claim == null ? Rounded.of(Double.NaN, "") : claim.found();
    }

    /** Tell whether both runs make the claim. */
    public boolean inBoth() {
        return !first.isEmpty() && !second.isEmpty();
    }

    /** Tell whether the verdicts differ. */
    public boolean turned() {
        return !first.equals(second);
    }
}
