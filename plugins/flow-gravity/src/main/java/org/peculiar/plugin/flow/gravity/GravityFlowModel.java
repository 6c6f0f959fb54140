package org.peculiar.plugin.flow.gravity;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.redshift.LocalGroup;
import org.peculiar.science.redshift.SolarApex;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.pf4j.Extension;

/**
 * Compares velocities with a field that gravity predicts: v_i = beta v_pred,i + V_ext.n_i, where v_pred is the prediction for beta = 1,
 * beta = f/b the growth rate over the bias of the tracers of the mass, and V_ext an external flow that sources beyond the field raise.
 *
 * <p>The prediction is one of three. per-object: a quantity of the survey's own table, in km/s. grid: velocities on a cube of
 * galactic axes, as a numpy array. sources: a catalogue of what attracts, such as X-ray clusters or galaxies of a redshift survey
 * with weights that correct for its selection, summed in linear theory, v(x) = sum w_s (x_s - x)/(4 pi n max(|x_s - x|, a)^3),
 * with n the mean density of the weights within the radius, unless given, and a smoothing length a. Its dipole at the Local Group, its angle to the
 * Local Group's motion (Planck 2018; Yahil et al. 1977), and the beta that would make their sizes the same are quoted.
 *
 * <p>With weights: eta the field is looked up at the distances of the model itself, R = cz - v to first order, iterated, as a field
 * in redshift space and tracers with large errors need it; that fails where infall gives one redshift several distances. With places: estimate, or with
 * weights: distance-estimate, it is looked up at the distance estimates. The zero point of the distances must be known, or free:
 * monopole: zero-point.
 */
@Component(
        id = "gravity",
        title = "Beta and external flow against a predicted field",
        cite = {"1980lssu.book.....P", "1977ApJ...217..903Y"},
        takes = "survey",
        example = "per-object: predicted-velocity")
@Extension
public final class GravityFlowModel implements FlowModel {

    private static final String BETA = "beta";

    /** What is fitted, and the distance in its errors. */
    public enum Weights {
        /** Log-distance ratios; errors at the distance of the model. */
        ETA,
        /** Velocities; errors at the distance estimate. */
        DISTANCE_ESTIMATE
    }

    /** Where the field is looked up. */
    public enum Places {
        /** At the distances of the model itself. */
        MODEL,
        /** At the distance estimates. */
        ESTIMATE
    }

    /** Whether an external flow is fitted with beta. */
    public enum ExternalFlow {
        /** One velocity for the whole sample. */
        FIT,
        /** None. */
        NONE
    }

    /** What is fitted beside beta and an external flow. */
    public enum Monopole {
        /** Nothing. */
        NONE,
        /** A zero point of the distances: in- or outflow in proportion to distance, constant in η. */
        ZERO_POINT
    }

    /** Velocities on a grid. */
    public record Grid(
            @Parameter(
                    doc =
                            "A numpy array of the shape (3, N, N, N), in km/s for beta = 1: component, x, y, z, Galactic axes")
            DataFile table,

            @Parameter(doc = "How far the grid reaches along each axis", unit = "Mpc/h", value = "200 Mpc/h", min = 1)
            double halfWidthMpcH) {}

    /** What attracts. */
    public record Catalogue(
            @Parameter(doc = "A table of sources, as .ecsv, .csv, .fits or .vot")
            DataFile table,

            @Parameter(doc = "Column of the Galactic longitude in degrees", value = "l")
            String l,

            @Parameter(doc = "Column of the Galactic latitude in degrees", value = "b")
            String b,

            @Parameter(doc = "Column of the comoving distance, in km/s unless its unit says Mpc/h", value = "distance")
            String distance,

            @Parameter(doc = "Column of the weight; 1 each without one")
            Optional<String> weight,

            @Parameter(doc = "Sources beyond are left out", unit = "Mpc/h", value = "200 Mpc/h", min = 1)
            double radiusMpcH,

            @Parameter(
                    doc = "Within this distance of a source its pull falls off",
                    unit = "Mpc/h",
                    value = "5 Mpc/h",
                    min = 0)
            double smoothingMpcH,

            @Parameter(doc = "Mean weight in a cube of 1 Mpc/h; unless given, that within the radius", min = 0)
            Optional<Double> meanDensity) {}

    /** What to compare with, and how. */
    public record Parameters(
            @Parameter(doc = "Predicted velocities are a quantity of the survey, of this name")
            Optional<String> perObject,

            @Parameter(doc = "Predicted velocities are on a grid")
            Optional<Grid> grid,

            @Parameter(doc = "Predicted velocities are those towards sources")
            Optional<Catalogue> sources,

            @Parameter(doc = "Whether an external flow is fitted with beta", value = "fit")
            ExternalFlow externalFlow,

            @Parameter(doc = "What is fitted beside", value = "none")
            Monopole monopole,

            @Parameter(doc = "What is fitted, and the distance in its errors", value = "eta")
            Weights weights,

            @Parameter(
                    doc = "Where the field is looked up with weights: eta; else at the distance estimates",
                    value = "model")
            Places places) {

        public Parameters {
            long given = Stream.of(perObject, grid, sources)
                    .filter(Optional::isPresent)
                    .count();
            if (given != 1) {
                throw new IllegalArgumentException(
                        "found " + given + " predictions, but one of per-object, grid and sources is needed");
            }
        }
    }

    private static final double KMS_PER_MPC_H = 100;

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final Optional<PredictedField> field;

    @Inject
    GravityFlowModel(Parameters parameters, Assumptions assumptions, DataFiles files) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        field = parameters
                .grid()
                .<PredictedField>map(
                        grid -> VelocityGrid.read(files.file(grid.table().path()), grid.halfWidthMpcH()))
                .or(() -> parameters.sources().map(sources -> sum(sources, files)));
    }

    private static PredictedField sum(Catalogue catalogue, DataFiles files) {
        double radius = catalogue.radiusMpcH() * KMS_PER_MPC_H;
        Sources sources = Sources.read(
                files.file(catalogue.table().path()),
                new Sources.Names(catalogue.l(), catalogue.b(), catalogue.distance(), catalogue.weight()),
                radius);
        double perCube = KMS_PER_MPC_H * KMS_PER_MPC_H * KMS_PER_MPC_H;
        double density = catalogue
                .meanDensity()
                .map(mean -> mean / perCube)
                .orElse(sources.totalWeight() / (4 * Math.PI / 3 * radius * radius * radius));
        if (!(density > 0)) {
            throw new DataException("gravity: the mean density of the weights is " + density
                    + " per (km/s)^3, but it must be positive");
        }
        return new SourceField(
                sources,
                density,
                catalogue.smoothingMpcH() * KMS_PER_MPC_H,
                LocalGroup.YAHIL1977.velocityKms(SolarApex.PLANCK2018));
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        List<String> names = names();
        FlowScope.requireMoreThan("gravity", distances, names);
        if (parameters.monopole() == Monopole.NONE) {
            FlowScope.requireZeroPoint("gravity", distances, ", or monopole: zero-point");
        }
        PredictedField predicted = field.orElseGet(() -> perObject(inputs));
        FlowSolution solution = solve(distances, predicted);
        LinearFit fit = solution.fit();
        return new FlowFit(
                parameters.externalFlow() == ExternalFlow.FIT
                        ? "beta and external flow against a predicted field"
                        : "beta against a predicted field",
                names,
                units(),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                solution.tracers(),
                Optional.of(fit.weights()),
                quoted(solution, predicted));
    }

    private FlowSolution solve(DistanceSample distances, PredictedField predicted) {
        if (parameters.weights() == Weights.ETA && parameters.places() == Places.MODEL) {
            return LogDistanceRatios.of(distances, assumptions)
                    .fitVelocities(v -> model(v, predicted.radialKms(distances, v.distanceKms())));
        }
        TracerVelocities estimates = TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.ESTIMATE);
        double[] column = predicted.radialKms(distances, estimates.distanceKms());
        return parameters.weights() == Weights.ETA
                ? LogDistanceRatios.of(distances, assumptions).fitVelocities(v -> model(v, column))
                : estimates.fit(v -> model(v, column));
    }

    private PredictedField perObject(Inputs inputs) {
        Survey survey = inputs.survey()
                .orElseThrow(() -> new DataException(
                        "gravity: per-object needs the survey, but none was given; name it, in: {survey: …}"));
        return new PerObject(
                survey, inputs.distances().tracer(), parameters.perObject().orElseThrow());
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        if (parameters.externalFlow() == ExternalFlow.FIT) {
            names.addAll(TracerVelocities.FLOW);
        }
        names.add(BETA);
        if (parameters.monopole() == Monopole.ZERO_POINT) {
            names.add(TracerVelocities.ZERO_POINT);
        }
        return names;
    }

    private List<Unit> units() {
        return names().stream()
                .map(name -> TracerVelocities.FLOW.contains(name) ? Unit.KMS : Unit.NONE)
                .toList();
    }

    private LinearModel model(TracerVelocities v, double[] predicted) {
        List<double[]> columns = new ArrayList<>();
        if (parameters.externalFlow() == ExternalFlow.FIT) {
            columns.addAll(List.of(v.flowColumns()));
        }
        columns.add(predicted);
        if (parameters.monopole() == Monopole.ZERO_POINT) {
            columns.add(v.responseKms());
        }
        return LinearModel.of(names(), columns.toArray(double[][]::new));
    }

    private Map<String, Double> quoted(FlowSolution solution, PredictedField predicted) {
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", solution.velocities().depthKms());
        quoted.putAll(predicted.quoted());
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }
}
