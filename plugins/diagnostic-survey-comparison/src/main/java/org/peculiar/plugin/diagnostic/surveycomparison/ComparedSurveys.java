package org.peculiar.plugin.diagnostic.surveycomparison;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.Draws;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;
import org.peculiar.science.velocity.CommonNoise;
import org.peculiar.science.velocity.LinearEstimator;
import org.peculiar.science.velocity.MeasuredFlow;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.science.velocity.SurveyComparison;
import org.peculiar.science.velocity.TheoryParameters;
import org.peculiar.science.velocity.VelocityCovariance;
import org.pf4j.Extension;

/**
 * Asks of every two of any number of surveys whether their bulk flows agree.
 *
 * <p>Naively, a difference is judged by the errors of both flows. But surveys of other depth and geometry weigh other parts of
 * one velocity field, so that their flows differ without any error, and depend on each other. Watkins and Feldman (1995) add the
 * covariance that linear theory gives the two through their windows; then chi-square has the three components of the
 * difference as its degrees of freedom again. Cosmic variance never makes a disagreement larger.
 *
 * <p>Objects that two surveys have in common, by their place on the sky, share noise, which their difference lacks: their
 * own motion, or all of it if both surveys rest on one measurement.
 *
 * <p>Flows as papers print them take part under published; nothing is known of their objects, so they are compared naively, and so are
 * fits that are not linear in the velocities. The errors of fitted flows are their total ones, random and systematic. No flow
 * is corrected for error bias here; many published ones are.
 *
 * <p>Tables: surveys, and pairs with all comparisons. Numbers: the first survey against each other one.
 */
@Component(
        id = "survey-comparison",
        title = "Bulk flows of surveys against each other",
        cite = {"1995ApJ...453L..73W"},
        example = """
                theory: {spectrum: eisenstein-hu-1998, sigma8: 0.811}
                common: motion
                published:
                  LP: {speed: 689 km/s, l: 343 deg, b: 52 deg, error: 178 km/s}
                """)
@Extension
public final class ComparedSurveys implements Diagnostic<ComparedSurveys.Inputs> {

    private static final double MARGIN = 1.0001;

    /**
     * What is compared.
     *
     * @param flows of surveys, by the names that tables give them
     */
    public record Inputs(Map<String, FlowFit> flows) {}

    /** Other flows, the theory of the cosmic covariance, and what surveys have in common. */
    public record Parameters(
            @Parameter(doc = "Flows as papers print them, by name", value = "{}")
            Map<String, PublishedFlow> published,

            @Parameter(doc = "Linear theory that gives the cosmic covariance", value = "{}")
            TheoryParameters theory,

            @Parameter(doc = "What two surveys share of the noise of an object that both have", value = "motion")
            CommonNoise.What common,

            @Parameter(
                    doc = "Objects of two surveys that are closer on the sky are the same",
                    unit = "arcsec",
                    value = "10 arcsec",
                    min = 0,
                    max = 36000)
            double sameWithinArcsec) {}

    private final Parameters parameters;
    private final DataFiles files;
    private final double motionKms;

    @Inject
    ComparedSurveys(Parameters parameters, DataFiles files, Assumptions assumptions) {
        this.parameters = requireNonNull(parameters, "parameters");
        this.files = files;
        this.motionKms = assumptions.thermalDispersionKms();
    }

    /**
     * A flow with the name that tables give it.
     *
     * @param cosmic covariance that linear theory gives it, if its window is known
     */
    record Named(String name, MeasuredFlow flow, boolean published, Optional<CovarianceMatrix> cosmic) {}

    /** Two of the surveys, compared. */
    record Pair(Named a, Named b, SurveyComparison comparison, Optional<WithWindows> windows) {}

    /**
     * What windows say of a pair.
     *
     * @param significance of the difference
     * @param cosmicRmsKms three-dimensional rms of the difference without errors, in km/s
     * @param common number of objects that both have
     */
    record WithWindows(Significance significance, double cosmicRmsKms, int common) {}

    @Override
    public Finding find(Inputs inputs, Draws draws) {
        Map<String, MeasuredFlow> fitted = new LinkedHashMap<>();
        inputs.flows().forEach((name, fit) -> fitted.put(name, MeasuredFlow.of(fit)));
        int count = fitted.size() + parameters.published().size();
        if (count < 2) {
            throw new InsufficientDataException("survey-comparison: found " + count
                    + " flow, but at least two are compared; name more under in: {flows: […]} or published:");
        }
        Optional<VelocityCovariance> theory = theory(fitted.values());
        List<Named> surveys = new ArrayList<>();
        fitted.forEach((name, flow) -> surveys.add(new Named(
                name,
                flow,
                false,
                flow.estimator()
                        .map(estimator -> CovarianceMatrix.of(estimator.cosmicCovariance(theory.orElseThrow()))))));
        parameters.published().forEach((name, of) -> surveys.add(new Named(name, of.flow(), true, Optional.empty())));
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < surveys.size(); i++) {
            for (int j = i + 1; j < surveys.size(); j++) {
                pairs.add(pair(surveys.get(i), surveys.get(j), theory));
            }
        }
        return new Comparisons(surveys, pairs).finding();
    }

    /** Returns the theory as far as the deepest two surveys need it; none if no two have windows. */
    private Optional<VelocityCovariance> theory(Collection<MeasuredFlow> flows) {
        double[] depths = flows.stream()
                .flatMap(flow -> flow.estimator().stream())
                .mapToDouble(estimator -> estimator.positions().depth())
                .toArray();
        if (depths.length == 0) {
            return Optional.empty();
        }
        double deepest = Arrays.stream(depths).max().getAsDouble();
        return Optional.of(parameters.theory().covariance(files, 2 * MARGIN * deepest));
    }

    private Pair pair(Named a, Named b, Optional<VelocityCovariance> theory) {
        SurveyComparison comparison = SurveyComparison.of(a.flow(), b.flow());
        if (!comparison.hasWindows()) {
            return new Pair(a, b, comparison, Optional.empty());
        }
        LinearEstimator first = a.flow().estimator().orElseThrow();
        LinearEstimator second = b.flow().estimator().orElseThrow();
        CommonNoise noise = new CommonNoise(parameters.sameWithinArcsec() / 3600, parameters.common(), motionKms);
        CovarianceMatrix cosmic =
                comparison.cosmic(a.cosmic().orElseThrow(), b.cosmic().orElseThrow(), theory.orElseThrow());
        return new Pair(
                a,
                b,
                comparison,
                Optional.of(new WithWindows(
                        comparison.withWindows(cosmic, noise),
                        Math.sqrt(cosmic.trace()),
                        noise.pairs(first.positions(), second.positions()).size())));
    }
}
