package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.FlowFit;
import org.peculiar.engine.plan.FlowProperty;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.BulkAmplitude;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.DirectionErrors;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** The bulk flow in a fit as people quote it; its first three parameters are the vector. */
public final class FlowSummary {

    private static final double CONFIDENCE = 0.95;

    private final FlowFit fit;
    private final GalacticVector vector;
    private final double[][] random;
    private final double[][] total;
    private final BulkAmplitude amplitude;
    private final DirectionErrors directionErrors;

    /** Summarise a fit. */
    public FlowSummary(FlowFit fit) {
        this.fit = fit;
        this.vector = new GalacticVector(fit.values()[0], fit.values()[1], fit.values()[2]);
        this.random = block(fit.random());
        this.total = block(fit.total());
        this.amplitude = BulkAmplitude.of(vector, total);
        this.directionErrors = DirectionErrors.of(vector, total);
    }

    /** Return the fit. */
    public FlowFit fit() {
        return fit;
    }

    /** Return the vector in km/s. */
    public GalacticVector vector() {
        return vector;
    }

    /** Return the speed with its significance and limits, from the total covariance. */
    public BulkAmplitude amplitude() {
        return amplitude;
    }

    /** Return the errors of l and b in degrees, from the total covariance. */
    public DirectionErrors directionErrors() {
        return directionErrors;
    }

    /** Return the error along the flow from independent errors alone, in km/s. */
    public double randomErrorAlongFlow() {
        return errorAlong(random, vector.unit());
    }

    /** Return the error along the flow from the systematic terms alone, in km/s. */
    public double systematicErrorAlongFlow() {
        double variance = 0;
        for (double[][] part : fit.systematic().values()) {
            double error = errorAlong(part, vector.unit());
            variance += error * error;
        }
        return Math.sqrt(variance);
    }

    private static double errorAlong(double[][] covariance, GalacticVector unit) {
        double[] n = unit.toArray();
        double variance = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                variance += n[i] * covariance[i][j] * n[j];
            }
        }
        return Math.sqrt(variance);
    }

    /** Return what an estimand reads: a number, or the vector's components. */
    public Object property(String key) {
        return switch (FlowProperty.valueOf(
                key.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))) {
            case VELOCITY -> vector.toArray();
            case SPEED -> amplitude.raw();
            case SPEED_BIAS_CORRECTED -> amplitude.corrected();
            case L -> vector.longitudeDeg();
            case B -> vector.latitudeDeg();
            case CHI2 -> fit.chi2();
            case DEPTH -> fit.quoted().get("depth-kms");
        };
    }

    /** Return the summary as a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", fit.title());
        json.put("tracers", fit.tracers().labels().length);
        Map<String, Object> parameters = new LinkedHashMap<>();
        double[][] all = fit.total();
        for (int i = 0; i < fit.values().length; i++) {
            Map<String, Object> parameter = Results.measured(fit.values()[i], Math.sqrt(all[i][i]));
            parameter.put("unit", fit.units().get(i).symbol());
            parameters.put(fit.parameters().get(i), parameter);
        }
        json.put("parameters", parameters);
        Map<String, Object> covariance = new LinkedHashMap<>();
        covariance.put("random", fit.random());
        fit.conditional().ifPresent(conditional -> covariance.put("random-conditional", conditional));
        covariance.put("systematic", fit.systematic());
        covariance.put("total", all);
        json.put("covariance", covariance);
        json.put("chi2", fit.chi2());
        json.put("dof", fit.dof());
        json.put("probability", ChiSquare.survival(fit.chi2(), fit.dof()));
        json.put("bulk-flow", bulkFlow());
        json.put("quoted", fit.quoted());
        return json;
    }

    private Map<String, Object> bulkFlow() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("velocity-kms", vector.toArray());
        json.put("speed-kms", amplitude.raw());
        json.put("speed-bias-corrected-kms", amplitude.corrected());
        json.put("error-along-flow-kms", amplitude.errorAlongFlow());
        json.put("random-error-along-flow-kms", randomErrorAlongFlow());
        json.put("systematic-error-along-flow-kms", systematicErrorAlongFlow());
        json.put("sqrt-trace-kms", Math.sqrt(total[0][0] + total[1][1] + total[2][2]));
        json.put("l-deg", Results.measured(vector.longitudeDeg(), directionErrors.lDeg()));
        json.put("b-deg", Results.measured(vector.latitudeDeg(), directionErrors.bDeg()));
        Map<String, Object> ellipsoids = new LinkedHashMap<>();
        ellipsoids.put("random", axes(ErrorEllipsoid.of(random)));
        ellipsoids.put("total", axes(amplitude.ellipsoid()));
        json.put("ellipsoid", ellipsoids);
        Map<String, Object> rest = new LinkedHashMap<>();
        BulkAmplitude randomOnly = BulkAmplitude.of(vector, random);
        rest.put("random", tail(randomOnly));
        rest.put("total", tail(amplitude));
        json.put("against-rest", rest);
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("posterior-95-kms", amplitude.posteriorLowerLimit(CONFIDENCE));
        limits.put("neyman-95-kms", amplitude.neymanLowerLimit(CONFIDENCE));
        json.put("lower-limit", limits);
        return json;
    }

    private static Map<String, Object> tail(BulkAmplitude amplitude) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chi2", amplitude.chi2AtRest());
        json.put("probability", amplitude.probabilityAtRest());
        return json;
    }

    private List<Object> axes(ErrorEllipsoid ellipsoid) {
        List<Object> axes = new ArrayList<>();
        for (ErrorEllipsoid.Axis axis : ellipsoid.axes()) {
            GalacticVector end = axis.towards(vector);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("error-kms", axis.error());
            json.put("l-deg", end.longitudeDeg());
            json.put("b-deg", end.latitudeDeg());
            axes.add(json);
        }
        return axes;
    }

    private static double[][] block(double[][] covariance) {
        double[][] block = new double[3][3];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(covariance[i], 0, block[i], 0, 3);
        }
        return block;
    }
}
