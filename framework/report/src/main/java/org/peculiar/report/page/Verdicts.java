package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What became of the claims of a descriptor.
 *
 * @param claims in the order of the descriptor
 */
public record Verdicts(List<Claim> claims) {

    private static final String HOLDS = "holds";

    /** A digit before three more that end a whole number. */
    private static final Pattern THOUSANDS = Pattern.compile("(?<![.\\d])(\\d{1,3})(?=\\d{3}(?![.\\d]))");

    /**
     * A claim.
     *
     * @param text what is claimed of
     * @param found what was found
     * @param bounds that it must keep
     * @param verdict {@code holds}, {@code fails} or {@code doubtful}
     * @param notes what a reader must know of it
     * @param cite where the bound comes from, perhaps empty
     */
    public record Claim(String text, Rounded found, String bounds, String verdict, List<String> notes, String cite) {

        /** Return the sign that goes with the verdict. */
        public String sign() {
            return switch (verdict) {
                case HOLDS -> "✓";
                case "fails" -> "✗";
                default -> "?";
            };
        }
    }

    /** Read the claims of a run. */
    public static Verdicts of(JsonNode results) {
        List<Claim> claims = new ArrayList<>();
        for (JsonNode claim : results.path("claims")) {
            List<String> notes = new ArrayList<>();
            if (claim.has("where")) {
                notes.add("at " + claim.get("where").asText());
            }
            if (claim.path("close").asBoolean()) {
                notes.add("a bound is within two errors");
            }
            if (claim.has("trouble")) {
                notes.add(claim.get("trouble").asText());
            }
            claims.add(new Claim(
                    claim.path("claim").asText(),
                    measured(claim),
                    bounds(claim.path("bounds").asText()),
                    claim.path("verdict").asText(),
                    notes,
                    claim.path("cite").asText().replace("+-", "±")));
        }
        return new Verdicts(claims);
    }

    /** Returns bounds as journals have them: with true minus signs, and thousands parted. */
    private static String bounds(String text) {
        return THOUSANDS.matcher(Rounded.unit(text)).replaceAll("$1,").replace("-", "−");
    }

    /** Returns what was found, as claims and targets tell it. */
    static Rounded measured(JsonNode node) {
        double value = node.path("value").asDouble(Double.NaN);
        double error = node.path("error").asDouble(Double.NaN);
        String unit = node.path("unit").asText();
        String what = node.path("what").asText();
        return what.equals("coverage") || what.equals("false-alarms")
                ? Rounded.of(100 * value, 100 * error, "%")
                : Double.isNaN(error) ? Rounded.ofNumber(value, unit) : Rounded.of(value, error, unit);
    }

    /** Return how many hold. */
    public long holding() {
        return claims.stream().filter(claim -> claim.verdict().equals(HOLDS)).count();
    }

    /** Return the outcome in a sentence. */
    public String summary() {
        long failing =
                claims.stream().filter(claim -> claim.verdict().equals("fails")).count();
        long doubtful = claims.size() - holding() - failing;
        if (claims.size() == holding()) {
            return claims.size() == 1 ? "The one claim holds." : "All " + claims.size() + " claims hold.";
        }
        return holding() + " of " + claims.size() + " claims hold"
                + (failing > 0 ? ", " + failing + (failing == 1 ? " fails" : " fail") : "")
                + (doubtful > 0 ? ", " + doubtful + (doubtful == 1 ? " is doubtful" : " are doubtful") : "") + ".";
    }
}
