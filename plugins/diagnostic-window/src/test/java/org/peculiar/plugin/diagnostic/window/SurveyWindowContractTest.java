package org.peculiar.plugin.diagnostic.window;

import java.util.List;
import org.peculiar.testkit.DiagnosticContract;

class SurveyWindowContractTest extends DiagnosticContract {

    /** A coarse grid of wavenumbers does for bits. */
    @Override
    protected String with() {
        return "{theory: {integration: logarithmic, points: 101, k-max: 2 h/Mpc}, largest-k: 2 h/Mpc}";
    }

    /** A table of a spectrum needs its word. */
    @Override
    protected List<String> allDifferent() {
        return List.of("""
                largest-k: 2 h/Mpc
                wavenumbers: 60
                theory: {spectrum: table, table: some-table, table-units: mpc, interpolation: cubic, omega-m: 0.3,
                      omega-lambda: 0.6, h: 0.7, omega-b: 0.05, omega-nu: 0.01, neutrino-species: 2, temperature: 2.7 K,
                      tilt: 1, normalisation: sigma8, sigma8: 0.9, growth-index: 0.6, k-min: 0.001 h/Mpc, k-max: 1 h/Mpc,
                      integration: linear, points: 501, step: 0.002 h/Mpc}
                """);
    }
}
