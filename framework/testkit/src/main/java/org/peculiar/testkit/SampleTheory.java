package org.peculiar.testkit;

import java.util.Optional;
import org.peculiar.science.spectrum.TabulatedSpectrum.Interpolation;
import org.peculiar.science.spectrum.Wavenumbers.Rule;
import org.peculiar.science.velocity.TheoryParameters;
import org.peculiar.science.velocity.TheoryParameters.Spectrum;
import org.peculiar.science.velocity.TheoryParameters.TableUnits;

/** A cosmology for tests of what compares flows with linear theory: quick to integrate, and free of data files. */
public final class SampleTheory {

    private SampleTheory() {}

    /**
     * Return a flat cosmology with Ωm 0.3, h 0.7, Ωb 0.04, n 1 and σ8 0.9, growing as Ωm^0.55, whose spectrum without acoustic
     * oscillations is summed by Simpson's rule on 1,001 wavenumbers from 10⁻⁴ to √10 h/Mpc.
     */
    public static TheoryParameters parameters() {
        return new TheoryParameters(
                Spectrum.EISENSTEIN_HU_1999,
                Optional.empty(),
                TableUnits.MPC_H,
                Interpolation.LOG_CUBIC,
                0.3,
                Optional.empty(),
                0.7,
                0.04,
                0,
                1,
                2.726,
                1,
                Optional.empty(),
                0.9,
                0.55,
                Optional.of(1e-4),
                Optional.of(Math.sqrt(10)),
                Rule.LOGARITHMIC,
                1001,
                0.001);
    }
}
