package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.cli.InProcess;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

/** The commands about plugins, on the plugins that are shipped and on some that are broken. */
class PluginCommandsIT {

    @TempDir
    private Path scratch;

    @Test
    void everyShippedPluginIsSound() throws IOException {
        Outcome outcome = InProcess.peculiar("plugins", "check", "--json");
        JsonNode tree = new ObjectMapper().readTree(outcome.output());
        assertThat(tree.path("broken")).isEmpty();
        assertThat(tree.path("sound")).hasSameSizeAs(Tree.plugins());
        assertThat(outcome.status()).isZero();
    }

    /** A plugin without its contract test would promise nothing. */
    @Test
    void everyShippedPluginIsHeldToItsContract() throws IOException {
        Pattern contract = Pattern.compile("class \\w+ extends (\\w+)Contract\\b");
        for (Path plugin : Tree.plugins()) {
            String module = plugin.getFileName().toString().replaceFirst("-\\d+\\..*", "");
            String kind = module.replaceFirst("-.*", "");
            Set<String> contracts = new TreeSet<>();
            try (Stream<Path> tests = Files.walk(Path.of("..", "plugins", module, "src", "test", "java"))) {
                for (Path test : (Iterable<Path>) tests.filter(Files::isRegularFile)::iterator) {
                    contract.matcher(Files.readString(test))
                            .results()
                            .forEach(found -> contracts.add(found.group(1).toLowerCase(Locale.ROOT)));
                }
            }
            assertThat(contracts)
                    .as("contracts that the tests of %s extend", module)
                    .contains(kind);
        }
    }

    @Test
    void checksAPluginAgainstTheShippedOnes() {
        Path rival = TestPlugins.flatDust("rival", "sfd98").writeTo(scratch);
        Outcome outcome = InProcess.peculiar("plugins", "check", rival.toString());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.output()).isEmpty();
        assertThat(outcome.errors())
                .startsWith(
                        "plugin rival (" + rival + ") offers extinction/sfd98, and so does plugin extinction-sfd98 (")
                .endsWith("; remove one of them" + System.lineSeparator());
    }

    /** Nobody checked it, so that it fails only where the method is called: still with what to do. */
    @Test
    void saysWhatToDoWhereAnApiIsMissed() {
        String source = TestPlugins.flatDustSource("mine", "")
                .replace("Arrays.fill(ebv, ebvMag);", "Arrays.fill(ebv, org.peculiar.api.Treatment.amount());");
        Path mine = PluginZip.named("extinction-mine")
                .source("example.FlatDust", source)
                .source(
                        "org.peculiar.api.Treatment",
                        "package org.peculiar.api; public final class Treatment { public static double amount() { return 1; } }")
                .writeTo(scratch);
        Outcome outcome = InProcess.peculiar(
                "run",
                Tree.HOME.resolve("workflows/smac-1999").toString(),
                "--set",
                "dust.uses=extinction/mine",
                "--plugins",
                mine.toString(),
                "--out",
                scratch.resolve("record").toString());
        assertThat(outcome.errors())
                .startsWith(
                        "steps.dust (extinction/mine): plugin extinction-mine looks in vain for something that it was"
                                + " built with (java.lang.NoSuchMethodError: ")
                .endsWith("); 'peculiar plugins check' tells what, and what to do" + System.lineSeparator());
        assertThat(outcome.status()).isEqualTo(2);
        assertThat(InProcess.peculiar("plugins", "check", mine.toString()).errors())
                .contains("uses org.peculiar.api.Treatment.amount(), which this version of Peculiar does not have");
    }

    @Test
    void saysWhatTheListKnowsOfAPlugin() throws IOException {
        Path mine = TestPlugins.flatDust("mine", "mine")
                .requires(">=0.1.0")
                .property("plugin.license", "MIT")
                .writeTo(scratch);
        Outcome outcome = InProcess.peculiar("plugins", "list", "--json", "--plugins", mine.toString());
        JsonNode found = null;
        for (JsonNode plugin : new ObjectMapper().readTree(outcome.output()).path("plugins")) {
            found = plugin.path("id").asText().equals("mine") ? plugin : found;
        }
        assertThat(found).isNotNull();
        assertThat(found.path("requires").asText()).isEqualTo(">=0.1.0");
        assertThat(found.path("license").asText()).isEqualTo("MIT");
        assertThat(found.path("sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(found.path("components").path(0).path("component").asText()).isEqualTo("extinction/mine");
    }

    @Test
    void installsFromTheWeb() throws IOException, InterruptedException {
        byte[] zip = Files.readAllBytes(TestPlugins.flatDust("mine", "mine").writeTo(scratch));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, zip.length);
            exchange.getResponseBody().write(zip);
            exchange.close();
        });
        server.start();
        Map<String, String> user = Map.of(
                "PECULIAR_DATA", scratch.resolve("user").toString(),
                "PECULIAR_CACHE", "none",
                "XDG_CACHE_HOME", scratch.resolve("cache").toString());
        try {
            String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/mine.zip";
            Outcome other = Launcher.peculiar(scratch, user, "plugins", "install", address, "--sha256", "0".repeat(64));
            assertThat(other.status()).isEqualTo(2);
            assertThat(other.errors()).contains(" was expected; it is not the file that was meant, so do not use it");
            assertThat(scratch.resolve("user")).doesNotExist();

            String hash = ContentHash.sha256(scratch.resolve("mine-1.0.0.zip"));
            Outcome installed = Launcher.peculiar(scratch, user, "plugins", "install", address, "--sha256", hash);
            assertThat(installed.errors()).isEmpty();
            assertThat(installed.output()).startsWith("installed mine 1.0.0: ").contains("SHA-256 " + hash);
            assertThat(Launcher.peculiar(scratch, user, "plugins", "list").output())
                    .contains("extinction/mine");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void takesNothingThatCouldBeExchangedOnTheWay() {
        assertThat(InProcess.peculiar("plugins", "install", "http://localhost/x.zip")
                        .errors())
                .startsWith(
                        "http://localhost/x.zip: only https is taken, or http together with --sha256; download the zip,"
                                + " and name the file");
        assertThat(InProcess.peculiar("plugins", "install", "ftp://localhost/x.zip")
                        .errors())
                .startsWith("ftp://localhost/x.zip: only https is taken; download");
        assertThat(InProcess.peculiar("plugins", "install", "x.zip", "--sha256", "abc")
                        .errors())
                .startsWith("--sha256: found abc, but 64 hex digits are needed");
    }
}
