package org.peculiar.plugin.diagnostic.cosmologylimit;

import java.util.List;
import org.peculiar.testkit.DiagnosticContract;

class CosmologyLimitContractTest extends DiagnosticContract {

    /** A coarse grid of wavenumbers does for bits. */
    @Override
    protected String with() {
        return "{vary: omega-m, from: 0.2, to: 0.6, members: 5, theory: {integration: logarithmic, points: 101}}";
    }

    /** A flow has one error or an ellipsoid, and a table of a spectrum needs its word. */
    @Override
    protected List<String> allDifferent() {
        return List.of("""
                {vary: omega-m, from: 0.1, to: 0.9, members: 12, confidence: 95 %,
                  flow: {speed: 600 km/s, l: 260 deg, b: 10 deg, error: 100 km/s},
                  theory: {spectrum: table, table: some-table, table-units: mpc, interpolation: cubic, omega-m: 0.3,
                      omega-lambda: 0.6, h: 0.7, omega-b: 0.05, omega-nu: 0.01, neutrino-species: 2, temperature: 2.7 K,
                      tilt: 1, normalisation: sigma8, sigma8: 0.9, growth-index: 0.6, k-min: 0.001 h/Mpc, k-max: 1 h/Mpc,
                      integration: linear, points: 501, step: 0.002 h/Mpc}}
                """, """
                vary: tilt
                from: 0.7
                to: 1
                flow:
                  {speed: 600 km/s, l: 260 deg, b: 10 deg, ellipsoid: [{error: 1 km/s, l: 1 deg, b: 0 deg},
                    {error: 2 km/s, l: 91 deg, b: 0 deg}, {error: 3 km/s, l: 1 deg, b: 90 deg}]}
                """);
    }
}
