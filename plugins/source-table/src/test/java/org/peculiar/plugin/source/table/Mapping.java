package org.peculiar.plugin.source.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataFile;
import org.peculiar.api.Draws;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.plugin.source.table.TableSource.Correlation;
import org.peculiar.plugin.source.table.TableSource.Galaxies;
import org.peculiar.plugin.source.table.TableSource.Groups;
import org.peculiar.plugin.source.table.TableSource.Measured;
import org.peculiar.plugin.source.table.TableSource.Measurements;
import org.peculiar.plugin.source.table.TableSource.Near;
import org.peculiar.plugin.source.table.TableSource.Parameters;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.plugin.source.table.TableSource.Redshift;
import org.peculiar.plugin.source.table.TableSource.SolarMotion;
import org.peculiar.science.redshift.CmbConversion;
import org.peculiar.science.sky.SkyFrame;
import org.peculiar.testkit.HostFiles;

/** Parameters as a test needs them: galaxies {@code id, l, b, cz} in Galactic coordinates and the CMB frame, until told otherwise. */
final class Mapping {

    private final Path galaxies;
    private String id = "id";
    private Optional<String> group = Optional.empty();
    private Optional<Near> groupWithin = Optional.empty();
    private boolean groupsOfOne;
    private Optional<Position> position = Optional.of(position("l", "b", SkyFrame.GALACTIC));
    private Optional<Redshift> redshift = Optional.of(redshift("cz", "km/s", RestFrame.CMB));
    private final Map<String, Measured> columns = new LinkedHashMap<>();
    private List<Correlation> correlations = List.of();
    private final Map<String, String> text = new LinkedHashMap<>();
    private Optional<String> keep = Optional.empty();
    private List<Double> missing = List.of();
    private Optional<Groups> groups = Optional.empty();
    private Optional<Measurements> measurements = Optional.empty();
    private SolarMotion cmb = new SolarMotion(Apex.PLANCK2018, CmbConversion.EXACT);

    private Mapping(Path galaxies) {
        this.galaxies = galaxies;
    }

    static Mapping of(Path galaxies) {
        return new Mapping(galaxies);
    }

    static Path file(Path folder, String name, String... lines) {
        try {
            return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Position position(String longitude, String latitude, SkyFrame frame) {
        return new Position(longitude, latitude, frame, Optional.empty());
    }

    static Redshift redshift(String column, String unit, RestFrame frame) {
        return new Redshift(
                column,
                Optional.empty(),
                Optional.ofNullable(unit),
                Optional.empty(),
                frame,
                Optional.empty(),
                Optional.empty());
    }

    static Measured measured(String column, String error, String unit) {
        return new Measured(column, Optional.ofNullable(error), Optional.ofNullable(unit), false, Optional.empty());
    }

    /** A column whose logarithm is the quantity. */
    static Measured logarithm(String column, String error, String unit) {
        return new Measured(column, Optional.ofNullable(error), Optional.ofNullable(unit), true, Optional.empty());
    }

    /** Names the identifiers of galaxies, here and in the measurements. */
    Mapping id(String column) {
        id = column;
        return this;
    }

    Mapping groupWithin(double angleArcsec, double czKms) {
        groupWithin = Optional.of(new Near(angleArcsec, czKms));
        return this;
    }

    Mapping groupsOfOne() {
        groupsOfOne = true;
        return this;
    }

    Mapping group(String column) {
        group = Optional.of(column);
        return this;
    }

    Mapping position(Position other) {
        position = Optional.ofNullable(other);
        return this;
    }

    Mapping redshift(Redshift other) {
        redshift = Optional.ofNullable(other);
        return this;
    }

    Mapping column(String name, Measured measured) {
        columns.put(name, measured);
        return this;
    }

    Mapping correlations(Correlation... all) {
        correlations = List.of(all);
        return this;
    }

    Mapping text(String name, String column) {
        text.put(name, column);
        return this;
    }

    Mapping keep(String condition) {
        keep = Optional.of(condition);
        return this;
    }

    Mapping missing(double... codes) {
        missing = Arrays.stream(codes).boxed().toList();
        return this;
    }

    Mapping groups(Path file, Position where, Redshift z, Map<String, String> texts, String condition) {
        groups = Optional.of(new Groups(
                new DataFile("groups", file),
                "name",
                Optional.ofNullable(where),
                Optional.ofNullable(z),
                Map.of(),
                texts,
                Optional.ofNullable(condition),
                List.of()));
        return this;
    }

    Mapping measurements(Path file, Map<String, Measured> quantities, Map<String, String> texts) {
        measurements = Optional.of(new Measurements(
                new DataFile("measurements", file), id, quantities, texts, Optional.empty(), List.of()));
        return this;
    }

    Mapping cmb(Apex apex, CmbConversion conversion) {
        cmb = new SolarMotion(apex, conversion);
        return this;
    }

    Survey read() {
        Galaxies table = new Galaxies(
                new DataFile("galaxies", galaxies),
                id,
                group,
                groupWithin,
                groupsOfOne,
                position,
                redshift,
                columns,
                correlations,
                text,
                keep,
                missing);
        return new TableSource(new Parameters(table, groups, measurements, cmb), new HostFiles()).survey(new NoDraws());
    }

    /** A source of real data must not draw. */
    private static final class NoDraws implements Draws {
        @Override
        public Draws stream(String name) {
            throw new AssertionError("drew " + name);
        }

        @Override
        public Draws replicate(long number) {
            throw new AssertionError("drew replicate " + number);
        }

        @Override
        public double uniform(long element) {
            throw new AssertionError("drew " + element);
        }

        @Override
        public double gaussian(long element) {
            throw new AssertionError("drew " + element);
        }
    }
}
