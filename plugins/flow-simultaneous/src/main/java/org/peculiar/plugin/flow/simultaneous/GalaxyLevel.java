package org.peculiar.plugin.flow.simultaneous;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.simultaneous.MarginalLikelihood.Evaluation;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.statistics.LikelihoodMaximum;

/**
 * The fit of flow and relation to the observables of galaxies: p = (V, θ) at the {@linkplain LikelihoodMaximum maximum} of the
 * {@linkplain MarginalLikelihood likelihood}, from rest and the calibration.
 *
 * <p>There, tracer i has the score s_i and the information I_i about its radial velocity: its velocity is V·n_i + s_i/I_i with the
 * error 1/√I_i, and observables that tell of another velocity move p by C c_i a km/s, where C is the covariance and c_i what they do to
 * the gradient.
 */
final class GalaxyLevel {

    private static final int FLOW = 3;

    /** Step of a component of the flow in differences, in km/s. */
    private static final double VELOCITY_STEP_KMS = 0.3;

    /** The same of a parameter of the relation, in standard errors of the calibration, and at least, of its value. */
    private static final double PARAMETER_STEP = 0.01;

    private static final double LEAST_STEP = 1e-6;

    private final GalaxySample galaxies;
    private final Relation relation;
    private final DistanceTable table;
    private final double scatterKms;
    private final Assumptions assumptions;
    private final List<String> names;
    private final double[] start;
    private final double[] steps;

    private GalaxyLevel(
            GalaxySample galaxies,
            Relation relation,
            DistanceTable table,
            Assumptions assumptions,
            List<String> names,
            double[] start,
            double[] steps) {
        this.galaxies = galaxies;
        this.relation = relation;
        this.table = table;
        this.assumptions = assumptions;
        this.names = names;
        this.start = start;
        this.steps = steps;
        scatterKms = Math.hypot(assumptions.thermalDispersionKms(), assumptions.czErrorKms());
    }

    /**
     * Prepare a fit.
     *
     * @throws DataException if the distances have no relation, or a tracer has no positive redshift or is not in the survey
     */
    static GalaxyLevel of(FlowModel.Inputs inputs, Assumptions assumptions) {
        DistanceSample distances = inputs.distances();
        Calibration calibration = distances.calibration();
        Relation relation = calibration
                .relation()
                .orElseThrow(() -> new DataException(
                        "simultaneous flow: level: galaxy fits the relation behind the distances, but "
                                + calibration.title() + " offers none; use level: group"));
        Survey survey =
                inputs.survey().orElseThrow(() -> new IllegalArgumentException("a survey is taken, but was not given"));
        for (int i = 0; i < distances.size(); i++) {
            if (!(distances.z()[i] > 0)) {
                throw new DataException(
                        distances.labels()[i] + ": its redshift is " + distances.z()[i]
                                + " in the CMB frame, but a positive one is needed to predict its distance; leave it out");
            }
        }
        DistanceTable table = Cosmology.of(assumptions.cosmology()).table();
        GalaxySample all = GalaxySample.of(distances, survey);
        double[] atRest = ModelDistances.of(distances.type(), all.z(), new double[all.size()], table)
                .lnDistance();
        GalaxySample galaxies = all.thatSuit(relation, calibration.values(), atRest);

        List<String> names = new ArrayList<>(TracerVelocities.FLOW);
        names.addAll(List.of(relation.parameters()));
        int k = names.size();
        double[] start = new double[k];
        System.arraycopy(calibration.values(), 0, start, FLOW, k - FLOW);
        double[] steps = new double[k];
        Arrays.fill(steps, VELOCITY_STEP_KMS);
        for (int q = FLOW; q < k; q++) {
            double error = Math.sqrt(calibration.covariance()[q - FLOW][q - FLOW]);
            double least = LEAST_STEP * Math.max(1, Math.abs(start[q]));
            steps[q] = Double.isFinite(error) ? Math.max(least, PARAMETER_STEP * error) : least;
        }
        if (galaxies.size() <= k) {
            throw new InsufficientDataException("simultaneous flow: found " + galaxies.size() + " galaxies, but "
                    + String.join(", ", names) + " need more than " + k);
        }
        return new GalaxyLevel(galaxies, relation, table, assumptions, names, start, steps);
    }

    /**
     * Fit.
     *
     * @throws DataException if no maximum is found
     * @throws InsufficientDataException if the galaxies cannot determine the parameters
     */
    FlowFit fit() {
        LikelihoodMaximum maximum;
        try {
            maximum = LikelihoodMaximum.find(names, p -> new Gradient(likelihood(p)), start, steps);
        } catch (InsufficientDataException e) {
            throw new InsufficientDataException("simultaneous flow: " + e.getMessage());
        } catch (DataException e) {
            throw new DataException("simultaneous flow: " + e.getMessage(), e);
        }
        return result(maximum);
    }

    private MarginalLikelihood likelihood(double[] p) {
        return MarginalLikelihood.about(galaxies, relation, table, scatterKms, p);
    }

    /** The likelihood as a function of p alone. */
    private final class Gradient implements LikelihoodMaximum.LogLikelihood {

        private final MarginalLikelihood likelihood;

        Gradient(MarginalLikelihood likelihood) {
            this.likelihood = likelihood;
        }

        @Override
        public LikelihoodMaximum.Value at(double[] p) {
            Evaluation evaluation = likelihood.at(p, 0);
            return new LikelihoodMaximum.Value(evaluation.logLikelihood(), gradient(evaluation));
        }
    }

    private double[] gradient(Evaluation at) {
        Directions n = galaxies.directions();
        double[] gradient = new double[names.size()];
        double[] byVelocity = at.byVelocity();
        gradient[0] = dot(byVelocity, n.x());
        gradient[1] = dot(byVelocity, n.y());
        gradient[2] = dot(byVelocity, n.z());
        for (int q = FLOW; q < gradient.length; q++) {
            gradient[q] = Arrays.stream(at.byParameter()[q - FLOW]).sum();
        }
        return gradient;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] difference(double[] from, double[] to, double step) {
        double[] difference = new double[from.length];
        Arrays.setAll(difference, i -> (from[i] - to[i]) / step);
        return difference;
    }

    private FlowFit result(LikelihoodMaximum maximum) {
        double[] p = maximum.parameters();
        double[][] covariance = maximum.covariance();
        double[][] conditional = maximum.conditionalCovariance(FLOW);
        MarginalLikelihood likelihood = likelihood(p);
        Evaluation now = likelihood.at(p, 0);
        double[] score = galaxies.byTracer(now.byVelocity());
        double[][] response = response(likelihood, p, now.slope());
        double[] information = galaxies.byTracer(alongDirections(response));
        double[][] weights = product(covariance, byTracer(response));
        FlowFit.Tracers tracers = tracers(p, score, information);
        double chi2 = 0;
        for (int i = 0; i < score.length; i++) {
            chi2 += score[i] == 0 ? 0 : score[i] * score[i] / information[i];
        }
        List<Unit> units = new ArrayList<>(List.of(Unit.KMS, Unit.KMS, Unit.KMS));
        while (units.size() < names.size()) {
            units.add(Unit.NONE);
        }
        return new FlowFit(
                "bulk flow and " + galaxies.distances().calibration().title() + ", Method II",
                names,
                units,
                p,
                covariance,
                Optional.of(conditional),
                Map.of(),
                chi2,
                // of the relation, the tracers as such determine the zero point
                score.length - FLOW - 1,
                tracers,
                Optional.of(weights),
                quoted(now, tracers, covariance, conditional, sandwich(now, covariance)));
    }

    /**
     * What more radial velocity does to the gradient, if the observables change with it, {@code [parameter][galaxy]}: minus its
     * derivatives by ln d where it is compared with the observables, times that of ln d.
     */
    private double[][] response(MarginalLikelihood likelihood, double[] p, double[] slope) {
        Evaluation above = likelihood.at(p, MarginalLikelihood.LN_STEP);
        Evaluation below = likelihood.at(p, -MarginalLikelihood.LN_STEP);
        double step = 2 * MarginalLikelihood.LN_STEP;
        Directions n = galaxies.directions();
        double[] byVelocity =
                product(slope, product(slope, difference(below.byLnDistance(), above.byLnDistance(), step)));
        double[][] response = new double[names.size()][];
        response[0] = product(byVelocity, n.x());
        response[1] = product(byVelocity, n.y());
        response[2] = product(byVelocity, n.z());
        for (int q = FLOW; q < response.length; q++) {
            response[q] =
                    product(slope, difference(below.byParameter()[q - FLOW], above.byParameter()[q - FLOW], step));
        }
        return response;
    }

    /** The information about radial velocities: n·c of the flow's three. */
    private double[] alongDirections(double[][] response) {
        Directions n = galaxies.directions();
        double[] along = new double[galaxies.size()];
        Arrays.setAll(along, i -> n.x()[i] * response[0][i] + n.y()[i] * response[1][i] + n.z()[i] * response[2][i]);
        return along;
    }

    private double[][] byTracer(double[][] ofGalaxies) {
        double[][] sums = new double[ofGalaxies.length][];
        Arrays.setAll(sums, q -> galaxies.byTracer(ofGalaxies[q]));
        return sums;
    }

    /** The covariance of the flow that the scatter of the gradients shows, whatever the likelihood says it should be (White 1982). */
    private double[][] sandwich(Evaluation now, double[][] covariance) {
        Directions n = galaxies.directions();
        double[] byVelocity = now.byVelocity();
        double[][] gradient = new double[names.size()][galaxies.units()];
        for (int i = 0; i < galaxies.size(); i++) {
            int unit = galaxies.unitOf()[i];
            gradient[0][unit] += byVelocity[i] * n.x()[i];
            gradient[1][unit] += byVelocity[i] * n.y()[i];
            gradient[2][unit] += byVelocity[i] * n.z()[i];
            for (int q = FLOW; q < gradient.length; q++) {
                gradient[q][unit] += now.byParameter()[q - FLOW][i];
            }
        }
        double[][] moved = product(covariance, gradient);
        double[][] sandwich = new double[FLOW][FLOW];
        for (int i = 0; i < FLOW; i++) {
            for (int j = 0; j < FLOW; j++) {
                sandwich[i][j] = dot(moved[i], moved[j]);
            }
        }
        return sandwich;
    }

    /** Return a matrix product. */
    private static double[][] product(double[][] a, double[][] b) {
        double[][] product = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int q = 0; q < b.length; q++) {
                for (int t = 0; t < product[i].length; t++) {
                    product[i][t] += a[i][q] * b[q][t];
                }
            }
        }
        return product;
    }

    private Map<String, Double> quoted(
            Evaluation now,
            FlowFit.Tracers tracers,
            double[][] covariance,
            double[][] conditional,
            double[][] sandwich) {
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", TracerLevel.depthKms(tracers));
        quoted.put("conditional-sqrt-trace-kms", TracerLevel.sqrtTrace(conditional));
        quoted.put("marginal-sqrt-trace-kms", TracerLevel.sqrtTrace(covariance));
        quoted.put("sandwich-sqrt-trace-kms", TracerLevel.sqrtTrace(sandwich));
        quoted.put("galaxies", (double) galaxies.size());
        quoted.put("log-likelihood", now.logLikelihood());
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return quoted;
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        Arrays.setAll(product, i -> a[i] * b[i]);
        return product;
    }

    private FlowFit.Tracers tracers(double[] p, double[] score, double[] information) {
        DistanceSample distances = galaxies.distances();
        double[] predicted = TracerLevel.radialKms(MarginalLikelihood.flow(p), distances.directions());
        double[] velocity = new double[predicted.length];
        double[] error = new double[predicted.length];
        for (int i = 0; i < velocity.length; i++) {
            // a tracer without galaxies that suit says nothing
            boolean says = information[i] > 0;
            velocity[i] = predicted[i] + (says ? score[i] / information[i] : 0);
            error[i] = says ? 1 / Math.sqrt(information[i]) : Double.POSITIVE_INFINITY;
        }
        return new FlowFit.Tracers(
                distances.labels(),
                distances.rowIds(),
                distances.directions(),
                ModelDistances.of(distances.type(), distances.z(), predicted, table)
                        .comovingKms(),
                velocity,
                error,
                predicted);
    }
}
