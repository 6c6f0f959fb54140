package org.peculiar.plugin.source.table;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Draws;
import org.peculiar.api.Parameter;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Treatment;
import org.peculiar.science.redshift.CmbConversion;
import org.peculiar.science.sky.SkyFrame;
import org.pf4j.Extension;

/**
 * Reads a survey from one to three tables: galaxies, the groups they belong to, and repeat measurements of them.
 *
 * <p>Files are ECSV, CSV, FITS binary tables or VOTables, told apart by their first bytes (CSV by its name), also
 * compressed by gzip; of several tables in a file the first is read. Columns are named as in the file; each quantity
 * gets a name of its own, such as {@code log-sigma}, and is brought to the base unit of its dimension. Units come
 * from the file, or from {@code unit:} where the file has none, as CSV, or a wrong one.
 *
 * <p>Positions are decimal or sexagesimal, in a frame that must be said, because nothing in a number tells B1950 from
 * J2000. Text such as 12:34:56.7 counts hours when it is a right ascension, degrees otherwise. A decimal right
 * ascension needs a unit, from the file or as {@code longitude-unit}. Galaxies without positions of their own take
 * over those of their groups; groups without, the mean direction of their galaxies.
 *
 * <p>A redshift is dimensionless or, with a unit of velocity, cz. Heliocentric ones are brought to the CMB frame by
 * {@code cmb}. A catalogue's CMB redshift is taken as it is, unless {@code made-with} tells how it was made: then
 * that is undone and {@code cmb} applied. A galaxy needs a redshift of its own or that of its group. Heliocentric redshifts
 * stay with the galaxies as {@code z-hel}, for they are what dims their light.
 *
 * <p>{@code group:} names the column that holds each galaxy's group. With a table of groups, all of them must be in
 * it; without, groups are made from the names, each with the mean direction and the mean redshift of its galaxies.
 * Groups without galaxies are left out, and with a group that its {@code keep} leaves out go its galaxies.
 * {@code group-within:} makes groups of neighbours instead, chained from one to the next: repeated light curves of one
 * supernova with 2 arcsec, the supernovae of one host with 1 arcmin. A group has the name of its first galaxy.
 *
 * <p>{@code keep:} is a condition on the columns as the file names them (any other sign than letters, digits and _
 * written as _): comparisons (==, !=, &lt;, &lt;=, &gt;, &gt;=), arithmetic, and, or, not, parentheses, texts in
 * quotes, lists as in {@code type =~ ['E', 'S0']}. Comparisons with a missing cell are not true.
 *
 * <p>A missing observable is kept as missing, and later counted. All else that is wrong is refused by file, row and
 * column: no number where one belongs, a missing identifier, position or redshift, an identifier twice, an infinite
 * value, an error that is not positive or not there, a redshift that is not positive.
 */
@Component(
        id = "table",
        title = "Survey from tables (ECSV, CSV, FITS, VOTable)",
        cite = {"2005ASPC..347...29T"},
        example = """
                galaxies:
                  table: galaxies
                  id: id
                  group: cluster
                  columns:
                    log-theta: {column: log_theta}
                    mu-e: {column: mu_e}
                  text: {type: type}
                groups:
                  table: clusters
                  id: name
                  position: {longitude: l, latitude: b, frame: galactic}
                  redshift: {column: cz, unit: km/s, frame: heliocentric}
                measurements:
                  table: dispersions
                  of: id
                  columns:
                    log-sigma: {column: log_sigma, error: error}
                  text: {run: run}
                cmb: {apex: cobe1993, conversion: exact}
                """)
@Extension
public final class TableSource implements Source {

    /** What to read, and how redshifts become those of the CMB frame. */
    public record Parameters(
            @Parameter(doc = "Table of galaxies, or of supernovae and other single tracers")
            Galaxies galaxies,

            @Parameter(doc = "Table of the groups or clusters that galaxies belong to")
            Optional<Groups> groups,

            @Parameter(doc = "Table of repeat measurements, such as velocity dispersions run by run")
            Optional<Measurements> measurements,

            @Parameter(doc = "How heliocentric redshifts become those of the CMB frame", value = "{}")
            SolarMotion cmb) {}

    /** The table of galaxies. */
    public record Galaxies(
            @Parameter(doc = "Name under data:") DataFile table,

            @Parameter(doc = "Column of identifiers, each there once")
            String id,

            @Parameter(doc = "Column of the group that a galaxy is in; an empty cell is none")
            Optional<String> group,

            @Parameter(
                    doc = "Make groups of galaxies that are nearer to each other than this, in place of group:;"
                            + " every galaxy is then in a group, maybe alone")
            Optional<Near> groupWithin,

            @Parameter(doc = "Make a galaxy with an empty group: a group of its own", value = "false")
            boolean groupsOfOne,

            @Parameter(doc = "Where the galaxies are; without it they take over the positions of their groups")
            Optional<Position> position,

            @Parameter(doc = "Redshifts of the galaxies; without it those of their groups hold")
            Optional<Redshift> redshift,

            @Parameter(doc = "Columns of quantities, by the name of the quantity, such as log-sigma", value = "{}")
            Map<String, Measured> columns,

            @Parameter(doc = "Correlations of the errors of two quantities", value = "[]")
            List<Correlation> correlations,

            @Parameter(doc = "Text columns, by the name they shall have, such as type", value = "{}")
            Map<String, String> text,

            @Parameter(doc = "Condition on the columns of the file that rows are kept by")
            Optional<String> keep,

            @Parameter(doc = "Numbers that stand for a missing value, such as -1", value = "[]")
            List<Double> missing) {}

    /** How near galaxies of one group are. */
    public record Near(
            @Parameter(doc = "Angle on the sky", unit = "arcsec", value = "2 arcsec", min = 0, max = 36000)
            double angleArcsec,

            @Parameter(doc = "Difference in cz", unit = "km/s", value = "600 km/s", min = 0)
            double czKms) {}

    /** The table of groups. */
    public record Groups(
            @Parameter(doc = "Name under data:") DataFile table,

            @Parameter(doc = "Column of the names, each there once")
            String id,

            @Parameter(doc = "Where the groups are; without it in the mean direction of their galaxies")
            Optional<Position> position,

            @Parameter(doc = "Redshifts of the groups; without it the mean of their galaxies")
            Optional<Redshift> redshift,

            @Parameter(doc = "Columns of quantities, by the name of the quantity", value = "{}")
            Map<String, Measured> columns,

            @Parameter(doc = "Text columns, by the name they shall have, such as supercluster", value = "{}")
            Map<String, String> text,

            @Parameter(doc = "Condition on the columns of the file that groups, with their galaxies, are kept by")
            Optional<String> keep,

            @Parameter(doc = "Numbers that stand for a missing value", value = "[]")
            List<Double> missing) {}

    /** The table of repeat measurements. */
    public record Measurements(
            @Parameter(doc = "Name under data:") DataFile table,

            @Parameter(doc = "Column of the identifier of the galaxy that was measured")
            String of,

            @Parameter(doc = "Columns of quantities, by the name of the quantity, such as log-sigma", value = "{}")
            Map<String, Measured> columns,

            @Parameter(doc = "Text columns, by the name they shall have, such as run", value = "{}")
            Map<String, String> text,

            @Parameter(doc = "Condition on the columns of the file that rows are kept by")
            Optional<String> keep,

            @Parameter(doc = "Numbers that stand for a missing value", value = "[]")
            List<Double> missing) {}

    /** Two columns that make a position. */
    public record Position(
            @Parameter(doc = "Column of the longitude or right ascension")
            String longitude,

            @Parameter(doc = "Column of the latitude or declination")
            String latitude,

            @Parameter(doc = "Frame of both; equatorial coordinates with their equinox")
            SkyFrame frame,

            @Parameter(doc = "Unit of the longitude (deg, rad, hourangle), where the file has none or a wrong one")
            Optional<String> longitudeUnit) {}

    /** A column of redshifts. */
    public record Redshift(
            @Parameter(doc = "Column of z, or of cz") String column,

            @Parameter(doc = "Column to take where the first is missing, as for galaxies in no group")
            Optional<String> fallback,

            @Parameter(doc = "Unit of both and of the error (km/s, or 1 for z), where the file has none or a wrong one")
            Optional<String> unit,

            @Parameter(doc = "Column of the standard error") Optional<String> error,

            @Parameter(doc = "Rest frame of the redshifts in the file")
            RestFrame frame,

            @Parameter(doc = "How the catalogue made its CMB redshifts from heliocentric ones, to undo it")
            Optional<SolarMotion> madeWith,

            @Parameter(doc = "Numbers that stand for a missing value here, in place of those of the table")
            Optional<List<Double>> missing) {}

    /** A conversion between the heliocentric and the CMB frame. */
    public record SolarMotion(
            @Parameter(
                    doc = "Motion of the Sun with respect to the CMB",
                    value = "planck2018",
                    cite = "2020A&A...641A...1P")
            Apex apex,

            @Parameter(doc = "How the motion is composed with the redshift", value = "exact")
            CmbConversion conversion) {}

    /** A column of a quantity. */
    public record Measured(
            @Parameter(doc = "Column of the values") String column,

            @Parameter(doc = "Column of their standard errors")
            Optional<String> error,

            @Parameter(doc = "Unit of both, such as dex(km/s), where the file has none or a wrong one")
            Optional<String> unit,

            @Parameter(
                    doc =
                            "Take the decimal logarithm of the column, which is in km/s, arcsec, kpc/h or a number; errors"
                                    + " become those of the logarithm",
                    value = "false")
            boolean log,

            @Parameter(doc = "Numbers that stand for a missing value here, in place of those of the table")
            Optional<List<Double>> missing) {}

    /** The correlation of two quantities. */
    public record Correlation(
            @Parameter(doc = "Names of the two quantities") List<String> between,

            @Parameter(doc = "Coefficient, the same for all rows", min = -1, max = 1)
            Optional<Double> value,

            @Parameter(doc = "Column of the coefficients, one a row")
            Optional<String> column) {}

    private final Parameters parameters;
    private final DataFiles files;

    @Inject
    TableSource(Parameters parameters, DataFiles files) {
        this.parameters = parameters;
        this.files = files;
    }

    /**
     * Read the tables.
     *
     * @param draws not used
     * @return a survey in the CMB frame
     * @throws DataException if a file is no table, lacks a column or holds what cannot be used; the message says which row and
     *     why
     */
    @Override
    public Survey survey(Draws draws) {
        Galaxies galaxies = parameters.galaxies();
        boolean hasGroups = parameters.groups().isPresent();
        boolean hasMeasurements = parameters.measurements().isPresent();
        ReadTable read = TableReader.read(new TableRequest(
                "galaxies",
                files.file(galaxies.table().path()),
                Optional.of(galaxies.id()),
                galaxies.group(),
                false,
                galaxies.position(),
                galaxies.redshift(),
                galaxies.columns(),
                galaxies.correlations(),
                galaxies.text(),
                galaxies.keep(),
                galaxies.missing(),
                hasMeasurements));
        SurveyAssembly assembly = new SurveyAssembly(grouped(read), parameters.cmb());
        if (hasGroups && galaxies.group().isEmpty()) {
            throw new DataException("galaxies: found a table of groups, but 'group:' must name the column of "
                    + read.file() + " that says which group a galaxy is in");
        }
        if (hasGroups) {
            assembly.groups(TableReader.read(request(parameters.groups().get())));
        }
        if (hasMeasurements) {
            assembly.measurements(
                    TableReader.read(request(parameters.measurements().get())));
        }
        return counted(assembly.survey(), read.inFile());
    }

    /** Notes how many galaxies the table has, where some were left out. */
    private Survey counted(Survey survey, int inFile) {
        int kept = survey.galaxies().size();
        String condition =
                parameters.galaxies().keep().map(keep -> ", where " + keep).orElse("");
        return kept == inFile
                ? survey
                : survey.treated(new Treatment(
                        "galaxies kept", String.format(Locale.ROOT, "%,d of %,d%s", kept, inFile, condition)));
    }

    private ReadTable grouped(ReadTable read) {
        Galaxies galaxies = parameters.galaxies();
        boolean alone = galaxies.groupsOfOne();
        if (galaxies.groupWithin().isPresent()) {
            if (galaxies.group().isPresent() || parameters.groups().isPresent()) {
                throw new DataException("galaxies: found group-within: together with "
                        + (galaxies.group().isPresent() ? "group:" : "a table of groups")
                        + ", but groups come from one of them only");
            }
            return Neighbours.grouped(read, galaxies.groupWithin().get());
        }
        if (alone && (galaxies.group().isEmpty() || parameters.groups().isPresent())) {
            throw new DataException(
                    "galaxies: found groups-of-one: true, but that needs group: and no table of groups");
        }
        return alone ? Neighbours.withGroupsOfOne(read) : read;
    }

    private TableRequest request(Groups groups) {
        return new TableRequest(
                "groups",
                files.file(groups.table().path()),
                Optional.of(groups.id()),
                Optional.empty(),
                false,
                groups.position(),
                groups.redshift(),
                groups.columns(),
                List.of(),
                groups.text(),
                groups.keep(),
                groups.missing(),
                true);
    }

    private TableRequest request(Measurements measurements) {
        return new TableRequest(
                "measurements",
                files.file(measurements.table().path()),
                Optional.empty(),
                Optional.of(measurements.of()),
                true,
                Optional.empty(),
                Optional.empty(),
                measurements.columns(),
                List.of(),
                measurements.text(),
                measurements.keep(),
                measurements.missing(),
                false);
    }
}
