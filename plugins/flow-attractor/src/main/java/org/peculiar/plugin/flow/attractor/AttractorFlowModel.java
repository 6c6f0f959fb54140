package org.peculiar.plugin.flow.attractor;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Parameter;
import org.peculiar.api.Unit;
import org.peculiar.science.flow.Attractor;
import org.peculiar.science.flow.FlowScope;
import org.peculiar.science.flow.FlowSolution;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.NonlinearFit;
import org.pf4j.Extension;

/**
 * Fits infall towards one attractor or several, in the form of Faber and Burstein (1988): at the distance r from it, u = u_A (r/d_A)
 * [(d_A^2 + c^2)/(r^2 + c^2)]^((n+1)/2), where u_A is the infall at the Local Group, d_A away. Velocities of several attractors add up.
 *
 * <p>fit names what is free, of every attractor: its infall, its distance, its direction. What is not is held at what the
 * attractor says. With bulk-flow: fit, one velocity V for the whole sample is fitted beside the infall; it comes first among the parameters. Then fit:
 * [] holds the attractors and asks what flow is left. frame: local-group takes from each velocity what the attractors give the Local
 * Group itself, for a sample whose redshifts are relative to that.
 *
 * <p>Least squares by the method of Levenberg and Marquardt, from the values given; the covariance is (J^T J)^-1. The attractors are
 * seen from the tracers' distance estimates, which blurs them: near one the true field is steeper than its fit. With weights: eta the fit
 * is to log-distance ratios, linearised about the model's velocities and iterated; with weights: distance-estimate it is to
 * velocities. The zero point of the distances must be known.
 */
@Component(
        id = "attractor",
        title = "Infall towards attractors",
        cite = {"1988lsmu.book..115F", "1988ApJ...326...19L"},
        example = """
                attractors: [{preset: faber-burstein-1988}]
                fit: [infall, distance, direction]
                """)
@Extension
public final class AttractorFlowModel implements FlowModel {

    private static final int MOST_ROUNDS = 60;

    /** The iteration in eta stops when no model velocity moves by more than this many km/s. */
    private static final double CONVERGED_KMS = 1e-6;

    private static final GalacticVector LOCAL_GROUP = new GalacticVector(0, 0, 0);

    private static final double STEP_KMS = 0.1;
    private static final double STEP_DEG = 1e-3;

    /** What is fitted, and the distance in its errors. */
    public enum Weights {
        /** Log-distance ratios; errors at the distance of the model. */
        ETA,
        /** Velocities; errors at the distance estimate. */
        DISTANCE_ESTIMATE
    }

    /** Attractors from the literature. */
    public enum Preset {
        /** None: all is given here. */
        NONE(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN),
        /** The Great Attractor of Faber and Burstein (1988): 535 km/s at 4200 km/s. */
        FABER_BURSTEIN_1988(307, 9, 4200, 535, 1430, 1.7),
        /** That of Lynden-Bell et al. (1988): 570 km/s at 4350 km/s. */
        LYNDEN_BELL_1988(307, 9, 4350, 570, 1430, 1.7);

        private final double lDeg;
        private final double bDeg;
        private final double distanceKms;
        private final double infallKms;
        private final double coreKms;
        private final double exponent;

        Preset(double lDeg, double bDeg, double distanceKms, double infallKms, double coreKms, double exponent) {
            this.lDeg = lDeg;
            this.bDeg = bDeg;
            this.distanceKms = distanceKms;
            this.infallKms = infallKms;
            this.coreKms = coreKms;
            this.exponent = exponent;
        }
    }

    /** One attractor. */
    public record Mass(
            @Parameter(doc = "An attractor from the literature; what else is given replaces its values", value = "none")
            Preset preset,

            @Parameter(doc = "Galactic longitude", unit = "deg")
            Optional<Double> lDeg,

            @Parameter(doc = "Galactic latitude", unit = "deg", min = -90, max = 90)
            Optional<Double> bDeg,

            @Parameter(doc = "Distance", unit = "km/s", min = 1)
            Optional<Double> distanceKms,

            @Parameter(doc = "Infall at the Local Group", unit = "km/s")
            Optional<Double> infallKms,

            @Parameter(doc = "Core, within which the infall falls off towards the centre", unit = "km/s", min = 0)
            Optional<Double> coreKms,

            @Parameter(doc = "n: far out the infall goes as r^-n")
            Optional<Double> exponent) {

        public Mass {
            requireGiven(preset, "l", lDeg);
            requireGiven(preset, "b", bDeg);
            requireGiven(preset, "distance", distanceKms);
            requireGiven(preset, "infall", infallKms);
            requireGiven(preset, "core", coreKms);
            requireGiven(preset, "exponent", exponent);
        }

        private static void requireGiven(Preset preset, String what, Optional<Double> value) {
            if (preset == Preset.NONE && value.isEmpty()) {
                throw new IllegalArgumentException(
                        what
                                + ": not given, but an attractor without a preset needs l, b, distance, infall, core and exponent");
            }
        }

        /** Return what may be fitted: infall, distance, l and b. */
        double[] start() {
            return new double[] {
                infallKms.orElse(preset.infallKms),
                distanceKms.orElse(preset.distanceKms),
                lDeg.orElse(preset.lDeg),
                bDeg.orElse(preset.bDeg)
            };
        }

        Attractor at(double[] values) {
            return new Attractor(
                    GalacticVector.ofPolar(values[1], values[2], values[3]),
                    values[0],
                    coreKms.orElse(preset.coreKms),
                    exponent.orElse(preset.exponent));
        }
    }

    /** What of an attractor is fitted. */
    public enum Free {
        /** Its infall at the Local Group. */
        INFALL,
        /** Its distance. */
        DISTANCE,
        /** Its direction: l and b. */
        DIRECTION
    }

    /** Whether a bulk flow is fitted with the infall. */
    public enum BulkFlow {
        /** One velocity for the whole sample. */
        FIT,
        /** None. */
        NONE
    }

    /** What velocities are relative to. */
    public enum Frame {
        /** The cosmic microwave background. */
        CMB,
        /** The Local Group, which falls, too. */
        LOCAL_GROUP
    }

    /** What to fit. */
    public record Parameters(
            @Parameter(doc = "The attractors", value = "[{preset: faber-burstein-1988}]")
            List<Mass> attractors,

            @Parameter(doc = "What of them is fitted; the rest is held", value = "[infall]")
            List<Free> fit,

            @Parameter(doc = "Whether a bulk flow is fitted beside the infall", value = "none")
            BulkFlow bulkFlow,

            @Parameter(doc = "What velocities are relative to", value = "cmb")
            Frame frame,

            @Parameter(doc = "What is fitted, and the distance in its errors", value = "eta")
            Weights weights) {

        public Parameters {
            attractors = List.copyOf(attractors);
            fit = List.copyOf(fit);
            if (attractors.isEmpty()) {
                throw new IllegalArgumentException("attractors: found none, but at least one is needed");
            }
            if (fit.isEmpty() && bulkFlow == BulkFlow.NONE) {
                throw new IllegalArgumentException(
                        "fit: found nothing to fit; name infall, distance or direction, or set bulk-flow: fit");
            }
        }
    }

    private final Parameters parameters;
    private final Assumptions assumptions;

    @Inject
    AttractorFlowModel(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
    }

    @Override
    public FlowFit fit(Inputs inputs) {
        DistanceSample distances = inputs.distances();
        Unknowns unknowns = new Unknowns();
        FlowScope.requireMoreThan("attractor", distances, unknowns.names);
        FlowScope.requireZeroPoint("attractor", distances, "");
        TracerVelocities estimates = TracerVelocities.ofDistances(distances, assumptions, ErrorDistance.ESTIMATE);
        Infall infall = new Infall(unknowns, distances.directions(), estimates.distanceKms());
        NonlinearFit fit = infall.fit(estimates, unknowns.start);
        if (parameters.weights() == Weights.DISTANCE_ESTIMATE) {
            return result(unknowns, infall, estimates, fit);
        }
        LogDistanceRatios ratios = LogDistanceRatios.of(distances, assumptions);
        double[] about = infall.predicted(fit.parameters());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            TracerVelocities velocities = ratios.at(about);
            fit = infall.fit(velocities, fit.parameters());
            double[] next = infall.predicted(fit.parameters());
            double moved = 0;
            for (int i = 0; i < next.length; i++) {
                moved = Math.max(moved, Math.abs(next[i] - about[i]));
            }
            if (moved < CONVERGED_KMS) {
                return result(unknowns, infall, velocities, fit);
            }
            about = next;
        }
        throw new DataException("attractor: no convergence in " + MOST_ROUNDS
                + " rounds; look for wild distances, fit less, or use weights: distance-estimate");
    }

    /** The free parameters, in order. */
    private final class Unknowns {

        final List<String> names = new ArrayList<>();
        final List<Unit> units = new ArrayList<>();
        final double[] start;
        final double[] steps;

        Unknowns() {
            List<Double> values = new ArrayList<>();
            if (parameters.bulkFlow() == BulkFlow.FIT) {
                TracerVelocities.FLOW.forEach(name -> add(name, Unit.KMS, 0, values));
            }
            for (int a = 0; a < parameters.attractors().size(); a++) {
                double[] given = parameters.attractors().get(a).start();
                String prefix = parameters.attractors().size() == 1 ? "" : "attractor-" + (a + 1) + "-";
                if (parameters.fit().contains(Free.INFALL)) {
                    add(prefix + "infall", Unit.KMS, given[0], values);
                }
                if (parameters.fit().contains(Free.DISTANCE)) {
                    add(prefix + "distance", Unit.KMS, given[1], values);
                }
                if (parameters.fit().contains(Free.DIRECTION)) {
                    add(prefix + "l", Unit.DEG, given[2], values);
                    add(prefix + "b", Unit.DEG, given[3], values);
                }
            }
            start = values.stream().mapToDouble(Double::doubleValue).toArray();
            steps = new double[start.length];
            Arrays.setAll(steps, i -> units.get(i) == Unit.DEG ? STEP_DEG : STEP_KMS);
        }

        private void add(String name, Unit unit, double value, List<Double> values) {
            names.add(name);
            units.add(unit);
            values.add(value);
        }

        GalacticVector flow(double[] p) {
            return parameters.bulkFlow() == BulkFlow.FIT ? new GalacticVector(p[0], p[1], p[2]) : LOCAL_GROUP;
        }

        List<Attractor> attractors(double[] p) {
            int next = parameters.bulkFlow() == BulkFlow.FIT ? 3 : 0;
            List<Attractor> attractors = new ArrayList<>();
            for (Mass mass : parameters.attractors()) {
                double[] values = mass.start();
                if (parameters.fit().contains(Free.INFALL)) {
                    values[0] = p[next++];
                }
                if (parameters.fit().contains(Free.DISTANCE)) {
                    // a search may try what no attractor can be
                    values[1] = Math.max(1, p[next++]);
                }
                if (parameters.fit().contains(Free.DIRECTION)) {
                    values[2] = p[next++];
                    values[3] = p[next++];
                }
                attractors.add(mass.at(values));
            }
            return attractors;
        }
    }

    /** What the unknowns predict for the tracers, at their distance estimates. */
    private final class Infall {

        private final Unknowns unknowns;
        private final GalacticVector[] direction;
        private final GalacticVector[] place;

        Infall(Unknowns unknowns, Directions n, double[] distanceKms) {
            this.unknowns = unknowns;
            direction = new GalacticVector[distanceKms.length];
            Arrays.setAll(direction, i -> new GalacticVector(n.x()[i], n.y()[i], n.z()[i]));
            place = new GalacticVector[distanceKms.length];
            Arrays.setAll(place, i -> direction[i].times(distanceKms[i]));
        }

        NonlinearFit fit(TracerVelocities v, double[] start) {
            return NonlinearFit.of(
                    unknowns.names, this::predicted, start, unknowns.steps, v.velocityKms(), v.varianceKms2());
        }

        double[] predicted(double[] p) {
            List<Attractor> attractors = unknowns.attractors(p);
            GalacticVector everywhere = unknowns.flow(p);
            if (parameters.frame() == Frame.LOCAL_GROUP) {
                everywhere = everywhere.minus(ofLocalGroup(attractors));
            }
            double[] predicted = new double[place.length];
            for (int i = 0; i < predicted.length; i++) {
                GalacticVector velocity = everywhere;
                for (Attractor attractor : attractors) {
                    velocity = velocity.plus(attractor.velocityKms(place[i]));
                }
                predicted[i] = velocity.dot(direction[i]);
            }
            return predicted;
        }
    }

    private static GalacticVector ofLocalGroup(List<Attractor> attractors) {
        GalacticVector velocity = LOCAL_GROUP;
        for (Attractor attractor : attractors) {
            velocity = velocity.plus(attractor.velocityKms(LOCAL_GROUP));
        }
        return velocity;
    }

    private FlowFit result(Unknowns unknowns, Infall infall, TracerVelocities velocities, NonlinearFit fit) {
        LinearFit linear = fit.linear();
        FlowFit.Tracers tracers = new FlowSolution(velocities, linear).tracers();
        Map<String, Double> quoted = new LinkedHashMap<>();
        quoted.put("depth-kms", velocities.depthKms());
        List<Attractor> attractors = unknowns.attractors(fit.parameters());
        GalacticVector here = ofLocalGroup(attractors);
        quoted.put("local-group-infall-kms", here.length());
        quoted.put("local-group-infall-l-deg", here.longitudeDeg());
        quoted.put("local-group-infall-b-deg", here.latitudeDeg());
        quoted.put("thermal-dispersion-kms", assumptions.thermalDispersionKms());
        quoted.put("cz-error-kms", assumptions.czErrorKms());
        return new FlowFit(
                "infall towards " + (attractors.size() == 1 ? "an attractor" : attractors.size() + " attractors"),
                unknowns.names,
                unknowns.units,
                fit.parameters(),
                linear.covariance(),
                Optional.empty(),
                Map.of(),
                linear.chi2(),
                linear.dof(),
                new FlowFit.Tracers(
                        tracers.labels(),
                        tracers.rowIds(),
                        tracers.directions(),
                        tracers.distanceKms(),
                        tracers.velocityKms(),
                        tracers.errorKms(),
                        infall.predicted(fit.parameters())),
                Optional.empty(),
                quoted);
    }
}
