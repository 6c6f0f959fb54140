package org.peculiar.testkit;

/** Small plugins for tests of a host. */
public final class TestPlugins {

    private TestPlugins() {}

    /**
     * Return a plugin with one component: a dust map that is the same everywhere, {@code extinction/<component>}, with the
     * parameter {@code ebv} in mag.
     *
     * @param id of the plugin
     * @param component id of the component
     */
    public static PluginZip flatDust(String id, String component) {
        return PluginZip.named(id).source("example.FlatDust", flatDustSource(component, ""));
    }

    /** Return a plugin whose one component, {@code extinction/<component>}, throws when it is built. */
    public static PluginZip throwing(String id, String component) {
        return PluginZip.named(id)
                .source(
                        "example.FlatDust",
                        flatDustSource(
                                component,
                                "if (parameters.ebvMag() >= 0) { throw new IllegalStateException(\"no dust today\"); }"));
    }

    /**
     * Return the source of {@code example.FlatDust}.
     *
     * @param component its id
     * @param first statements that its constructor begins with
     */
    public static String flatDustSource(String component, String first) {
        return """
                package example;

                import jakarta.inject.Inject;
                import java.util.Arrays;
                import org.peculiar.api.Component;
                import org.peculiar.api.Directions;
                import org.peculiar.api.ExtinctionMap;
                import org.peculiar.api.Parameter;
                import org.peculiar.api.ReddeningScale;
                import org.pf4j.Extension;

                /** Reddens everything alike. */
                @Component(id = "%s", title = "Flat dust", example = "ebv: 0.1 mag")
                @Extension
                public final class FlatDust implements ExtinctionMap {

                    public record Parameters(
                            @Parameter(doc = "Reddening everywhere", unit = "mag", value = "0.1 mag", min = 0)
                                    double ebvMag) {}

                    private final double ebvMag;

                    @Inject
                    FlatDust(Parameters parameters) {
                        %s
                        this.ebvMag = parameters.ebvMag();
                    }

                    @Override
                    public ReddeningScale scale() {
                        return ReddeningScale.SFD98;
                    }

                    @Override
                    public double[] reddening(Directions galactic) {
                        double[] ebv = new double[galactic.size()];
                        Arrays.fill(ebv, ebvMag);
                        return ebv;
                    }
                }
                """.formatted(component, first);
    }
}
