package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.FlowFit;
import org.peculiar.science.flow.BulkFlow;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid;

/** Writes a flow as a tree for JSON, the bulk flow as people quote it included. */
final class FlowTree {

    private FlowTree() {}

    static Map<String, Object> of(FlowFit fit) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("title", fit.title());
        json.put("tracers", fit.tracers().labels().length);
        Map<String, Object> parameters = new LinkedHashMap<>();
        double[][] total = fit.total();
        for (int i = 0; i < fit.values().length; i++) {
            Map<String, Object> parameter = Results.measured(fit.values()[i], Math.sqrt(total[i][i]));
            parameter.put("unit", fit.units().get(i).symbol());
            parameters.put(fit.parameters().get(i), parameter);
        }
        json.put("parameters", parameters);
        Map<String, Object> covariance = new LinkedHashMap<>();
        covariance.put("random", fit.random());
        fit.conditional().ifPresent(conditional -> covariance.put("random-conditional", conditional));
        covariance.put("systematic", fit.systematic());
        covariance.put("total", total);
        json.put("covariance", covariance);
        json.put("chi2", fit.chi2());
        json.put("dof", fit.dof());
        if (BulkFlow.isIn(fit)) {
            BulkFlow flow = BulkFlow.of(fit);
            flow.goodnessOfFit().ifPresent(p -> json.put("probability", p));
            json.put("bulk-flow", bulkFlow(flow));
        }
        json.put("quoted", fit.quoted());
        return json;
    }

    private static Map<String, Object> bulkFlow(BulkFlow flow) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("velocity-kms", flow.velocity().toArray());
        json.put("speed-kms", flow.speedKms());
        json.put("speed-bias-corrected-kms", flow.correctedSpeedKms());
        json.put("error-along-flow-kms", flow.errorAlongFlowKms());
        json.put("random-error-along-flow-kms", flow.randomErrorAlongFlowKms());
        json.put("systematic-error-along-flow-kms", flow.systematicErrorAlongFlowKms());
        json.put("sqrt-trace-kms", flow.sqrtTraceKms());
        json.put("depth-kms", flow.depthKms());
        json.put("l-deg", Results.measured(flow.lDeg(), flow.directionErrors().lDeg()));
        json.put("b-deg", Results.measured(flow.bDeg(), flow.directionErrors().bDeg()));
        Map<String, Object> ellipsoids = new LinkedHashMap<>();
        ellipsoids.put("random", axes(flow.randomEllipsoid(), flow.velocity()));
        flow.systematicEllipsoid()
                .ifPresent(ellipsoid -> ellipsoids.put("systematic", axes(ellipsoid, flow.velocity())));
        ellipsoids.put("total", axes(flow.totalEllipsoid(), flow.velocity()));
        json.put("ellipsoid", ellipsoids);
        Map<String, Object> rest = new LinkedHashMap<>();
        rest.put("random", tail(flow.randomChi2AtRest(), flow.randomProbabilityAtRest()));
        rest.put("total", tail(flow.chi2AtRest(), flow.probabilityAtRest()));
        json.put("against-rest", rest);
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("posterior-95-kms", flow.posteriorLowerLimitKms());
        limits.put("neyman-95-kms", flow.neymanLowerLimitKms());
        json.put("lower-limit", limits);
        return json;
    }

    private static Map<String, Object> tail(double chi2, double probability) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("chi2", chi2);
        json.put("probability", probability);
        return json;
    }

    private static List<Object> axes(ErrorEllipsoid ellipsoid, GalacticVector flow) {
        List<Object> axes = new ArrayList<>();
        for (ErrorEllipsoid.Axis axis : ellipsoid.axes()) {
            GalacticVector end = axis.towards(flow);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("error-kms", axis.error());
            json.put("l-deg", end.longitudeDeg());
            json.put("b-deg", end.latitudeDeg());
            axes.add(json);
        }
        return axes;
    }
}
