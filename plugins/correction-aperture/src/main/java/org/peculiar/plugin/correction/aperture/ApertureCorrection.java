package org.peculiar.plugin.correction.aperture;

import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Corrected;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.pf4j.Extension;

/**
 * Brings velocity dispersions, or Mg2 line strengths, to one physical aperture.
 *
 * <p>A spectrum through a wider aperture, or of a farther galaxy, sees more of the outskirts, where both are lower: log sigma_n
 * = log sigma + e log(r_ap/r_n), and likewise Mg2, with e = 0.04 for either. A slit of width w and height h counts as a circle
 * of radius r_ap = 1.025 sqrt(w h/pi). The normal aperture has the radius r_n = 0.595 kpc/h at the galaxy, whose angle follows
 * from the redshift and the assumed cosmology.
 *
 * <p>Measurements are corrected where they hold the quantity, each with its run's aperture; otherwise the galaxies. Correct
 * before offsets between runs are found. A galaxy's own redshift counts, else its group's; without either the value is left
 * out.
 */
@Component(
        id = "aperture",
        title = "Aperture correction (Jorgensen et al. 1995)",
        cite = {"1995MNRAS.276.1341J"},
        example = """
                quantity: log-sigma
                runs:
                  INT1: {width: 3 arcsec, height: 4 arcsec}
                  LIT7S: {radius: 2 arcsec}
                aperture: {radius: 1.5 arcsec}
                """)
@Extension
public final class ApertureCorrection implements Correction {

    /** Radius over that of the circle with the slit's area (Jørgensen et al. 1995, MNRAS 276, 1341). */
    private static final double SLIT = 1.025;

    private static final double ARCSEC_PER_RADIAN = 180 * 3600 / Math.PI;

    /** Mpc/h in km/s, as H0 d. */
    private static final double KMS_PER_MPC_H = 100;

    /** A slit, or a circle. */
    public record Aperture(
            @Parameter(doc = "Width of the slit", unit = "arcsec", min = 0)
            Optional<Double> widthArcsec,

            @Parameter(doc = "Length of the slit that was added up", unit = "arcsec", min = 0)
            Optional<Double> heightArcsec,

            @Parameter(doc = "Radius of a circular aperture, such as a fibre", unit = "arcsec", min = 0)
            Optional<Double> radiusArcsec) {

        public Aperture {
            boolean slit = widthArcsec.isPresent() && heightArcsec.isPresent();
            boolean part = widthArcsec.isPresent() || heightArcsec.isPresent();
            if (radiusArcsec.isPresent() ? part : !slit) {
                throw new IllegalArgumentException(
                        "aperture: either width and height of a slit, or the radius of a circle is needed");
            }
            if (!(radius(widthArcsec, heightArcsec, radiusArcsec) > 0)) {
                throw new IllegalArgumentException("aperture: its size was 0, but a positive one is needed");
            }
        }

        double radius() {
            return radius(widthArcsec, heightArcsec, radiusArcsec);
        }

        private static double radius(Optional<Double> width, Optional<Double> height, Optional<Double> radius) {
            return radius.orElseGet(() -> SLIT * Math.sqrt(width.get() * height.get() / Math.PI));
        }
    }

    /** What to correct, and from which apertures. */
    public record Parameters(
            @Parameter(doc = "Quantity to correct: a log dispersion, or a line strength in mag", value = "log-sigma")
            String quantity,

            @Parameter(doc = "Aperture of all values that have none of their own")
            Optional<Aperture> aperture,

            @Parameter(doc = "Apertures by run", value = "{}")
            Map<String, Aperture> runs,

            @Parameter(doc = "Text column that names the run", value = "run")
            String run,

            @Parameter(doc = "Quantity of the same table that holds the radius of a circular aperture")
            Optional<String> column,

            @Parameter(
                    doc = "Change of the quantity for ten times the radius",
                    value = "0.04",
                    cite = "1995MNRAS.276.1341J")
            double exponent,

            @Parameter(
                    doc = "Radius of the normal aperture at the galaxy",
                    unit = "kpc/h",
                    value = "0.595 kpc/h",
                    min = 1e-3,
                    cite = "1995MNRAS.276.1341J")
            double normalRadiusKpcH) {

        public Parameters {
            if (aperture.isEmpty() && runs.isEmpty() && column.isEmpty()) {
                throw new IllegalArgumentException(
                        "aperture correction: no aperture was given, but aperture:, runs: or " + "column: is needed");
            }
        }
    }

    private final Parameters parameters;
    private final DistanceTable distances;

    @Inject
    ApertureCorrection(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public Corrected correct(Survey survey) {
        boolean measured = survey.measurements().has(parameters.quantity());
        if (measured && survey.galaxies().has(parameters.quantity())) {
            throw new DataException("aperture correction: galaxies and measurements both have " + parameters.quantity()
                    + ", but only one can be meant; correct before run offsets, or map the column once");
        }
        Table table = measured ? survey.measurements() : survey.galaxies();
        Column column = table.column(parameters.quantity());
        requireLog(column.quantity());
        double[] radius = radii(table, column.values());
        double[] z = redshifts(survey);
        double[] values = new double[table.size()];
        for (int i = 0; i < values.length; i++) {
            double normal = normalRadiusArcsec(z[measured ? survey.galaxyOf()[i] : i]);
            values[i] = column.values()[i] + parameters.exponent() * Math.log10(radius[i] / normal);
        }
        Table changed = table.with(column.withValues(values));
        Survey treated = survey.treated(new Treatment(
                "aperture of " + parameters.quantity(),
                String.format(
                        Locale.ROOT,
                        "to %s kpc/h radius, exponent %s",
                        parameters.normalRadiusKpcH(),
                        parameters.exponent())));
        return Corrected.exactly(
                measured ? treated.withMeasurements(changed, survey.galaxyOf()) : treated.withGalaxies(changed));
    }

    private static void requireLog(Quantity quantity) {
        Unit.Dimension dimension = quantity.unit().dimension();
        if (dimension != Unit.Dimension.LOG_VELOCITY
                && dimension != Unit.Dimension.MAGNITUDE
                && dimension != Unit.Dimension.DEX) {
            throw new DataException("aperture correction: found " + quantity + ", but a quantity in "
                    + Unit.DEX_KMS.symbol() + " or " + Unit.MAG.symbol() + " is needed");
        }
    }

    private double normalRadiusArcsec(double z) {
        if (Double.isNaN(z)) {
            return Double.NaN;
        }
        double distanceKpcH = distances.angularDiameterKms(z) / KMS_PER_MPC_H * 1000;
        return parameters.normalRadiusKpcH() / distanceKpcH * ARCSEC_PER_RADIAN;
    }

    /** Each row's own radius, else its run's, else that of all; in arcsec. */
    private double[] radii(Table table, double[] values) {
        double[] radius = new double[table.size()];
        java.util.Arrays.fill(
                radius, parameters.aperture().map(Aperture::radius).orElse(Double.NaN));
        if (!parameters.runs().isEmpty()) {
            String[] runs = table.text(parameters.run());
            for (int i = 0; i < radius.length; i++) {
                Aperture own = parameters.runs().get(runs[i]);
                radius[i] = own == null ? radius[i] : own.radius();
            }
        }
        if (parameters.column().isPresent()) {
            Column column = table.column(parameters.column().get());
            Unit unit = column.quantity().unit();
            if (unit.dimension() != Unit.Dimension.ANGLE) {
                throw new DataException(table.name() + ": " + column.quantity()
                        + " was found, but the radius of an aperture is needed in " + Unit.ARCSEC.symbol());
            }
            for (int i = 0; i < radius.length; i++) {
                double own = column.values()[i] * unit.in(Unit.ARCSEC);
                radius[i] = Double.isNaN(own) ? radius[i] : own;
            }
        }
        for (int i = 0; i < radius.length; i++) {
            if (!(radius[i] > 0) && !Double.isNaN(values[i])) {
                throw new DataException(table.name() + ", " + table.labels()[i] + run(table, i) + ": "
                        + (Double.isNaN(radius[i])
                                ? "no aperture is known"
                                : "aperture radius is " + radius[i] + " arcsec")
                        + ", but a positive one is needed; add its run to runs:, or give aperture: for all others");
            }
        }
        return radius;
    }

    private String run(Table table, int row) {
        return table.texts().contains(parameters.run()) ? " (run " + table.text(parameters.run())[row] + ")" : "";
    }

    /** The galaxies' redshifts, in default of which their groups'; NaN where neither is known. */
    private static double[] redshifts(Survey survey) {
        String name = Quantity.REDSHIFT.name();
        boolean own = survey.galaxies().has(name);
        boolean grouped = survey.groups().has(name);
        if (!own && !grouped) {
            throw new DataException(
                    "aperture correction: neither galaxies nor groups have a redshift, but one is needed");
        }
        double[] z = new double[survey.galaxies().size()];
        for (int i = 0; i < z.length; i++) {
            int group = survey.groupOf()[i];
            z[i] = own ? survey.galaxies().values(name, Unit.NONE)[i] : Double.NaN;
            if (Double.isNaN(z[i]) && group >= 0 && grouped) {
                z[i] = survey.groups().values(name, Unit.NONE)[group];
            }
            if (!(z[i] > 0) && !Double.isNaN(z[i])) {
                throw new DataException(
                        survey.galaxies().name() + ", " + survey.galaxies().labels()[i] + ": redshift is " + z[i]
                                + ", but its aperture in kpc/h needs a positive one");
            }
        }
        return z;
    }
}
