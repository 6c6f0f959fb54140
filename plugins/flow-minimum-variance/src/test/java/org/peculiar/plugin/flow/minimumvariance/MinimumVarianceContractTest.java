package org.peculiar.plugin.flow.minimumvariance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.peculiar.testkit.FlowContract;

class MinimumVarianceContractTest extends FlowContract {

    @Override
    protected Map<String, Path> tables() {
        return Map.of("points", Path.of("points.csv"), "pk", Path.of("pk.dat"));
    }

    @Override
    protected List<String> allDifferent() {
        return List.of("""
                moments: octupole
                ideal: table
                table: points
                radius: 70 Mpc/h
                inner-radius: 5 Mpc/h
                points: 500
                marginalise: [slopes]
                velocities: distance-estimate
                theory:
                  spectrum: table
                  table: pk
                  table-units: mpc
                  interpolation: cubic
                  omega-m: 0.3
                  omega-lambda: 0.6
                  h: 0.7
                  omega-b: 0.04
                  omega-nu: 0.01
                  neutrino-species: 2
                  temperature: 2.7 K
                  tilt: 1
                  normalisation: sigma8
                  sigma8: 0.9
                  growth-index: 0.6
                  k-min: 0.001 h/Mpc
                  k-max: 2 h/Mpc
                  integration: linear
                  points: 501
                  step: 0.002 h/Mpc
                """, "independent-of-h0: distance");
    }
}
