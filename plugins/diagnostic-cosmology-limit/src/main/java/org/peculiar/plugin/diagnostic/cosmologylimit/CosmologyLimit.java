package org.peculiar.plugin.diagnostic.cosmologylimit;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.Draws;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.Finding.Scalar;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Parameter;
import org.peculiar.api.Series;
import org.peculiar.api.Unit;
import org.peculiar.science.velocity.LinearEstimator;
import org.peculiar.science.velocity.LinearVelocities;
import org.peculiar.science.velocity.MeasuredFlow;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.science.velocity.TailLimit;
import org.peculiar.science.velocity.TailLimit.Member;
import org.peculiar.science.velocity.TheoryParameters;
import org.pf4j.Extension;

/**
 * Limits a family of power spectra by the flow that a survey measured, as Hudson et al. (1999) did.
 *
 * <p>For each member, the flow is judged by its errors and the cosmic variance in the survey's window: p is the probability of so
 * large a χ². The limit is the member at which p is 1 − confidence, told by its σ8 Ω^0.6 (f σ8, with growth-index: 0.6 as in 1999).
 * This is the tail probability of the surveys of the 1990s, kept to reproduce what they printed. It is no likelihood and no confidence
 * interval of a parameter: it compares no member with another, and prefers more power without end to a large flow, so that
 * the largest-p member often lies at an end of the range.
 *
 * <p>With flow: the vector of a paper is judged in place of the fitted one, seen through the window of the survey at hand. The
 * speed must not be corrected for error bias, since the errors are accounted for.
 */
@Component(
        id = "cosmology-limit",
        title = "Tail-probability limit on a family of power spectra",
        cite = {"1999ApJ...512L..79H", "1995ApJ...453L..73W"},
        example = """
                vary: omega-m
                from: 0.15
                to: 1
                theory: {spectrum: eisenstein-hu-1999, normalisation: cobe, h: 0.7, omega-b: 0.04, tilt: 1, growth-index: 0.6}
                """)
@Extension
public final class CosmologyLimit implements Diagnostic<CosmologyLimit.Inputs> {

    /**
     * What is judged.
     *
     * @param flow of a model that is linear in the velocities
     */
    public record Inputs(FlowFit flow) {}

    /** The family and the limit. */
    public record Parameters(
            @Parameter(doc = "Which parameter of the theory the family varies")
            Varied vary,

            @Parameter(doc = "Its value at one end") double from,

            @Parameter(doc = "Its value at the other end") double to,

            @Parameter(doc = "Number of members, both ends included", value = "31", min = 3, max = 10000)
            int members,

            @Parameter(doc = "One minus the tail probability at the limit", value = "90 %", min = 0.01, max = 0.9999)
            double confidence,

            @Parameter(doc = "Linear theory but for what is varied", value = "{}")
            TheoryParameters theory,

            @Parameter(doc = "A flow as a paper prints it, to judge in place of the fitted one")
            Optional<PublishedFlow> flow) {}

    /** Parameters of a theory that a family can vary. */
    public enum Varied {
        /** Matter density over critical; space stays flat unless omega-lambda is given. */
        OMEGA_M,
        /** Density of massive neutrinos over critical. */
        OMEGA_NU,
        /** Tilt of the primordial power law. */
        TILT,
        /** Rms mass fluctuation within 8 Mpc/h. */
        SIGMA8
    }

    private final Parameters parameters;
    private final DataFiles files;

    @Inject
    CosmologyLimit(Parameters parameters, DataFiles files) {
        this.parameters = requireNonNull(parameters, "parameters");
        this.files = files;
        if (!(Math.abs(parameters.to() - parameters.from()) > 0)) {
            throw new IllegalArgumentException("cosmology-limit: found a family from " + parameters.from() + " to "
                    + parameters.to() + ", but two different ends are needed");
        }
        boolean bySigma8 = parameters
                .theory()
                .normalisation()
                .map(n -> n == TheoryParameters.Normalisation.SIGMA8)
                .orElse(parameters.theory().spectrum() != TheoryParameters.Spectrum.TABLE);
        if (parameters.vary() == Varied.SIGMA8 && !bySigma8) {
            throw new IllegalArgumentException(
                    "cosmology-limit: found vary: sigma8 of a theory that something else normalises; write normalisation: sigma8");
        }
    }

    @Override
    public Finding find(Inputs inputs, Draws draws) {
        LinearEstimator estimator = LinearEstimator.of(inputs.flow());
        MeasuredFlow flow = parameters.flow().map(PublishedFlow::flow).orElseGet(() -> MeasuredFlow.of(inputs.flow()));
        TailLimit limit = new TailLimit(flow, estimator, this::velocities);
        List<Member> members = limit.between(parameters.from(), parameters.to(), parameters.members());
        Member best = TailLimit.mostProbable(members);
        double tail = 1 - parameters.confidence();
        List<Member> passing = limit.passing(members, tail);
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        scalars.put("largest-p", Scalar.of(best.p(), Unit.NONE, "Largest tail probability of the family"));
        scalars.put("at-largest-p", Scalar.of(best.parameter(), Unit.NONE, word() + " of that member"));
        Optional<Member> at = passing.stream().min(Comparator.comparingDouble(Member::growthSigma8));
        scalars.put("limit", Scalar.of(value(at, Member::parameter), Unit.NONE, word() + " at the limit"));
        scalars.put(
                "limit-growth-sigma8",
                Scalar.of(
                        value(at, Member::growthSigma8),
                        Unit.NONE,
                        "f σ8 at the limit, which is σ8 Ω^"
                                + parameters.theory().growthIndex()));
        scalars.put("limit-sigma8", Scalar.of(value(at, Member::sigma8), Unit.NONE, "σ8 at the limit"));
        scalars.put(
                "limit-rms",
                Scalar.of(
                        value(at, Member::rmsKms),
                        Unit.KMS,
                        "Three-dimensional rms flow at the limit, without errors"));
        return new Finding(
                "tail-probability limit at " + percent(parameters.confidence()) + " on " + word() + ", of "
                        + members.size() + " members",
                scalars,
                Map.of("members", table(members)),
                notes(members, best, passing, tail),
                Map.of("family", figure(members, tail)));
    }

    private LinearVelocities velocities(double value) {
        TheoryParameters theory = parameters.theory();
        Varied vary = parameters.vary();
        try {
            return theory.with(
                            vary == Varied.OMEGA_M ? value : theory.omegaM(),
                            vary == Varied.OMEGA_NU ? value : theory.omegaNu(),
                            vary == Varied.TILT ? value : theory.tilt(),
                            vary == Varied.SIGMA8 ? value : theory.sigma8())
                    .velocities(files);
        } catch (IllegalArgumentException e) {
            throw new DataException("cosmology-limit: " + word() + " " + value + ": " + e.getMessage(), e);
        }
    }

    private static String percent(double fraction) {
        return BigDecimal.valueOf(100 * fraction)
                        .round(new MathContext(4))
                        .stripTrailingZeros()
                        .toPlainString()
                + " %";
    }

    private String word() {
        return parameters.vary().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static double value(Optional<Member> member, ToDoubleFunction<Member> of) {
        return member.map(of::applyAsDouble).orElse(Double.NaN);
    }

    private List<String> notes(List<Member> members, Member best, List<Member> passing, double tail) {
        List<String> notes = new ArrayList<>();
        notes.add("the limit is a tail probability, as in the 1990s: no likelihood, and no confidence interval of "
                + word());
        if (best.parameter() == parameters.from() || best.parameter() == parameters.to()) {
            notes.add(String.format(
                    Locale.ROOT, "the largest p is at an end of the range, %s %.4g", word(), best.parameter()));
        }
        if (passing.isEmpty()) {
            boolean all = members.get(0).p() > tail;
            notes.add("p is " + (all ? "above " : "below ") + percent(tail) + " for all members: "
                    + (all ? "none is ruled out" : "all are ruled out"));
        } else if (passing.size() > 1) {
            notes.add("p passes " + percent(tail) + " " + passing.size() + " times; the limit is where f σ8 is lowest");
        }
        return notes;
    }

    private Finding.Columns table(List<Member> members) {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put(word().replace('-', '_'), numbers(members, Member::parameter, Unit.NONE, "What is varied"));
        // the varied parameter may be sigma8 itself
        columns.put("sigma8", numbers(members, Member::sigma8, Unit.NONE, "sigma8"));
        columns.put("growth_sigma8", numbers(members, Member::growthSigma8, Unit.NONE, "f sigma8"));
        columns.put("rms", numbers(members, Member::rmsKms, Unit.KMS, "Three-dimensional rms flow, without errors"));
        columns.put("chi2", numbers(members, Member::chi2, Unit.NONE, "Chi-square of the flow"));
        columns.put("p", numbers(members, Member::p, Unit.NONE, "Probability of so large a chi-square"));
        return new Finding.Columns(columns);
    }

    private static Finding.Numbers numbers(
            List<Member> members, ToDoubleFunction<Member> value, Unit unit, String doc) {
        return new Finding.Numbers(members.stream().mapToDouble(value).toArray(), unit, doc);
    }

    private Figure figure(List<Member> members, double tail) {
        double[] x = members.stream().mapToDouble(Member::growthSigma8).toArray();
        double[] p = members.stream().mapToDouble(Member::p).toArray();
        return Figure.of(
                "Tail probability of the bulk flow",
                "Probability of a flow as large as the measured one, by the errors and the cosmic variance in the survey's window, for"
                        + " the members of the family; the dashed line is the limit.",
                Figure.Plane.of(
                        Figure.Axis.of("f σ_{8}"),
                        Figure.Axis.of("P(>χ²)").logarithmic(),
                        List.of(
                                new Series.Rule("", Series.Role.MUTED, Series.Stroke.DASHED, false, tail),
                                new Series.Line("", Series.Role.MODEL, Series.Stroke.SOLID, x, p))));
    }
}
