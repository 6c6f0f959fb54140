package org.peculiar.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the run used.
 *
 * @param facts program, Java and seed
 * @param plugins with version and SHA-256
 * @param data files with SHA-256
 * @param overrides from the command line
 * @param descriptor name of the file
 */
public record Provenance(
        List<Fact> facts, List<Plugin> plugins, List<File> data, List<String> overrides, String descriptor) {

    /**
     * A plugin.
     *
     * @param id of it
     * @param version of it
     * @param sha256 of its content
     */
    public record Plugin(String id, String version, String sha256) {}

    /**
     * A file that was read.
     *
     * @param path where it lay
     * @param sha256 of its content
     */
    public record File(String path, String sha256) {}

    static Provenance of(JsonNode results, JsonNode lock) {
        JsonNode java = lock.path("java");
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Peculiar", lock.path("peculiar").asText()));
        facts.add(new Fact(
                "Java",
                java.path("version").asText() + ", " + java.path("vendor").asText(),
                java.path("os").asText() + ", " + java.path("architecture").asText()));
        facts.add(new Fact("Seed", results.path("seed").asText()));
        JsonNode descriptor = lock.path("descriptor");
        facts.add(new Fact(
                "Descriptor",
                descriptor.path("path").asText(),
                "SHA-256 " + descriptor.path("sha256").asText()));
        List<Plugin> plugins = new ArrayList<>();
        lock.path("plugins")
                .properties()
                .forEach(plugin -> plugins.add(new Plugin(
                        plugin.getKey(),
                        plugin.getValue().path("version").asText(),
                        plugin.getValue().path("sha256").asText())));
        List<File> data = new ArrayList<>();
        lock.path("data")
                .properties()
                .forEach(
                        file -> data.add(new File(file.getKey(), file.getValue().asText())));
        List<String> overrides = new ArrayList<>();
        lock.path("overrides").forEach(override -> overrides.add(override.asText()));
        String path = descriptor.path("path").asText("descriptor.yaml");
        Path name = Path.of(path).getFileName();
        return new Provenance(facts, plugins, data, overrides, name == null ? path : name.toString());
    }

    /** Return the command that makes the same record from the descriptor as it was given. */
    public String command() {
        StringBuilder command = new StringBuilder("peculiar run " + quoted(descriptor));
        overrides.forEach(override -> command.append(" --set ").append(quoted(override)));
        return command.toString();
    }

    private static String quoted(String argument) {
        return argument.matches("[\\w./=:@%+-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }
}
