package org.peculiar.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.engine.plan.StepKind;

/**
 * A small Maven project with one component, to begin a plugin with.
 *
 * @param kind of the component
 * @param id of the component, in kebab-case
 * @param javaPackage of its class
 * @param title one line about it
 * @param version of Peculiar, which the project builds against
 */
record PluginProject(StepKind kind, String id, String javaPackage, String title, String version) {

    private static final Map<StepKind, String> STEP_NAMES = Map.of(
            StepKind.SOURCE, "survey",
            StepKind.EXTINCTION, "dust",
            StepKind.CORRECTION, "corrected",
            StepKind.INDICATOR, "distances",
            StepKind.BIAS, "malmquist",
            StepKind.FLOW, "flow",
            StepKind.DIAGNOSTIC, "check");

    private static final String SURVEY = """
              survey:
                uses: source/table
                with:
                  galaxies:
                    table: galaxies
                    id: id
                    group: cluster
                    redshift: {column: z, frame: cmb}
                    columns:
                      log-sigma: {column: log_sigma, error: log_sigma_error}
                      log-theta: {column: log_theta, error: log_theta_error}
                      mu-e: {column: mu_e, error: mu_e_error}
                      magnitude: {column: magnitude, error: magnitude_error}
                      log-width: {column: log_width, error: log_width_error}
                  groups:
                    table: clusters
                    id: name
                    position: {longitude: l, latitude: b, frame: galactic}
                    redshift: {column: z, frame: cmb}
            """.stripTrailing();

    /**
     * Write the project.
     *
     * @param folder must not exist, or be empty
     * @param sdk folder of the repository that the project builds against
     * @throws DataException if the folder holds something, or cannot be written, or the repository is not there
     */
    void write(Path folder, Path sdk) {
        Path parent = sdk.resolve(
                "org/peculiar/peculiar-plugin-parent/" + version + "/peculiar-plugin-parent-" + version + ".pom");
        if (!Files.isRegularFile(parent)) {
            throw new DataException(
                    sdk + ": holds no parent of plugins, so this installation is incomplete; unpack it again");
        }
        try {
            requireEmpty(folder);
            String source = "src/main/java/" + javaPackage.replace('.', '/') + "/" + className() + ".java";
            String test = "src/test/java/" + javaPackage.replace('.', '/') + "/" + className() + "Test.java";
            write(folder.resolve("pom.xml"), filled("pom.xml"));
            write(folder.resolve("README.md"), filled("README.md"));
            write(folder.resolve(".gitignore"), text("gitignore"));
            write(folder.resolve(".mvn/plugin-parent.xml"), Files.readString(parent));
            write(folder.resolve(".mvn/maven.config"), "-Dpeculiar.sdk=" + url(sdk) + "\n");
            write(folder.resolve(source), filled(kind.word() + "/Component.java"));
            write(folder.resolve(test), filled(kind.word() + "/ComponentTest.java"));
            write(folder.resolve("src/main/resources/references.bib"), bibliography());
            if (kind == StepKind.SOURCE) {
                write(
                        folder.resolve("example/" + id + ".yaml"),
                        descriptor().replaceAll("(?m)^(data:|  \\w+: \\{path).*\n", ""));
            } else {
                write(folder.resolve("example/" + id + ".yaml"), descriptor());
                write(folder.resolve("example/galaxies.ecsv"), text("galaxies.ecsv"));
                write(folder.resolve("example/clusters.ecsv"), text("clusters.ecsv"));
            }
        } catch (IOException e) {
            throw new DataException(folder + ": the project cannot be written: " + e, e);
        }
    }

    /** Returns the name of the component's class, such as {@code MyTullyFisher}. */
    String className() {
        return Stream.of(id.split("-"))
                .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
        }
        if (Files.exists(folder)) {
            throw new DataException(folder + ": is there already; name another folder with --folder, or remove it");
        }
    }

    /** Maven splits its options at blanks, so that a path with one must have it as %20. */
    private static String url(Path sdk) {
        return sdk.toUri().toString().replaceFirst("/$", "");
    }

    private String bibliography() {
        String own = kind.word() + "/references.bib";
        return PluginProject.class.getResource("scaffold/" + own) == null ? text("references.bib") : text(own);
    }

    private String descriptor() {
        String step = STEP_NAMES.get(kind);
        return filled("descriptor.yaml")
                .replace("@steps@", steps().stripTrailing())
                .replace("@axes@", axes(step).stripTrailing());
    }

    /** The chain of an analysis, with the component in the place of its kind. */
    private String steps() {
        List<String> steps = new ArrayList<>();
        String own = "{uses: " + kind.word() + "/" + id + "}";
        steps.add(kind == StepKind.SOURCE ? "  survey: " + own : SURVEY);
        if (kind == StepKind.EXTINCTION) {
            steps.add("  dust: {uses: extinction/" + id + ", with: {bands: {mu-e: R}}}");
        } else if (kind == StepKind.CORRECTION) {
            steps.add("  corrected: " + own);
        }
        steps.add("  distances: " + (kind == StepKind.INDICATOR ? own : "{uses: indicator/fundamental-plane}"));
        if (kind == StepKind.BIAS) {
            steps.add("  malmquist: " + own);
        }
        steps.add("  zero: {uses: bias/no-net-inflow}");
        steps.add("  flow: " + (kind == StepKind.FLOW ? own : "{uses: flow/bulk}"));
        if (kind == StepKind.DIAGNOSTIC) {
            steps.add("  check: " + own);
        }
        return String.join("\n", steps);
    }

    /** What the analysis is varied by: shipped components in place of this one, where there are such. */
    private String axes(String step) {
        String rivals = switch (kind) {
            case INDICATOR -> "[indicator/tully-fisher, indicator/fundamental-plane]";
            case EXTINCTION -> "extinction/none";
            case BIAS -> "bias/none";
            case FLOW -> "flow/bulk";
            default -> "";
        };
        String swap = rivals.isEmpty() ? "" : "    " + kind.word() + ": {set: " + step + ".uses, to: " + rivals + "}\n";
        String axis = kind == StepKind.SOURCE
                ? "    shells: {split: zero, by: distance, parts: 2, equal: error}"
                : "    cluster-left-out: {jackknife: survey, by: group}";
        return swap + axis;
    }

    private String filled(String name) {
        return text(name)
                .replace("@package@", javaPackage)
                .replace("@Class@", className())
                .replace("@id@", id)
                .replace("@kind@", kind.word())
                .replace("@title@", title)
                .replace("@version@", version);
    }

    private static String text(String name) {
        try (InputStream in = PluginProject.class.getResourceAsStream("scaffold/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
