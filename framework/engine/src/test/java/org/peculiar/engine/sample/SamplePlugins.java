package org.peculiar.engine.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.peculiar.api.processor.ComponentIndexProcessor;
import org.peculiar.engine.run.ComponentFactory;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.IndexReader;
import org.peculiar.engine.schema.Type;

/** What the host would know of {@link SampleComponents} if a plugin offered them, and their factory. */
public final class SamplePlugins implements ComponentFactory {

    /** Id of the plugin that offers them all. */
    public static final String PLUGIN = "sample";

    /** A component that a broken plugin would offer. */
    public static final String BROKEN = "extinction/planck";

    private static final ComponentIndex INDEX = read();

    /** Return the components, indexed from their source as the build does it. */
    public static ComponentIndex index() {
        return INDEX;
    }

    private static ComponentIndex read() {
        try (InputStream host = IndexReader.class.getResourceAsStream("/META-INF/peculiar/components.json")) {
            List<ComponentDescription> components =
                    IndexReader.components(new ObjectMapper().readTree(processed()), PLUGIN);
            Map<String, Type.RecordOf> owned = IndexReader.kinds(new ObjectMapper().readTree(host));
            return new ComponentIndex(
                    components, owned, Map.of(BROKEN, "plugin planck (planck-1.0.zip) is no zip; fetch it again"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String processed() throws IOException {
        Path source = Path.of("src", "test", "java")
                .resolve(SampleComponents.class.getName().replace('.', '/') + ".java");
        Path out = Files.createTempDirectory("index");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter told = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    told,
                    files,
                    null,
                    List.of("-proc:only", "-d", out.toString()),
                    null,
                    files.getJavaFileObjects(source));
            task.setProcessors(List.of(new ComponentIndexProcessor()));
            if (!task.call()) {
                throw new IllegalStateException(told.toString());
            }
            return Files.readString(out.resolve(ComponentIndexProcessor.INDEX));
        } finally {
            try (Stream<Path> all = Files.walk(out)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public Class<?> load(String plugin, String className) {
        try {
            return Class.forName(className);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public Object create(String plugin, String className, Optional<Object> parameters) {
        try {
            Constructor<?> constructor = load(plugin, className).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(parameters.stream().toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
