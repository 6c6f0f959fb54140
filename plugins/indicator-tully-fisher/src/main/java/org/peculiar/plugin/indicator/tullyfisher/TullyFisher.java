package org.peculiar.plugin.indicator.tullyfisher;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation;
import org.peculiar.science.indicator.ScalingRelation.Design;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Line;
import org.peculiar.science.indicator.ScalingRelation.Observables;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Measures spiral galaxies with the Tully-Fisher relation between the width W of a spectral line and the absolute magnitude M.
 *
 * <p>The galaxies need log-width [dex(km/s)] and a magnitude [mag], by default the quantity magnitude. Corrections for inclination,
 * internal and Galactic extinction and redshift come before. Galaxies that lack something are left out and listed by reason.
 *
 * <p>The inverse form regresses log W - 2.5 = A' + B' M and is the default: a selection by magnitude leaves it unbiased. The forward form
 * regresses M = A + B (log W - 2.5); a selection by magnitude biases it. Every group has an intercept of its own, whose
 * difference from the others' is its distance; galaxies that are tracers themselves share one, and their residuals are their
 * distances. A tracer's error is ln 10/5 s_mag/sqrt(N), with s_mag the scatter in magnitudes and N its members. The slope's error
 * is offered as the shared error slopes-1; use it only with a flow that marginalises the zero point.
 *
 * <p>bands: names several magnitudes, with a slope and a zero point each. A galaxy's distance is then the mean of what its bands say, by
 * generalised least squares with the covariance of the bands' residuals: they share the error of the width. A galaxy needs one of them.
 *
 * <p>A slope or zero point that is given is not fitted: in mag and mag/dex for the forward form, dex and dex/mag for the inverse, and on the
 * scale of Mpc/h. Unless a zero point is given, distances are normalised to mean Hubble flow; their zero point is for a
 * later step in any case. Distances are comoving, from d_L = (1 + z) d_M with the heliocentric redshift z-hel where the
 * survey has it, else that of the CMB frame.
 */
@Component(
        id = "tully-fisher",
        title = "Tully-Fisher relation of spiral galaxies",
        cite = {"1977A&A....54..661T", "1995PhR...261..271S", "1997AJ....113...53G", "2014MNRAS.442.1117D"},
        example = """
                form: inverse
                bands: {magnitude: {}}
                tracers: groups
                min-members: 3
                """)
@Extension
public final class TullyFisher implements DistanceIndicator {

    private static final String LOG_WIDTH = "log-width";
    private static final String MAGNITUDE = "magnitude";

    /** What is known of one band. */
    public record Band(
            @Parameter(doc = "Slope of the form's line, in mag/dex or dex/mag; fitted unless given", max = 0)
            Optional<Double> slope,

            @Parameter(doc = "Zero point of the form's line at log W = 2.5, in mag or dex; fitted unless given")
            Optional<Double> zeroPoint) {}

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What the regression is of", value = "inverse")
            Form form,

            @Parameter(
                    doc = "Magnitudes, by quantity, and what is known of their lines; magnitude unless given",
                    value = "{}")
            Map<String, Band> bands,

            @Parameter(
                    doc = "Log of the width that zero points are at",
                    unit = "dex(km/s)",
                    value = "2.5 dex(km/s)",
                    cite = "1997AJ....113...53G")
            double pivot,

            @Parameter(doc = "How galaxies count in a regression", value = "unweighted")
            Weights weights,

            @Parameter(doc = "What has a distance; unless given, groups where one has enough members, else galaxies")
            Optional<Tracers> tracers,

            @Parameter(doc = "Galaxies that a group needs", value = "2", min = 1)
            int minMembers,

            @Parameter(doc = "Whose redshift a galaxy in a group has, when galaxies are tracers", value = "group")
            Redshifts redshifts) {

        public Parameters {
            bands = bands.isEmpty()
                    ? Map.of(MAGNITUDE, new Band(Optional.empty(), Optional.empty()))
                    : new LinkedHashMap<>(bands);
        }

        private Design design() {
            List<Line> lines = new ArrayList<>();
            bands.forEach((name, band) -> lines.add(new Line(name, band.slope(), band.zeroPoint())));
            return new Design(
                    "Tully-Fisher relation", form, weights, lines, DistanceType.COMOVING, -1 / LN_DISTANCE_PER_MAG, -1);
        }
    }

    private final Parameters parameters;
    private final ScalingRelation relation;

    @Inject
    TullyFisher(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        relation = new ScalingRelation(
                parameters.design(),
                this::observables,
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts()),
                assumptions);
    }

    @Override
    public DistanceSample measure(Survey survey) {
        return relation.measure(survey);
    }

    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        return relation.figures(
                survey,
                measured,
                Figure.Axis.of("log W", Unit.KMS),
                parameters.bands().keySet().stream()
                        .map(band -> Figure.Axis.of(symbol(band) + " − 5 log h", Unit.MAG))
                        .toList());
    }

    /** Returns M, with the band that the name of a magnitude tells: M_{i} of mag-i. */
    private static String symbol(String magnitude) {
        return magnitude.equals(MAGNITUDE) ? "M" : "M_{" + magnitude.replaceFirst("^mag(nitude)?-", "") + "}";
    }

    private Observables observables(Survey survey) {
        Table galaxies = survey.galaxies();
        galaxies.values(LOG_WIDTH, Unit.DEX_KMS);
        double[] observed = DistanceModulus.observedRedshifts(survey);
        List<Column> magnitudes = new ArrayList<>();
        double[][] atUnitDistance = new double[parameters.bands().size()][observed.length];
        double[][] errors = new double[atUnitDistance.length][];
        for (String band : parameters.bands().keySet()) {
            double[] magnitude = galaxies.values(band, Unit.MAG);
            double[] absolute = atUnitDistance[magnitudes.size()];
            Arrays.setAll(absolute, i -> magnitude[i] - DistanceModulus.ofLnComovingKms(0, observed[i]));
            errors[magnitudes.size()] = Observables.errors(galaxies.column(band));
            magnitudes.add(galaxies.column(band));
        }
        return new Observables(galaxies.column(LOG_WIDTH), parameters.pivot(), magnitudes, errors, atUnitDistance);
    }
}
