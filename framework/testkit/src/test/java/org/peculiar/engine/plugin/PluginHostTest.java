package org.peculiar.engine.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Directions;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

class PluginHostTest {

    private static final String VERSION = "1.4.2";

    @TempDir
    Path temp;

    private Path plugins;
    private Path cache;

    @BeforeEach
    void folders() throws IOException {
        plugins = Files.createDirectory(temp.resolve("plugins"));
        cache = temp.resolve("cache");
        TestPlugins.flatDust("good", "good").writeTo(plugins);
    }

    private PluginHost open() {
        return PluginHost.open(List.of(plugins), cache, VERSION);
    }

    private BrokenPlugin onlyBroken() {
        try (PluginHost host = open()) {
            assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("good");
            assertThat(reddening(host, "good", 0.2)).containsExactly(0.2);
            assertThat(host.broken()).hasSize(1);
            return host.broken().get(0);
        }
    }

    private static double[] reddening(PluginHost host, String plugin, double ebvMag) {
        ExtinctionMap map = (ExtinctionMap) build(host, plugin, ebvMag);
        return map.reddening(Directions.ofDegrees(new double[1], new double[1]));
    }

    private static Object build(PluginHost host, String plugin, double ebvMag) {
        return host.components(Map.of())
                .create(plugin, "example.FlatDust", Optional.of(parameters(host, plugin, ebvMag)));
    }

    private static Object parameters(PluginHost host, String plugin, double ebvMag) {
        try {
            return host.load(plugin, "example.FlatDust$Parameters")
                    .getConstructor(double.class)
                    .newInstance(ebvMag);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    @Test
    void readsWhatAPluginSaysOfItself() throws IOException {
        PluginZip.named("described")
                .version("2.1.0")
                .property("plugin.provider", "Observatoire de Genève")
                .property("plugin.description", "Dust.")
                .source("example.FlatDust", TestPlugins.flatDustSource("other", ""))
                .writeTo(plugins);

        try (PluginHost host = open()) {
            LoadedPlugin plugin = host.plugins().get(0);
            assertThat(plugin.id()).isEqualTo("described");
            assertThat(plugin.version()).isEqualTo("2.1.0");
            assertThat(plugin.provider()).isEqualTo("Observatoire de Genève");
            assertThat(plugin.description()).isEqualTo("Dust.");
            assertThat(plugin.path())
                    .isEqualTo(plugins.resolve("described-2.1.0.zip").toRealPath());
            assertThat(plugin.sha256())
                    .isEqualTo(ContentHash.sha256(plugin.path()))
                    .hasSize(64);
            assertThat(host.indexes().get(0).index().at("/components/0/title").asText())
                    .isEqualTo("Flat dust");
        }
    }

    @Test
    void runsNoPluginCodeToListThem() {
        try (PluginHost host = open()) {
            assertThat(host.indexes()).hasSize(1);
            assertThat(host.startedPlugins()).isEmpty();
            reddening(host, "good", 0.1);
            assertThat(host.startedPlugins()).containsExactly("good");
        }
    }

    @Test
    void readsResourcesWithoutRunningThePlugin() {
        TestPlugins.flatDust("cited", "cited")
                .resource("references.bib", "@article{x}".getBytes(UTF_8))
                .writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.resource("cited", "references.bib")).hasValue("@article{x}".getBytes(UTF_8));
            assertThat(host.resource("good", "references.bib")).isEmpty();
            assertThat(host.startedPlugins()).isEmpty();
        }
    }

    @Test
    void takesAnExpandedPlugin() throws IOException {
        Path expanded = TestPlugins.flatDust("expanded", "expanded").expandTo(plugins);

        try (PluginHost host = open()) {
            assertThat(host.broken()).isEmpty();
            assertThat(reddening(host, "expanded", 0.3)).containsExactly(0.3);
            String before = host.plugins().get(0).sha256();
            Files.writeString(expanded.resolve("lib/notes.txt"), "changed");
            assertThat(ContentHash.sha256(expanded)).isNotEqualTo(before);
        }
    }

    @Test
    void hashesAFolderAgainWhenItHasChanged() throws IOException {
        Path expanded = TestPlugins.flatDust("expanded", "expanded").expandTo(plugins);
        Path notes = expanded.resolve("lib/notes.txt");
        String before = null;
        for (String text : List.of("one", "two", "2 of 2")) {
            Files.writeString(notes, text);
            FileTime time = FileTime.fromMillis(1_000_000_000_000L);
            Files.setLastModifiedTime(notes, time);
            for (int again = 0; again < 2; again++) {
                try (PluginHost host = open()) {
                    String hash = host.plugins().stream()
                            .filter(plugin -> plugin.id().equals("expanded"))
                            .findFirst()
                            .orElseThrow()
                            .sha256();
                    assertThat(hash).isEqualTo(ContentHash.sha256(expanded));
                    assertThat(hash.equals(before)).isEqualTo(again == 1);
                    before = hash;
                }
            }
        }
    }

    @Test
    void doesNotHashAFolderAgainThatIsAsItWas() throws IOException {
        Path expanded = TestPlugins.flatDust("expanded", "expanded").expandTo(plugins);
        String noted = "0".repeat(64);
        for (int again = 0; again < 2; again++) {
            try (PluginHost host = open()) {
                for (LoadedPlugin plugin : host.plugins()) {
                    if (plugin.id().equals("expanded")) {
                        assertThat(plugin.sha256()).isEqualTo(again == 0 ? ContentHash.sha256(expanded) : noted);
                    }
                }
            }
            try (Stream<Path> notes = Files.list(cache.resolve("plugins"))) {
                for (Path note : (Iterable<Path>)
                        notes.filter(file -> file.getFileName().toString().startsWith("expanded"))::iterator) {
                    Files.write(note, List.of(Files.readAllLines(note).get(0), noted));
                }
            }
        }
    }

    @Test
    void takesAFolderThatIsAPluginAndAZipByName() throws IOException {
        Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
        Path expanded = TestPlugins.flatDust("expanded", "expanded").expandTo(elsewhere);
        Path zip = TestPlugins.flatDust("zipped", "zipped").writeTo(elsewhere);

        try (PluginHost host = PluginHost.open(List.of(expanded, zip, zip), cache, VERSION)) {
            assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("expanded", "zipped");
        }
    }

    @Test
    void leavesTheFolderOfPluginsAsItIs() throws IOException {
        try (PluginHost host = open()) {
            reddening(host, "good", 0.1);
        }
        try (var files = Files.list(plugins)) {
            assertThat(files).containsExactly(plugins.resolve("good-1.0.0.zip"));
        }
    }

    @Test
    void worksWhereTheCacheCannotBeWrittenTo() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "in the way");
        try (PluginHost host = PluginHost.open(List.of(plugins), file, VERSION)) {
            assertThat(reddening(host, "good", 0.1)).containsExactly(0.1);
        }
    }

    @Test
    void expandsOnceAndAgainWhenTheZipOrItsExpansionChanged() throws IOException {
        open().close();
        Path expanded = onlyExpansion();
        Path jar = expanded.resolve("lib/good.jar");
        var written = Files.getLastModifiedTime(jar);
        open().close();
        assertThat(Files.getLastModifiedTime(jar)).isEqualTo(written);

        Files.delete(jar);
        try (PluginHost host = open()) {
            assertThat(reddening(host, "good", 0.1)).containsExactly(0.1);
        }

        // The same name, length and time, as an upgrade of a reproducibly packed distribution may have.
        Path zip = plugins.resolve("good-1.0.0.zip");
        var time = Files.getLastModifiedTime(zip);
        byte[] bytes = Files.readAllBytes(zip);
        bytes[bytes.length / 2] ^= 1;
        Files.write(zip, bytes);
        Files.setLastModifiedTime(zip, time);
        try (PluginHost host = open()) {
            assertThat(host.broken())
                    .singleElement()
                    .extracting(BrokenPlugin::reason)
                    .asString()
                    .contains("no zip");
        }
    }

    @Test
    void sharesTheCacheWithOthersWhoOpenAtTheSameTime() throws Exception {
        ExecutorService others = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> opened :
                    others.invokeAll(Collections.<Callable<Boolean>>nCopies(12, this::opensSoundly))) {
                assertThat(opened.get()).isTrue();
            }
        } finally {
            others.shutdown();
        }
    }

    private boolean opensSoundly() {
        try (PluginHost host = open()) {
            return host.broken().isEmpty() && reddening(host, "good", 0.1)[0] == 0.1;
        }
    }

    private Path onlyExpansion() throws IOException {
        try (var found = Files.list(cache.resolve("plugins"))) {
            return found.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @Test
    void keepsPluginsApart() {
        TestPlugins.flatDust("twin", "twin").writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.load("good", "example.FlatDust")).isNotEqualTo(host.load("twin", "example.FlatDust"));
            assertThatThrownBy(() -> host.load("good", "org.peculiar.engine.plugin.PluginHost"))
                    .isInstanceOf(PluginException.class)
                    .hasMessageContaining(
                            "plugin good: its class org.peculiar.engine.plugin.PluginHost cannot be loaded");
        }
    }

    @Test
    void stopsThreePlugins() {
        TestPlugins.flatDust("second", "second").writeTo(plugins);
        TestPlugins.flatDust("third", "third").writeTo(plugins);
        PluginHost host = open();
        List.of("good", "second", "third").forEach(id -> reddening(host, id, 0.1));
        host.close();
        assertThat(host.startedPlugins()).isEmpty();
    }

    @Test
    void usesNoneOfTwoPluginsWithOneId() throws IOException {
        Path other = Files.createDirectory(temp.resolve("other"));
        Path first = TestPlugins.flatDust("rival", "one").writeTo(plugins).toRealPath();
        Path second = TestPlugins.flatDust("rival", "two")
                .version("2.0.0")
                .writeTo(other)
                .toRealPath();

        try (PluginHost host = PluginHost.open(List.of(plugins, other), cache, VERSION)) {
            assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("good");
            assertThat(host.broken())
                    .extracting(BrokenPlugin::toString)
                    .containsExactlyInAnyOrder(
                            "plugin rival (" + first + ") has the same id as " + second + "; remove one of them",
                            "plugin rival (" + second + ") has the same id as " + first + "; remove one of them");
            assertThat(host.broken())
                    .anySatisfy(plugin -> assertThat(plugin.components()).containsExactly("extinction/two"));
        }
    }

    @Test
    void usesNoneOfTwoPluginsThatOfferOneComponent() {
        Path first = TestPlugins.flatDust("a", "same").writeTo(plugins);
        Path second = TestPlugins.flatDust("b", "same").writeTo(plugins);

        try (PluginHost host = open()) {
            assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("good");
            assertThat(host.broken())
                    .extracting(BrokenPlugin::reason)
                    .containsExactly(
                            "offers extinction/same, and so does plugin b (" + real(second) + "); remove one of them",
                            "offers extinction/same, and so does plugin a (" + real(first) + "); remove one of them");
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesAPluginForANewerHost() {
        TestPlugins.flatDust("newer", "newer").requires(">=2.0.0").writeTo(plugins);
        assertThat(onlyBroken().reason())
                .isEqualTo("requires Peculiar >=2.0.0, but this is 1.4.2; install another version of one of them");
    }

    @Test
    void takesABareVersionAsTheOldestThatWillDo() {
        TestPlugins.flatDust("older", "older").requires("1.2.3").writeTo(plugins);
        TestPlugins.flatDust("ranged", "ranged").requires(">=1.4.0 & <2.0.0").writeTo(plugins);
        TestPlugins.flatDust("tilde", "tilde").requires("~1.3.0").writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.plugins()).extracting(LoadedPlugin::id).containsExactly("good", "older", "ranged");
            assertThat(reddening(host, "older", 0.1)).containsExactly(0.1);
        }
    }

    @Test
    void refusesARangeOfVersionsThatIsNone() {
        TestPlugins.flatDust("odd", "odd").requires("newest").writeTo(plugins);
        assertThat(onlyBroken().reason()).startsWith("requires Peculiar 'newest', which is no range of versions");
    }

    @Test
    void refusesAFileThatIsNoZip() throws IOException {
        Files.writeString(plugins.resolve("junk.zip"), "this is no zip");
        BrokenPlugin broken = onlyBroken();
        assertThat(broken.name()).isEqualTo("junk.zip");
        assertThat(broken.reason()).startsWith("is no zip that can be read").endsWith("download or build it again");
    }

    @Test
    void refusesAZipThatIsCutShort() throws IOException {
        Path zip = TestPlugins.flatDust("cut", "cut").writeTo(plugins);
        byte[] bytes = Files.readAllBytes(zip);
        Files.write(zip, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(onlyBroken().reason()).startsWith("is no zip that can be read");
    }

    @Test
    void refusesAZipThatReachesOutside() {
        TestPlugins.flatDust("slip", "slip")
                .entry("../../escaped.txt", new byte[1])
                .writeTo(plugins);
        assertThat(onlyBroken().reason())
                .startsWith("holds a file that would land outside of its folder, '../../escaped.txt'");
        assertThat(temp.resolve("escaped.txt")).doesNotExist();
        assertThat(cache.resolve("escaped.txt")).doesNotExist();
    }

    @Test
    void refusesAZipThatReachesOutsideOnAnotherSystem() {
        TestPlugins.flatDust("slip", "slip")
                .entry("..\\escaped.txt", new byte[1])
                .writeTo(plugins);
        assertThat(onlyBroken().reason()).startsWith("holds a file that would land outside of its folder");
    }

    @Test
    void refusesAZipWithoutProperties() {
        TestPlugins.flatDust("bare", "bare").without("plugin.id").writeTo(plugins);
        BrokenPlugin broken = onlyBroken();
        assertThat(broken.name()).isEqualTo("bare-1.0.0.zip");
        assertThat(broken.reason()).startsWith("has no plugin.properties at its top");
        assertThat(broken.components()).containsExactly("extinction/bare");
    }

    @Test
    void refusesAJar() throws IOException {
        Files.write(plugins.resolve("plugin.jar"), new byte[1]);
        assertThat(onlyBroken().reason()).startsWith("is a jar, but a plugin is a zip");
    }

    @Test
    void refusesAPluginWithoutIndex() {
        PluginZip.named("empty")
                .source("example.Nothing", "package example; class Nothing {}")
                .writeTo(plugins);
        assertThat(onlyBroken().reason())
                .startsWith("offers no component: its jars hold no index META-INF/peculiar/components.json");
    }

    @Test
    void refusesAnIndexThatIsNoJson() {
        TestPlugins.flatDust("garbled", "garbled")
                .resource(PluginFiles.INDEX, "{\"components\": [{".getBytes(UTF_8))
                .writeTo(plugins);
        assertThat(onlyBroken().reason())
                .startsWith("has an index of components (META-INF/peculiar/components.json) that cannot be read");
    }

    @Test
    void refusesAPluginWithoutTheClassThatItsIndexNames() {
        TestPlugins.flatDust("stale", "stale")
                .resource(PluginFiles.INDEX, index("example.Gone"))
                .writeTo(plugins);
        assertThat(onlyBroken().reason())
                .isEqualTo(
                        "offers extinction/stale by its class example.Gone, which it does not hold; build it again from clean");
    }

    @Test
    void refusesAnIndexOfAnotherApi() {
        String index = new String(index("example.FlatDust"), UTF_8)
                .replace(
                        "}]}",
                        ",\"title\":\"\",\"doc\":\"\",\"cite\":[],\"takes\":[],\"example\":\"\",\"parameters\":{\"fields\":[{\"name\":\"a\","
                                + "\"key\":\"a\",\"doc\":\"\",\"optional\":false,\"type\":{\"type\":\"complex\"}}]}}]}");
        TestPlugins.flatDust("stale", "stale")
                .resource(PluginFiles.INDEX, index.getBytes(UTF_8))
                .writeTo(plugins);
        assertThat(onlyBroken().reason())
                .isEqualTo(
                        "has an index that this version does not understand (unknown type in {\"type\":\"complex\"}); build"
                                + " it again, against the api of this version");
    }

    private static byte[] index(String className) {
        return ("{\"components\":[{\"kind\":\"extinction\",\"id\":\"stale\",\"class\":\"" + className + "\"}]}")
                .getBytes(UTF_8);
    }

    @Test
    void refusesAPluginWithoutThePluginItNeeds() {
        TestPlugins.flatDust("dependent", "dependent")
                .property("plugin.dependencies", "absent@>=1.0.0, other?")
                .writeTo(plugins);
        assertThat(onlyBroken().reason()).isEqualTo("needs plugin absent, which is not installed; install it");
    }

    @Test
    void refusesAPluginThatNeedsABrokenOne() {
        TestPlugins.flatDust("newer", "newer").requires(">=2.0.0").writeTo(plugins);
        TestPlugins.flatDust("dependent", "dependent")
                .property("plugin.dependencies", "newer")
                .writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.broken()).extracting(BrokenPlugin::name).containsExactly("dependent", "newer");
            assertThat(host.broken().get(0).reason())
                    .isEqualTo("needs plugin newer, which cannot be used either; mend that one first");
        }
    }

    @Test
    void loadsThePluginThatAnotherNeedsBeforeIt() {
        TestPlugins.flatDust("aaa", "aaa")
                .property("plugin.dependencies", "good@>=1.0.0")
                .writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(reddening(host, "aaa", 0.1)).containsExactly(0.1);
            assertThat(host.startedPlugins()).containsExactly("good", "aaa");
        }
    }

    @Test
    void refusesPluginsThatNeedEachOther() {
        TestPlugins.flatDust("chicken", "chicken")
                .property("plugin.dependencies", "egg")
                .writeTo(plugins);
        TestPlugins.flatDust("egg", "egg")
                .property("plugin.dependencies", "chicken")
                .writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.broken()).extracting(BrokenPlugin::name).containsExactly("chicken", "egg");
            assertThat(reddening(host, "good", 0.1)).containsExactly(0.1);
        }
    }

    @Test
    void saysWhatABrokenPluginWouldOffer() {
        TestPlugins.flatDust("newer", "wanted").requires(">=2.0.0").writeTo(plugins);
        try (PluginHost host = open()) {
            assertThat(host.broken()).singleElement().satisfies(plugin -> {
                assertThat(plugin.name()).isEqualTo("newer");
                assertThat(plugin.components()).containsExactly("extinction/wanted");
            });
        }
    }

    @Test
    void saysWhichFolderIsNotThere() {
        assertThatThrownBy(() -> PluginHost.open(List.of(temp.resolve("nowhere")), cache, VERSION))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("nowhere: it cannot be read, but must exist");
    }
}
