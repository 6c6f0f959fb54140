package org.peculiar.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles source text as the build of a plugin does. */
final class PluginCompiler {

    private static final String PROCESSORS =
            "org.pf4j.processor.ExtensionAnnotationProcessor,org.peculiar.api.processor.ComponentIndexProcessor";

    private PluginCompiler() {}

    /** Returns all that the compiler and the processors write, by path. */
    static Map<String, byte[]> compile(Map<String, String> sources) throws IOException {
        if (sources.isEmpty()) {
            return Map.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        if (compiler == null) {
            throw new IllegalStateException("no Java compiler here: run the tests with a JDK, not a JRE");
        }
        Path out = Files.createTempDirectory("peculiar-plugin");
        try {
            StringWriter messages = new StringWriter();
            boolean compiled = compiler.getTask(
                            messages,
                            null,
                            null,
                            List.of(
                                    "-d",
                                    out.toString(),
                                    "-classpath",
                                    classPath(),
                                    "-processor",
                                    PROCESSORS,
                                    "-parameters",
                                    "-Xlint:none"),
                            null,
                            sources.entrySet().stream()
                                    .map(PluginCompiler::source)
                                    .toList())
                    .call();
            if (!compiled) {
                throw new IllegalArgumentException("the plugin's source does not compile:\n" + messages);
            }
            return files(out);
        } finally {
            delete(out);
        }
    }

    private static JavaFileObject source(Map.Entry<String, String> source) {
        URI uri = URI.create("string:///" + source.getKey().replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source.getValue();
            }
        };
    }

    /** Returns the class path of this process; Surefire starts it with a jar that only refers to the real one. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static Map<String, byte[]> files(Path top) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(top)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                files.put(top.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static void delete(Path top) throws IOException {
        try (Stream<Path> all = Files.walk(top)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
