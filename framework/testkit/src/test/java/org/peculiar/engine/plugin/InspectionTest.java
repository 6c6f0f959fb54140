package org.peculiar.engine.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

/** What is found in a plugin before any of its code runs, and what the message says to do. */
class InspectionTest {

    private static final String BUILT_FOR_ANOTHER =
            ", which this version of Peculiar does not have; it was built against another one: build it again against the sdk"
                    + " of this one, or install another version of either";

    @TempDir
    private Path temp;

    /** Opens a host with one plugin, looks closer at it, and returns what is wrong with it. */
    private String objection(PluginZip plugin) {
        try (PluginHost host = PluginHost.open(List.of(plugin.writeTo(temp)), temp.resolve("cache"), "1.4.2")) {
            if (!host.broken().isEmpty()) {
                return host.broken().get(0).reason();
            }
            String objection = host.inspect(host.plugins().get(0))
                    .map(BrokenPlugin::reason)
                    .orElse("");
            assertThat(host.startedPlugins())
                    .as("plugins whose code was loaded")
                    .isEmpty();
            return objection;
        }
    }

    /** A dust whose constructor begins with some statements. */
    private static PluginZip dust(String first) {
        return PluginZip.named("dust").source("example.FlatDust", TestPlugins.flatDustSource("dust", first));
    }

    @Test
    void hasNothingAgainstASoundPlugin() {
        assertThat(objection(dust(""))).isEmpty();
    }

    @Test
    void findsAClassInAPackageOfTheHost() {
        String source =
                TestPlugins.flatDustSource("dust", "").replace("package example;", "package org.peculiar.api.mine;");
        assertThat(objection(PluginZip.named("dust").source("org.peculiar.api.mine.FlatDust", source)))
                .isEqualTo(
                        "offers extinction/dust by its class org.peculiar.api.mine.FlatDust, but classes of that package"
                                + " are looked for in the host; move it to a package of your own, and build it again");
    }

    @Test
    void findsAClassOfANewerApi() {
        PluginZip plugin = dust("new org.peculiar.api.Wormhole();")
                .source("org.peculiar.api.Wormhole", "package org.peculiar.api; public class Wormhole {}");
        assertThat(objection(plugin)).isEqualTo("uses org.peculiar.api.Wormhole" + BUILT_FOR_ANOTHER);
    }

    @Test
    void findsAMethodOfANewerApi() {
        PluginZip plugin = dust("org.peculiar.api.Treatment.undo(new int[0], \"all\");")
                .source(
                        "org.peculiar.api.Treatment",
                        "package org.peculiar.api; public final class Treatment {"
                                + " public static void undo(int[] rows, String what) {} }");
        assertThat(objection(plugin))
                .isEqualTo("uses org.peculiar.api.Treatment.undo(int[], String)" + BUILT_FOR_ANOTHER);
    }

    @Test
    void takesMembersFromWhereverTheyAreInherited() {
        assertThat(objection(dust("new org.peculiar.api.DataException(\"x\").getMessage().length();"
                        + " org.peculiar.api.Unit.KMS.name(); org.peculiar.api.Unit.KMS.compareTo(null);"
                        + " new org.peculiar.api.Treatment(\"a\", \"b\").hashCode();")))
                .isEmpty();
    }

    /** The compiler sees what the host uses itself; the plugin will not. */
    @Test
    void findsALibraryThatIsMissing() {
        assertThat(objection(dust("org.apache.commons.math3.util.FastMath.sin(1);")))
                .isEqualTo(
                        "uses org.apache.commons.math3.util.FastMath, which it does not bring along and the host does not"
                                + " offer to plugins; give that dependency the scope compile, and build it again");
    }

    @Test
    void takesALibraryThatLacksWhatItCanDoWithout() throws Exception {
        PluginZip library = PluginZip.named("library")
                .source("lib.Optional", "package lib; public class Optional { org.apache.commons.math3.util.Pair p; }");
        Path expanded = library.expandTo(temp);
        PluginZip plugin = dust("").dependency(expanded.resolve("lib/library.jar"));
        assertThat(objection(plugin)).isEmpty();
    }

    @Test
    void findsAComponentOfAnotherKind() {
        String index = """
                {"components": [{"kind": "flow", "id": "dust", "class": "example.FlatDust", "title": "", "doc": "",
                 "cite": [], "takes": [], "example": "", "parameters": {"fields": []}}], "kinds": []}
                """;
        assertThat(objection(dust("").resource(PluginFiles.INDEX, index.getBytes(UTF_8))))
                .isEqualTo(
                        "offers flow/dust by its class example.FlatDust, which implements no interface of the kind flow;"
                                + " implement it, and build the plugin again from clean");
    }

    /** The processor refuses to write such an index; another tool may not. */
    @Test
    void findsAParameterThatIsNotDocumented() {
        String index = """
                {"components": [{"kind": "extinction", "id": "dust", "class": "example.FlatDust", "title": "", "doc": "",
                 "cite": [], "takes": [], "example": "", "parameters": {"class": "example.FlatDust$Parameters", "fields": [
                  {"name": "ebvMag", "key": "ebv", "doc": " ", "optional": false, "type": {"type": "number"}, "unit": "mag",
                   "default": "0.1 mag"}]}}], "kinds": []}
                """;
        assertThat(objection(dust("").resource(PluginFiles.INDEX, index.getBytes(UTF_8))))
                .isEqualTo(
                        "has a parameter without a sentence about it (extinction/dust: ebv); give each @Parameter its doc,"
                                + " and build it again");
    }

    @Test
    void findsClassesThatAreNone() {
        assertThat(objection(dust("").resource("example/Broken.class", "no bytecode".getBytes(UTF_8))))
                .startsWith("has classes that cannot be read (")
                .endsWith("); build it for Java " + Runtime.version().feature() + " or older");
    }
}
