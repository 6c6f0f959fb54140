package org.peculiar.engine.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Progress;
import org.peculiar.testkit.PluginZip;
import org.peculiar.testkit.TestPlugins;

class ComponentsTest {

    @TempDir
    Path temp;

    private Path plugins;
    private PluginHost host;

    @BeforeEach
    void folder() throws IOException {
        plugins = Files.createDirectory(temp.resolve("plugins"));
    }

    @AfterEach
    void close() {
        if (host != null) {
            host.close();
        }
    }

    private Components components(PluginZip plugin, Map<Class<?>, Object> services) {
        plugin.writeTo(plugins);
        host = PluginHost.open(List.of(plugins), temp.resolve("cache"), "1.0.0");
        assertThat(host.broken()).isEmpty();
        return host.components(services);
    }

    private Object parameters(String plugin) throws ReflectiveOperationException {
        return host.load(plugin, "example.FlatDust$Parameters")
                .getConstructor(double.class)
                .newInstance(0.1);
    }

    /** A source without data of its own; {@code members} has its constructor. */
    private static String sourceOf(String members) {
        return """
                package example;

                import jakarta.inject.Inject;
                import jakarta.inject.Singleton;
                import org.peculiar.api.*;
                import org.pf4j.Extension;

                /** Brings nothing. */
                @Component(id = "nothing", title = "Nothing")
                @Extension
                public final class Nothing implements Source {

                    %s

                    @Override
                    public Survey survey(Draws draws) {
                        throw new UnsupportedOperationException();
                    }
                }
                """.formatted(members);
    }

    private static PluginZip nothing(String members) {
        return PluginZip.named("nothing").source("example.Nothing", sourceOf(members));
    }

    private static Object create(Components components) {
        return components.create("nothing", "example.Nothing", Optional.empty());
    }

    @Test
    void buildsAComponentWithoutConstructor() {
        assertThat(create(components(nothing(""), Map.of()))).isInstanceOf(org.peculiar.api.Source.class);
    }

    @Test
    void bridgesHostServices() throws ReflectiveOperationException {
        DataFiles files = new NoFiles();
        Components components = components(
                nothing("public final DataFiles files; @Inject Nothing(DataFiles files) { this.files = files; }"),
                Map.of(DataFiles.class, files));

        Object built = create(components);

        assertThat(built.getClass().getField("files").get(built)).isSameAs(files);
    }

    @Test
    void usesOneInjectorForAllComponentsOfAPlugin() throws ReflectiveOperationException {
        Components components = components(
                nothing("public final Shared shared; @Inject Nothing(Shared shared) { this.shared = shared; }")
                        .source("example.Shared", "package example; public class Shared {}")
                        .source("example.Bindings", """
                                package example;

                                public class Bindings extends com.google.inject.AbstractModule {
                                    @Override
                                    protected void configure() {
                                        bind(Shared.class).toInstance(new Shared());
                                    }
                                }
                                """)
                        .resource("META-INF/services/com.google.inject.Module", "example.Bindings".getBytes(UTF_8)),
                Map.of());

        Object first = create(components);
        Object second = create(components);

        assertThat(first).isNotSameAs(second);
        assertThat(first.getClass().getField("shared").get(first))
                .isSameAs(first.getClass().getField("shared").get(second));
    }

    @Test
    void namesTheComponentWhoseConstructorThrows() throws ReflectiveOperationException {
        Components components = components(TestPlugins.throwing("moody", "moody"), Map.of());
        Object parameters = parameters("moody");

        assertThatThrownBy(() -> components.create("moody", "example.FlatDust", Optional.of(parameters)))
                .isInstanceOf(PluginException.class)
                .hasMessage("plugin moody: extinction/moody (example.FlatDust) cannot be built:"
                        + " java.lang.IllegalStateException: no dust today; tell the plugin's provider")
                .hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void buildsTheOthersWhenOneThrows() throws ReflectiveOperationException {
        TestPlugins.flatDust("calm", "calm").writeTo(plugins);
        Components components = components(TestPlugins.throwing("moody", "moody"), Map.of());

        assertThatThrownBy(() -> components.create("moody", "example.FlatDust", Optional.of(parameters("moody"))))
                .isInstanceOf(PluginException.class);
        assertThat(components.create("calm", "example.FlatDust", Optional.of(parameters("calm"))))
                .isNotNull();
    }

    @Test
    void letsAnExplainedFailureThrough() {
        Components components =
                components(nothing("@Inject Nothing() { throw new DataException(\"table.csv: empty\"); }"), Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(DataException.class)
                .hasMessage("table.csv: empty");
    }

    @Test
    void reportsAClassThatFailsToInitialise() {
        Components components =
                components(nothing("static final int X = Integer.parseInt(\"x\"); @Inject Nothing() {}"), Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("source/nothing (example.Nothing) cannot be built");
    }

    @Test
    void saysWhatNobodyOffers() {
        Components components =
                components(nothing("@Inject Nothing(Progress progress) {}"), Map.of(DataFiles.class, new NoFiles()));
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessage("plugin nothing: source/nothing (example.Nothing) cannot be built: its constructor takes "
                        + Progress.class.getName()
                        + ", but the host offers only DataFiles and the plugin has no module that binds"
                        + " it");
    }

    @Test
    void wantsInjectOnAConstructorWithArguments() {
        Components components = components(nothing("Nothing(Progress progress) {}"), Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining(
                        "plugin nothing: source/nothing (example.Nothing) cannot be built: No injectable constructor");
    }

    @Test
    void reportsAModuleThatFails() {
        Components components = components(
                nothing("@Inject Nothing(Progress progress) {}")
                        .source("example.Bindings", """
                                package example;

                                public class Bindings extends com.google.inject.AbstractModule {
                                    @Override
                                    protected void configure() {
                                        throw new IllegalStateException("no bindings today");
                                    }
                                }
                                """)
                        .resource("META-INF/services/com.google.inject.Module", "example.Bindings".getBytes(UTF_8)),
                Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith("plugin nothing: its Guice module fails: ")
                .hasMessageContaining("no bindings today");
    }

    @Test
    void refusesAClassOfAnotherKind() {
        Components components = components(nothing("").resource(PluginFiles.INDEX, """
                                {"components": [{"kind": "flow", "id": "x", "class": "example.Nothing", "title": "",
                                 "doc": "", "cite": [], "takes": [], "example": "", "parameters": {"fields": []}}]}
                                """.getBytes(UTF_8)), Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessageStartingWith(
                        "plugin nothing: flow/x (example.Nothing) is no flow: it implements no interface of that"
                                + " kind");
    }

    @Test
    void reportsAPluginClassThatDoesNotStart() {
        Components components = components(nothing("").property("plugin.class", "example.Missing"), Map.of());
        assertThatThrownBy(() -> create(components))
                .isInstanceOf(PluginException.class)
                .hasMessageContaining("does not start: its class example.Missing is FAILED");
    }

    private static final class NoFiles implements DataFiles {

        @Override
        public Path file(Path path) {
            throw new AssertionError();
        }

        @Override
        public Path only(Path folder, String glob) {
            throw new AssertionError();
        }
    }
}
