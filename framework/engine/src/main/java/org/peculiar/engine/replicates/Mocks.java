package org.peculiar.engine.replicates;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Axis.Geometry;
import org.peculiar.science.Constants;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.velocity.CorrelatedVelocities;
import org.peculiar.science.velocity.Positions;
import org.peculiar.science.velocity.TheoryParameters;

/**
 * Mock surveys with a known flow, on the geometry of a real one: {@code v = V·n + h R + noise}, with the thermal dispersion and the
 * error of redshifts as noise, and observables drawn from the indicator's relation as calibrated. With a theory, velocities
 * besides are normal with the covariance that linear theory gives the places of the tracers.
 *
 * <p>Tracers are at their measured distances, and get the redshifts that follow; or at fixed redshifts, as distances that are
 * conditioned on redshift want it, and get the distances that follow. Draws are keyed by row ids.
 *
 * <p>Positions stay fixed, and are no draw from a density: such mocks have no Malmquist bias.
 */
final class Mocks implements Redraw {

    /** Tables of covariances end a little beyond the farthest pair. */
    private static final double MARGIN = 1.0001;

    private final Survey template;
    private final String[] labels;
    private final DistanceSample sample;
    private final DistanceTable table;
    private final double noiseKms;
    private final Draws draws;
    private final boolean fixedRedshifts;

    /** Row among the tracers of each galaxy, −1 for one that is behind none. */
    private final int[] tracerOf;

    /** Row of each tracer in its table of the template. */
    private final int[] rowOf;

    /** Row id of each tracer. */
    private final int[] idOf;

    /** Redshifts of all rows of that table. */
    private final double[] zObserved;

    private final double[] flowKms;
    private final double[] zHubble;

    /** Where a theory correlates what tracers have beside the flow; it has their noise in it. */
    private final Optional<CorrelatedVelocities> correlated;

    /** Of galaxies, where tracers do not move. */
    private final double[] lnDistance;

    private final Relation relation;
    private final double[] theta;
    private final Relation.Simulation simulation;
    private final boolean seenAtRedshifts;

    /**
     * Prepare mocks.
     *
     * @param template the survey that the indicator takes
     * @param sample the distances that its relation was calibrated with
     * @param fit whose tracers mocks have, and whose flow unless the axis has its own
     * @param theory that correlates velocities, if any does
     */
    Mocks(
            Axis.MonteCarlo axis,
            Survey template,
            DistanceSample sample,
            FlowFit fit,
            double[] inputKms,
            Optional<TheoryParameters> theory,
            Assumptions assumptions,
            Draws draws) {
        this.template = template;
        this.sample = sample;
        this.draws = draws;
        table = Cosmology.of(assumptions.cosmology()).table();
        noiseKms = Math.hypot(assumptions.thermalDispersionKms(), assumptions.czErrorKms());
        Calibration calibration = sample.calibration();
        relation = calibration
                .relation()
                .orElseThrow(() -> new DataException("sweep.vary." + axis.name() + ": " + axis.relation()
                        + " offers no relation to draw observables from, but mocks need one"));
        theta = calibration.values();
        fixedRedshifts = axis.geometry() == Geometry.REDSHIFTS
                || (axis.geometry() == Geometry.AUTOMATIC
                        && sample.inference() == DistanceSample.Inference.GIVEN_REDSHIFT);
        FlowFit.Tracers tracers = fit.tracers();
        boolean groups = sample.tracer() == DistanceSample.Tracer.GROUP;
        Table rows = groups ? template.groups() : template.galaxies();
        if (!rows.has(Quantity.REDSHIFT.name())) {
            throw new DataException("sweep.vary." + axis.name() + ": the " + rows.name()
                    + " have no redshifts of their own, but mocks of them need some");
        }
        labels = tracers.labels();
        rowOf = places(axis, tracers, rows);
        idOf = tracers.rowIds();
        zObserved = rows.values(Quantity.REDSHIFT.name());
        tracerOf = new int[template.galaxies().size()];
        int[] tracerOfRow = new int[rows.size()];
        Arrays.fill(tracerOfRow, -1);
        for (int i = 0; i < rowOf.length; i++) {
            tracerOfRow[rowOf[i]] = i;
        }
        for (int galaxy = 0; galaxy < tracerOf.length; galaxy++) {
            int row = groups ? template.groupOf()[galaxy] : galaxy;
            tracerOf[galaxy] = row < 0 ? -1 : tracerOfRow[row];
        }
        int n = rowOf.length;
        flowKms = new double[n];
        zHubble = new double[n];
        for (int i = 0; i < n; i++) {
            double flow = inputKms[0] * tracers.directions().x()[i]
                    + inputKms[1] * tracers.directions().y()[i]
                    + inputKms[2] * tracers.directions().z()[i];
            double r = tracers.distanceKms()[i];
            flowKms[i] = flow + axis.monopolePercent() / 100 * r;
            zHubble[i] = fixedRedshifts
                    ? redshiftAtRest(zObserved[rowOf[i]], flowKms[i])
                    : table.redshiftOf(DistanceType.COMOVING, r);
        }
        correlated = theory.map(given -> correlated(given, tracers.directions()));
        lnDistance = fixedRedshifts ? null : lnDistances(zHubble);
        simulation = relation.prepare(template, theta);
        seenAtRedshifts = !fixedRedshifts && dependsOnRedshifts();
    }

    private CorrelatedVelocities correlated(TheoryParameters theory, Directions directions) {
        double[] distanceKms = new double[zHubble.length];
        Arrays.setAll(distanceKms, i -> table.distanceKms(DistanceType.COMOVING, zHubble[i]));
        Positions positions = Positions.ofKms(directions, distanceKms);
        return CorrelatedVelocities.of(theory.covariance(2 * MARGIN * positions.depth()), positions, noiseKms);
    }

    private static double redshiftAtRest(double z, double velocityKms) {
        return (1 + z) / (1 + velocityKms / Constants.SPEED_OF_LIGHT_KMS) - 1;
    }

    private static int[] places(Axis.MonteCarlo axis, FlowFit.Tracers tracers, Table among) {
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < among.size(); i++) {
            places.put(among.rowIds()[i], i);
        }
        int[] rows = new int[tracers.rowIds().length];
        for (int i = 0; i < rows.length; i++) {
            Integer place = places.get(tracers.rowIds()[i]);
            if (place == null) {
                throw new DataException(
                        "sweep.vary." + axis.name() + ": found no " + tracers.labels()[i] + " among the " + among.name()
                                + " of " + axis.step() + ", but mocks have the tracers of the flow");
            }
            rows[i] = place;
        }
        return rows;
    }

    private double[] lnDistances(double[] z) {
        double[] ofTracer = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            if (!(z[i] > 0)) {
                throw new DataException(labels[i] + ": a mock would be at redshift " + z[i] + " if at rest");
            }
            ofTracer[i] = Math.log(table.distanceKms(sample.type(), z[i]));
        }
        double[] ofGalaxy = new double[tracerOf.length];
        for (int galaxy = 0; galaxy < ofGalaxy.length; galaxy++) {
            ofGalaxy[galaxy] = tracerOf[galaxy] < 0 ? Double.NaN : ofTracer[tracerOf[galaxy]];
        }
        return ofGalaxy;
    }

    @Override
    public Object replicate(long number) {
        Draws of = draws.replicate(number);
        int n = rowOf.length;
        double[] motion = new double[n];
        of.stream("motion").gaussians(idOf, motion);
        double[] beside = correlated.isPresent() ? correlated.get().of(motion) : scaled(motion, noiseKms);
        double[] z = fixedRedshifts ? new double[n] : zObserved.clone();
        for (int i = 0; i < n; i++) {
            double velocity = flowKms[i] + beside[i];
            if (fixedRedshifts) {
                z[i] = redshiftAtRest(zObserved[rowOf[i]], velocity);
            } else {
                z[rowOf[i]] = (1 + zHubble[i]) * (1 + velocity / Constants.SPEED_OF_LIGHT_KMS) - 1;
            }
        }
        Draws observables = of.stream("observables");
        if (fixedRedshifts) {
            return simulation.draw(lnDistances(z), observables);
        }
        return seenAtRedshifts
                ? relation.simulate(at(template, z), theta, lnDistance, observables)
                : at(simulation.draw(lnDistance, observables), z);
    }

    private static double[] scaled(double[] values, double factor) {
        for (int i = 0; i < values.length; i++) {
            values[i] *= factor;
        }
        return values;
    }

    private Survey at(Survey survey, double[] z) {
        return sample.tracer() == DistanceSample.Tracer.GROUP
                ? survey.withGroups(survey.groups().with(column(survey.groups(), z)))
                : survey.withGalaxies(survey.galaxies().with(column(survey.galaxies(), z)));
    }

    private static Column column(Table rows, double[] z) {
        return rows.column(Quantity.REDSHIFT.name()).withValues(z);
    }

    /**
     * Tells whether observables depend on the redshift that a galaxy is seen at, as radii in kpc do and angles do not: whether
     * a drawn survey would be another one for other redshifts.
     */
    private boolean dependsOnRedshifts() {
        Table rows = sample.tracer() == DistanceSample.Tracer.GROUP ? template.groups() : template.galaxies();
        double[] z = rows.values(Quantity.REDSHIFT.name()).clone();
        Arrays.setAll(z, i -> 1.01 * z[i]);
        Table moved =
                relation.simulate(at(template, z), theta, lnDistance, draws).galaxies();
        Table drawn = simulation.draw(lnDistance, draws).galaxies();
        return drawn.quantities().stream()
                .filter(quantity -> !quantity.equals(Quantity.REDSHIFT.name()))
                .anyMatch(quantity -> !Arrays.equals(drawn.values(quantity), moved.values(quantity)));
    }
}
