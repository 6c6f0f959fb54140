package org.peculiar.engine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.Progress;

class DataFetchTest {

    private static final String METADATA = "/api/datasets/:persistentId/";
    private static final byte[] NORTH = bytes(1, 300_000);
    private static final byte[] SOUTH = bytes(2, 200_000);

    @TempDir
    Path temp;

    private final FileServer server = new FileServer();
    private final AtomicLong shown = new AtomicLong();
    private DataFolders folders;
    private DataSet set;

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void offerTheMaps() throws IOException {
        folders = new DataFolders(temp.resolve("user"), temp.resolve("shipped"));
        set = new DataSet(
                "maps",
                "Maps",
                "CC0",
                List.of(),
                "10.1/X",
                server.uri(),
                List.of(
                        new DataSet.File("north.fits", NORTH.length, digest("SHA-256", NORTH)),
                        new DataSet.File("south.fits", SOUTH.length, digest("SHA-256", SOUTH))));
        server.offer("/api/access/datafile/11", NORTH)
                .offer("/api/access/datafile/12", SOUTH)
                .offer(METADATA, metadata(digest("MD5", SOUTH)));
    }

    /** What a Dataverse answers, less what is not read. */
    private static String metadata(String southMd5) throws IOException {
        return """
                {"status": "OK", "data": {"id": 1, "latestVersion": {"versionState": "RELEASED", "files": [
                  {"label": "other.fits", "dataFile": {"id": 10, "filename": "other.fits", "filesize": 5, "md5": "00"}},
                  {"label": "north.fits", "dataFile": {"id": 11, "filename": "north.fits", "filesize": 300000,
                    "md5": "%s", "checksum": {"type": "MD5", "value": "%s"}}},
                  {"label": "south.fits", "dataFile": {"id": 12, "filename": "south.fits", "filesize": 200000, "md5": "%s"}}
                ]}}}
                """.formatted(digest("MD5", NORTH), digest("MD5", NORTH), southMd5);
    }

    private static String digest(String algorithm, byte[] bytes) throws IOException {
        Path file = Files.createTempFile("digest", null);
        try {
            return ContentHash.of(algorithm, Files.write(file, bytes));
        } finally {
            Files.delete(file);
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DataFetch fetch() {
        return fetch(Duration.ofSeconds(20));
    }

    private DataFetch fetch(Duration patience) {
        return new DataFetch(folders, this::progress, Optional.empty(), new Web(patience));
    }

    private Progress.Task progress(String name, long total) {
        return new Progress.Task() {
            @Override
            public void advance(long units) {
                shown.addAndGet(units);
            }

            @Override
            public void close() {}
        };
    }

    private void assertInstalled() {
        Path folder = temp.resolve("user/maps");
        assertThat(folder.resolve("north.fits")).hasBinaryContent(NORTH);
        assertThat(folder.resolve("south.fits")).hasBinaryContent(SOUTH);
        assertThat(temp.resolve("user/maps.part")).doesNotExist();
        assertThat(set.isInstalled(folders)).isTrue();
        assertThat(DataCheck.of(set, folders)).allMatch(check -> check.problem().isEmpty());
    }

    @Test
    void downloadsAllFiles() {
        assertThat(set.isInstalled(folders)).isFalse();
        assertThat(fetch().fetch(set)).isEqualTo(temp.resolve("user/maps"));
        assertInstalled();
        assertThat(shown).hasValue(NORTH.length + SOUTH.length);
        assertThat(server.ranges()).containsExactly(null, null);
    }

    @Test
    void downloadsNothingThatIsThere() {
        fetch().fetch(set);
        fetch().fetch(set);
        assertInstalled();
        assertThat(server.ranges()).hasSize(2);
    }

    @Test
    void replacesWhatIsDamaged() throws IOException {
        fetch().fetch(set);
        Files.write(temp.resolve("user/maps/south.fits"), new byte[SOUTH.length]);
        assertThat(DataCheck.of(set, folders).get(1).problem())
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("has the MD5 "));
        fetch().fetch(set);
        assertInstalled();
        assertThat(server.ranges()).hasSize(3);
    }

    @Test
    void goesOnAfterACutConnection() {
        server.cut(1, 100_000);
        fetch().fetch(set);
        assertInstalled();
        assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d*-");
        assertThat(shown).hasValue(NORTH.length + SOUTH.length);
    }

    @Test
    void goesOnWhereTheServerFellSilent() {
        server.fallSilent(100_000);
        fetch(Duration.ofSeconds(1)).fetch(set);
        assertInstalled();
        assertThat(server.ranges().get(1)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void goesOnInALaterCall() {
        server.cut(4, 50_000);
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/api/access/datafile/11: the connection broke after ")
                .hasMessageContaining(" of 300000 bytes")
                .hasMessageEndingWith("run the same command again to go on from there");
        assertThat(temp.resolve("user/maps")).doesNotExist();
        assertThat(temp.resolve("user/maps.part/north.fits.part")).isNotEmptyFile();

        fetch().fetch(set);
        assertInstalled();
        assertThat(server.ranges().get(4)).matches("bytes=[1-9]\\d*-");
    }

    @Test
    void beginsAgainWhereTheServerTakesNoRanges() {
        server.withoutRanges().cut(1, 100_000);
        fetch().fetch(set);
        assertInstalled();
    }

    @Test
    void beginsAgainWhereWhatIsThereIsTooLong() throws IOException {
        Files.createDirectories(temp.resolve("user/maps.part"));
        Files.write(temp.resolve("user/maps.part/north.fits.part"), new byte[NORTH.length + 1]);
        fetch().fetch(set);
        assertInstalled();
    }

    @Test
    void removesAFileWithAWrongChecksum() throws IOException {
        server.offer(METADATA, metadata("0123456789abcdef0123456789abcdef"));
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("/api/access/datafile/12: what came has the MD5 " + digest("MD5", SOUTH)
                        + ", but needs 0123456789abcdef0123456789abcdef; it was removed");
        assertThat(temp.resolve("user/maps.part/south.fits.part")).doesNotExist();
        assertThat(temp.resolve("user/maps.part/north.fits")).exists();
        assertThat(temp.resolve("user/maps")).doesNotExist();
    }

    @Test
    void refusesAFileOfAnotherSize() {
        server.offer("/api/access/datafile/11", "<html>not what was asked for</html>");
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the server offers 35 bytes, but the file has 300000");
    }

    @Test
    void saysWhatIsNotThere() {
        server.refuse("/api/access/datafile/11", 404);
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(
                        "/api/access/datafile/11: the server has no such file (404); or download north.fits and"
                                + " south.fits with a browser from https://doi.org/10.1/X into "
                                + temp.resolve("user/maps")
                                + " and run: peculiar data check maps");
    }

    @Test
    void saysThatTheServerWantsABrowser() {
        server.refuse(METADATA, 202);
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the server turns away programs (202, a test for browsers); or download");
    }

    @Test
    void saysWhatTheServersListLacks() {
        server.offer(METADATA, "{\"status\":\"OK\",\"data\":{\"latestVersion\":{\"files\":[]}}}");
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the list there has no north.fits with size and checksum");
    }

    @Test
    void saysThatTheServerCannotBeReached() {
        server.close();
        assertThatThrownBy(() -> fetch().fetch(set))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("maps: cannot be downloaded (java.net.ConnectException")
                .hasMessageContaining("with a browser");
    }

    @Test
    void takesAPlainWebFolderForAMirror() {
        try (FileServer mirror = new FileServer()) {
            mirror.offer("/dust/north.fits", NORTH).offer("/dust/south.fits", SOUTH);
            new DataFetch(folders, this::progress, Optional.of(mirror.uri().resolve("/dust/"))).fetch(set);
        }
        assertInstalled();
        assertThat(server.ranges()).isEmpty();
    }

    @Test
    void comparesWhatAMirrorHasWithTheKnownChecksum() {
        try (FileServer mirror = new FileServer()) {
            mirror.offer("/north.fits", new byte[NORTH.length]).offer("/south.fits", SOUTH);
            DataFetch fetch = new DataFetch(folders, this::progress, Optional.of(mirror.uri()));
            assertThatThrownBy(() -> fetch.fetch(set))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("/north.fits: what came has the SHA-256 ");
        }
    }

    @Test
    void checksWhatWasPutThereByHand() throws IOException {
        Files.createDirectories(temp.resolve("user/maps"));
        Files.write(temp.resolve("user/maps/north.fits"), NORTH);
        List<DataCheck> checks = DataCheck.of(set, folders);
        assertThat(checks.get(0).problem()).isEmpty();
        assertThat(checks.get(1).problem()).contains("is not there");
    }

    @Test
    void offersTheDustMaps() {
        DataSet dust = DataCatalog.dataSet("sfd98");
        // A hemisphere is 4096² floats of 4 bytes in FITS blocks of 2880, after one such block of header.
        long hemisphere = 2880 + (4096L * 4096 * 4 + 2879) / 2880 * 2880;
        assertThat(dust.files()).extracting(DataSet.File::size).containsOnly(hemisphere);
        assertThat(dust.files())
                .extracting(DataSet.File::name)
                .containsExactly("SFD_dust_4096_ngp.fits", "SFD_dust_4096_sgp.fits");
        assertThat(dust.page()).hasToString("https://doi.org/10.7910/DVN/EWCNL5");
        assertThatThrownBy(() -> DataCatalog.dataSet("sfd"))
                .isInstanceOf(DataException.class)
                .hasMessage("found no data set 'sfd', but can offer sfd98");
    }

    @Test
    void keepsDataWhereTheSystemDoes() {
        Path home = Path.of("/home/ann");
        assertThat(DataFolders.of(Map.of(), temp, "Linux", home).user())
                .isEqualTo(absolute("/home/ann/.local/share/peculiar"));
        assertThat(DataFolders.of(Map.of("XDG_DATA_HOME", "/data/ann"), temp, "Linux", home)
                        .user())
                .isEqualTo(absolute("/data/ann/peculiar"));
        assertThat(DataFolders.of(Map.of("LOCALAPPDATA", "/local", "XDG_DATA_HOME", "/x"), temp, "Windows 11", home)
                        .user())
                .isEqualTo(absolute("/local/peculiar"));
        assertThat(DataFolders.of(Map.of("PECULIAR_DATA", "/mine", "XDG_DATA_HOME", "/x"), temp, "Linux", home)
                        .user())
                .isEqualTo(absolute("/mine"));
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath();
    }
}
