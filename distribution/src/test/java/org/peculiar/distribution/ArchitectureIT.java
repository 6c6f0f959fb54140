package org.peculiar.distribution;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the arrows between modules, over the very classes that are shipped. */
class ArchitectureIT {

    /** What the host's class loader shows to a plugin. */
    private static final String[] OPEN_TO_PLUGINS = {
        "org.peculiar.api..",
        "org.peculiar.science..",
        "org.pf4j..",
        "com.google.inject..",
        "jakarta.inject..",
        "org.slf4j.."
    };

    private static JavaClasses ours;

    @BeforeAll
    static void scan() {
        List<Path> jars = new ArrayList<>();
        Tree.libraries().stream().filter(ArchitectureIT::isOurs).forEach(jars::add);
        Tree.plugins().forEach(plugin -> jars.add(Tree.jarsOf(plugin).get(0)));
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(jar -> jar.getFileName().toString().startsWith("peculiar-testkit-"))
                .forEach(jars::add);
        ours = scan(jars);
    }

    /** A rule over nothing passes, so the scan itself is checked. Raise the number as the code grows. */
    @Test
    void scanSeesEveryModule() {
        assertThat(ours.size()).isGreaterThanOrEqualTo(250);
        Set<String> packages = ours.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages)
                .contains(
                        "org.peculiar.api",
                        "org.peculiar.science",
                        "org.peculiar.engine",
                        "org.peculiar.report",
                        "org.peculiar.cli",
                        "org.peculiar.testkit");
        assertThat(packages.stream().filter(name -> name.startsWith("org.peculiar.plugin.")))
                .hasSizeGreaterThanOrEqualTo(Tree.plugins().size());
    }

    @ParameterizedTest
    @CsvSource({
        "api,     ''",
        "science, api",
        "engine,  api science",
        "testkit, api science engine",
        "report,  api science engine.record",
        "cli,     api engine report",
        "plugin,  api science"
    })
    void moduleDependsOnlyOn(String module, String allowed) {
        String[] packages = Stream.concat(Stream.of(module), Stream.of(allowed.split(" ", -1)))
                .filter(name -> !name.isEmpty())
                .map(name -> "org.peculiar." + name + "..")
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAPackage("org.peculiar." + module + "..")
                .should()
                .onlyDependOnClassesThat(
                        not(resideInAnyPackage("org.peculiar..")).or(resideInAnyPackage(packages)))
                .check(ours);
    }

    @Test
    void pluginsDoNotKnowEachOther() {
        slices().matching("org.peculiar.plugin.(*).(*)..")
                .should()
                .notDependOnEachOther()
                .check(ours);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("org.peculiar.(**)").should().beFreeOfCycles().check(ours);
    }

    @Test
    void noGenericExceptionsAreThrown() {
        NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.check(ours);
    }

    @Test
    void standardStreamsBelongToTheCommand() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.peculiar.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .check(ours);
    }

    /** Maven shows a plugin the libraries of the host too, such as commons-math3; its class loader does not. */
    @ParameterizedTest
    @MethodSource("plugins")
    void pluginFindsEveryClassItNames(Path plugin) {
        List<Path> jars = Tree.jarsOf(plugin);
        Set<String> bundled =
                jars.stream().flatMap(jar -> classNames(jar).stream()).collect(Collectors.toSet());
        DescribedPredicate<JavaClass> found = describe(
                "can be found by the plugin",
                type -> bundled.contains(type.getBaseComponentType().getName()) || isOfThePlatform(type));
        classes()
                .should()
                .onlyDependOnClassesThat(found.or(resideInAnyPackage(OPEN_TO_PLUGINS)))
                .check(scan(jars.subList(0, 1)));
    }

    static List<Path> plugins() {
        return Tree.plugins();
    }

    private static boolean isOfThePlatform(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        if (element.isPrimitive()) {
            return true;
        }
        String resource = element.getName().replace('.', '/') + ".class";
        return ClassLoader.getPlatformClassLoader().getResource(resource) != null;
    }

    private static boolean isOurs(Path jar) {
        return jar.getFileName().toString().startsWith("peculiar-");
    }

    private static List<String> classNames(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClasses scan(List<Path> jars) {
        List<JarFile> files = new ArrayList<>();
        try {
            for (Path jar : jars) {
                files.add(new JarFile(jar.toFile()));
            }
            JavaClasses classes = new ClassFileImporter().importJars(files);
            for (JarFile file : files) {
                file.close();
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
