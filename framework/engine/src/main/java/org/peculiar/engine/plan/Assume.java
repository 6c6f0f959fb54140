package org.peculiar.engine.plan;

import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;

/** What several steps share. */
@KindParameters("assume")
public record Assume(
        @Parameter(doc = "Background cosmology that distances and redshifts are converted in", value = "{}")
        Background cosmology,

        @Parameter(
                doc = "One-dimensional scatter of velocities about any smooth flow",
                unit = "km/s",
                value = "250 km/s",
                min = 0)
        double thermalDispersionKms,

        @Parameter(
                doc = "Error of a tracer's redshift, unless its table gives one",
                unit = "km/s",
                value = "150 km/s",
                min = 0)
        double czErrorKms) {

    /** A background cosmology: a preset, or the densities themselves. */
    public record Background(
            @Parameter(doc = "A named cosmology", value = "flat-lambda-cdm")
            Preset preset,

            @Parameter(doc = "Matter density over critical, in place of the preset's", min = 0, max = 10)
            Optional<Double> omegaM,

            @Parameter(
                    doc = "Density of the cosmological constant over critical; 1 − omega-m if only that is given",
                    min = -10,
                    max = 10)
            Optional<Double> omegaLambda) {}

    /** Cosmologies by name. */
    public enum Preset {
        /** Matter only, at the critical density: q0 = 0.5, as usual in 1999. */
        EINSTEIN_DE_SITTER(1, 0),
        /** Flat, with a matter density of 0.3. */
        FLAT_LAMBDA_CDM(0.3, 0.7),
        /** Flat, with the matter density of Planck Collaboration (2020), 0.315. */
        PLANCK2018(0.315, 0.685);

        private final double omegaM;
        private final double omegaLambda;

        Preset(double omegaM, double omegaLambda) {
            this.omegaM = omegaM;
            this.omegaLambda = omegaLambda;
        }
    }

    /** Return the assumptions as components have them injected. */
    public Assumptions toAssumptions() {
        Preset preset = cosmology.preset();
        boolean own = cosmology.omegaM().isPresent() || cosmology.omegaLambda().isPresent();
        double omegaM = cosmology.omegaM().orElse(preset.omegaM);
        double omegaLambda =
                cosmology.omegaLambda().orElse(cosmology.omegaM().isPresent() ? 1 - omegaM : preset.omegaLambda);
        String name = own
                ? "omega-m " + omegaM + ", omega-lambda " + omegaLambda
                : preset.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        return new Assumptions(new CosmologyParameters(name, omegaM, omegaLambda), thermalDispersionKms, czErrorKms);
    }
}
