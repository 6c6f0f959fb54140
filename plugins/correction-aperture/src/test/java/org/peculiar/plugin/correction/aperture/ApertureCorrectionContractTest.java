package org.peculiar.plugin.correction.aperture;

import java.util.List;
import org.peculiar.testkit.CorrectionContract;

class ApertureCorrectionContractTest extends CorrectionContract {
    @Override
    protected String with() {
        return "{quantity: log-sigma, aperture: {radius: 1.5 arcsec}}";
    }

    /** Some aperture must be given. */
    @Override
    protected String onlyRequired() {
        return "{aperture: {radius: 1.5 arcsec}}";
    }

    @Override
    protected List<String> allDifferent() {
        return List.of("""
                quantity: mg2
                aperture: {radius: 2 arcsec}
                runs: {A: {width: 3 arcsec, height: 4 arcsec}}
                run: system
                column: radius
                exponent: 0.05
                normal-radius: 0.6 kpc/h
                """);
    }
}
