package org.peculiar.science.velocity;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Parameter;
import org.peculiar.science.spectrum.CdmSpectrum;
import org.peculiar.science.spectrum.CobeNormalisation;
import org.peculiar.science.spectrum.GrowthRate;
import org.peculiar.science.spectrum.MassFluctuation;
import org.peculiar.science.spectrum.MatterContent;
import org.peculiar.science.spectrum.PowerSpectrum;
import org.peculiar.science.spectrum.TabulatedSpectrum;
import org.peculiar.science.spectrum.TransferFunction;
import org.peculiar.science.spectrum.Wavenumbers;

/**
 * The linear theory that a component compares a survey with, as a descriptor gives it; the default is like that of Planck
 * Collaboration (2020).
 *
 * <p>It is a hypothesis about the flow, and independent of the cosmology that distances are computed in.
 */
public record TheoryParameters(
        @Parameter(doc = "Shape of the power spectrum", value = "eisenstein-hu-1998")
        Spectrum spectrum,

        @Parameter(doc = "For spectrum: table, a file of CAMB or CLASS with k and P(k) today")
        Optional<DataFile> table,

        @Parameter(doc = "Units of the table: mpc-h for h/Mpc and (Mpc/h)³, mpc for 1/Mpc and Mpc³", value = "mpc-h")
        TableUnits tableUnits,

        @Parameter(doc = "Between the values of the table", value = "log-cubic")
        TabulatedSpectrum.Interpolation interpolation,

        @Parameter(doc = "Matter density over critical", value = "0.315")
        double omegaM,

        @Parameter(doc = "Density of the cosmological constant over critical; without it, space is flat")
        Optional<Double> omegaLambda,

        @Parameter(doc = "H0 over 100 km/s/Mpc", value = "0.674")
        double h,

        @Parameter(doc = "Density of baryons over critical", value = "0.0493")
        double omegaB,

        @Parameter(doc = "Density of massive neutrinos over critical", value = "0")
        double omegaNu,

        @Parameter(doc = "Number of massive neutrino species, of equal mass", value = "1")
        double neutrinoSpecies,

        @Parameter(doc = "Temperature of the cosmic microwave background", unit = "K", value = "2.7255 K")
        double temperatureKelvin,

        @Parameter(doc = "Tilt n of the primordial power law", value = "0.965")
        double tilt,

        @Parameter(doc = "What sets the amplitude; without it sigma8 for a formula, and a table as it is")
        Optional<Normalisation> normalisation,

        @Parameter(doc = "For normalisation: sigma8, the rms mass fluctuation within 8 Mpc/h", value = "0.811")
        double sigma8,

        @Parameter(doc = "Growth rate f is omega-m to this power: 0.6 in the 1990s, 0.55 since", value = "0.55")
        double growthIndex,

        @Parameter(doc = "Smallest wavenumber of integrals; without it 1e-4 h/Mpc, or the table's", unit = "h/Mpc")
        Optional<Double> kMinHMpc,

        @Parameter(doc = "Largest wavenumber of integrals; without it 10 h/Mpc, or the table's", unit = "h/Mpc")
        Optional<Double> kMaxHMpc,

        @Parameter(
                doc = "How integrals over k are done; the fixed grids reproduce what other codes do",
                value = "adaptive")
        Wavenumbers.Rule integration,

        @Parameter(doc = "For integration: logarithmic, the number of wavenumbers, odd", value = "1001")
        int points,

        @Parameter(doc = "For integration: linear, the step in k", unit = "h/Mpc", value = "0.001 h/Mpc")
        double stepHMpc) {

    private static final double K_MIN = 1e-4;
    private static final double K_MAX = 10;

    /** The velocity variance that the wavenumbers may miss, as a fraction. */
    private static final double MOST_MISSED = 0.05;

    /** Variants of an analysis ask for the same tables again and again. */
    private static final Map<Theory, VelocityCovariance> TABLES = new ConcurrentHashMap<>();

    private static final int MOST_TABLES = 8;

    /** Tables reach this far in Mpc/h, or a power of 2 farther. */
    private static final double LEAST_REACH = 512;

    /** What a table follows from. */
    private record Theory(TheoryParameters parameters, Optional<TabulatedSpectrum> read, double reach) {}

    /** Shapes of a power spectrum. */
    public enum Spectrum {
        /** Bardeen, Bond, Kaiser and Szalay (1986), with the shape parameter of Sugiyama (1995). */
        BBKS,
        /** Efstathiou, Bond and White (1992), with the same shape parameter. */
        EFSTATHIOU_BOND_WHITE,
        /** Eisenstein and Hu (1998): baryons with their acoustic oscillations. */
        EISENSTEIN_HU_1998,
        /** Eisenstein and Hu (1999): massive neutrinos, no oscillations. */
        EISENSTEIN_HU_1999,
        /** A table. */
        TABLE
    }

    /** Units of a table. */
    public enum TableUnits {
        /** k in h/Mpc, P in (Mpc/h)³. */
        MPC_H,
        /** k in 1/Mpc, P in Mpc³. */
        MPC
    }

    /** What sets the amplitude. */
    public enum Normalisation {
        /** The rms mass fluctuation within 8 Mpc/h. */
        SIGMA8,
        /** COBE's four years, density fluctuations alone (Bunn and White 1997). */
        COBE,
        /** COBE's four years, with the gravity waves of power-law inflation. */
        COBE_GRAVITY_WAVES
    }

    public TheoryParameters {
        requireNonNull(spectrum, "spectrum");
        if (spectrum == Spectrum.TABLE != table.isPresent()) {
            throw new IllegalArgumentException(
                    table.isPresent()
                            ? "table: found one with a spectrum by formula, but only one of both; write spectrum: table"
                            : "table: found none, but spectrum: table needs one");
        }
        boolean cobe = normalisation.filter(n -> n != Normalisation.SIGMA8).isPresent();
        if (cobe && spectrum == Spectrum.TABLE) {
            throw new IllegalArgumentException(
                    "normalisation: found COBE's for a table, but a table can be normalised by sigma8 only, or stay as it is");
        }
        if (spectrum != Spectrum.TABLE) {
            // what the formulas refuse is refused here, where the descriptor can be pointed at
            MatterContent matter = new MatterContent(
                    omegaM, omegaLambda.orElse(1 - omegaM), h, omegaB, omegaNu, neutrinoSpecies, temperatureKelvin);
            TransferFunction transfer = transfer(spectrum, matter);
            deltaH(normalisation.orElse(Normalisation.SIGMA8), matter, tilt)
                    .ifPresent(amplitude -> CdmSpectrum.of(transfer, tilt, amplitude));
        }
        if (!(sigma8 > 0) || !(growthIndex > 0) || !(omegaM > 0)) {
            throw new IllegalArgumentException("sigma8 " + sigma8 + ", growth-index " + growthIndex + " and omega-m "
                    + omegaM + ": all must be positive");
        }
    }

    /** Return the theory with other numbers for what families of spectra are made by varying; each as in the record. */
    public TheoryParameters with(double ofMatter, double ofNeutrinos, double ofTilt, double ofSigma8) {
        return new TheoryParameters(
                spectrum,
                table,
                tableUnits,
                interpolation,
                ofMatter,
                omegaLambda,
                h,
                omegaB,
                ofNeutrinos,
                neutrinoSpecies,
                temperatureKelvin,
                ofTilt,
                normalisation,
                ofSigma8,
                growthIndex,
                kMinHMpc,
                kMaxHMpc,
                integration,
                points,
                stepHMpc);
    }

    /** Return the matter of the theory. */
    public MatterContent matter() {
        return new MatterContent(
                omegaM, omegaLambda.orElse(1 - omegaM), h, omegaB, omegaNu, neutrinoSpecies, temperatureKelvin);
    }

    /**
     * Return the power spectrum.
     *
     * @throws DataException if the table cannot be read
     */
    public PowerSpectrum powerSpectrum(DataFiles files) {
        return powerSpectrum(read(files));
    }

    private Optional<TabulatedSpectrum> read(DataFiles files) {
        return table.map(file ->
                TabulatedSpectrum.read(files.file(file.path()), tableUnits == TableUnits.MPC ? h : 1, interpolation));
    }

    private PowerSpectrum powerSpectrum(Optional<TabulatedSpectrum> read) {
        if (read.isPresent()) {
            if (normalisation.isEmpty()) {
                return read.get();
            }
            double factor = sigma8 / MassFluctuation.sigma8(read.get());
            return read.get().times(factor * factor);
        }
        TransferFunction transfer = transfer(spectrum, matter());
        OptionalDouble deltaH = deltaH(normalisation.orElse(Normalisation.SIGMA8), matter(), tilt);
        return deltaH.isPresent()
                ? CdmSpectrum.of(transfer, tilt, deltaH.getAsDouble())
                : CdmSpectrum.ofSigma8(transfer, tilt, sigma8);
    }

    /** The amplitude that COBE gives, if it is to. */
    private static OptionalDouble deltaH(Normalisation normalisation, MatterContent matter, double tilt) {
        switch (normalisation) {
            case COBE:
                return OptionalDouble.of(CobeNormalisation.deltaH(matter, tilt));
            case COBE_GRAVITY_WAVES:
                return OptionalDouble.of(CobeNormalisation.deltaHWithGravityWaves(matter, tilt));
            default:
                return OptionalDouble.empty();
        }
    }

    private static TransferFunction transfer(Spectrum spectrum, MatterContent matter) {
        switch (spectrum) {
            case BBKS:
                return TransferFunction.bardeenBondKaiserSzalay(matter);
            case EFSTATHIOU_BOND_WHITE:
                return TransferFunction.efstathiouBondWhite(matter);
            case EISENSTEIN_HU_1999:
                return TransferFunction.eisensteinHu1999(matter);
            default:
                return TransferFunction.eisensteinHu1998(matter);
        }
    }

    /**
     * Return the velocities of the theory.
     *
     * @throws DataException if the table cannot be read, does not reach over the wavenumbers, or the wavenumbers miss more than
     *     a twentieth of the velocity variance
     */
    public LinearVelocities velocities(DataFiles files) {
        return velocities(read(files));
    }

    private LinearVelocities velocities(Optional<TabulatedSpectrum> read) {
        boolean known = spectrum == Spectrum.TABLE;
        double from;
        double to;
        LinearVelocities velocities;
        double missed;
        try {
            PowerSpectrum power = powerSpectrum(read);
            from = kMinHMpc.orElse(known ? power.kMin() : K_MIN);
            to = kMaxHMpc.orElse(known ? power.kMax() : K_MAX);
            velocities = LinearVelocities.of(power, GrowthRate.powerLaw(omegaM, growthIndex), wavenumbers(from, to));
            missed = velocities.missedFraction();
        } catch (IllegalArgumentException e) {
            throw new DataException("theory: " + e.getMessage(), e);
        }
        if (!(missed <= MOST_MISSED)) {
            throw new DataException("theory: found wavenumbers from " + from + " to " + to
                    + " h/Mpc, but they miss about " + Math.round(100 * missed)
                    + " % of the velocity variance, where " + Math.round(100 * MOST_MISSED)
                    + " % are allowed; widen k-min and k-max");
        }
        return velocities;
    }

    /**
     * Return the covariance of the theory's velocities, which is tabulated once for all who ask.
     *
     * @param reach largest separation in Mpc/h that will be asked for
     * @throws DataException as {@link #velocities}
     */
    public VelocityCovariance covariance(DataFiles files, double reach) {
        return covariance(read(files), reach);
    }

    /**
     * Return the covariance of the velocities of a theory whose spectrum is a formula, tabulated once for all who ask.
     *
     * @param reach largest separation in Mpc/h that will be asked for
     * @throws DataException if the spectrum is a table, or as {@link #velocities}
     */
    public VelocityCovariance covariance(double reach) {
        if (table.isPresent()) {
            throw new DataException("theory: found a table, but a spectrum by formula is needed here");
        }
        return covariance(Optional.empty(), reach);
    }

    private VelocityCovariance covariance(Optional<TabulatedSpectrum> read, double reach) {
        double rounded = LEAST_REACH;
        while (rounded < reach) {
            rounded *= 2;
        }
        Theory theory = new Theory(this, read, rounded);
        VelocityCovariance known = TABLES.get(theory);
        if (known == null) {
            known = VelocityCovariance.of(velocities(read), rounded);
            if (TABLES.size() >= MOST_TABLES) {
                TABLES.clear();
            }
            TABLES.put(theory, known);
        }
        return known;
    }

    private Wavenumbers wavenumbers(double from, double to) {
        switch (integration) {
            case LOGARITHMIC:
                return Wavenumbers.logarithmic(from, to, points);
            case LINEAR:
                return Wavenumbers.linear(from, to, stepHMpc);
            default:
                return Wavenumbers.adaptive(from, to);
        }
    }
}
