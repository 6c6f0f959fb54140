package org.peculiar.engine.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.peculiar.api.DataException;
import org.peculiar.engine.descriptor.PathResolver;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;

/**
 * Brings in the descriptors that another one imports: each takes the place of the path that leads to it, so that settings reach
 * its steps. An import that is written out, as in a resolved descriptor, stays as it is.
 *
 * <p>Of an imported file count its seed, tables, assumptions and steps; what it follows, varies and claims is left to it.
 */
final class Imports {

    /** Section of a descriptor. */
    static final String SECTION = "import";

    private static final Set<String> OF_A_CHAIN = Set.of("peculiar", "seed", "data", "assume", "steps", "note");

    private final DescriptorFile importing;
    private final PathResolver resolver;
    private final Problems problems;
    private final Sections sections;
    private final Map<String, DescriptorFile> files = new LinkedHashMap<>();

    /**
     * Make a loader.
     *
     * @param importing the descriptor that imports others
     * @param resolver of its paths
     */
    Imports(DescriptorFile importing, PathResolver resolver, Problems problems) {
        this.importing = importing;
        this.resolver = resolver;
        this.problems = problems;
        this.sections = new Sections(problems);
    }

    /**
     * Returns the descriptor with all that it imports in place.
     *
     * @throws org.peculiar.engine.descriptor.DescriptorException if anything that it imports cannot be read: the steps that it
     *     lacks then would make mistakes of all that names them
     */
    Yaml.Mapping loaded() {
        Optional<Yaml> section = Sections.given(importing.root(), SECTION);
        List<Yaml.Entry> loaded = new ArrayList<>();
        List<Yaml.Entry> written = sections.mapping(importing.root(), SECTION);
        for (Yaml.Entry entry : written) {
            chain(entry).ifPresent(chain -> loaded.add(new Yaml.Entry(entry.key(), chain)));
        }
        if (section.isEmpty()) {
            return importing.root();
        } else if (loaded.size() < written.size()) {
            throw problems.thrown();
        }
        Yaml.Mapping chains = new Yaml.Mapping(loaded, section.get().position());
        List<Yaml.Entry> entries = new ArrayList<>();
        for (Yaml.Entry entry : importing.root().entries()) {
            boolean here = entry.key().text().equals(SECTION);
            entries.add(here ? new Yaml.Entry(entry.key(), chains) : entry);
        }
        return new Yaml.Mapping(entries, importing.root().position());
    }

    /** Returns the file that each import came from, the importing one for what is written out in it. */
    Map<String, DescriptorFile> files() {
        return files;
    }

    private Optional<Yaml.Mapping> chain(Yaml.Entry entry) {
        String name = entry.key().text();
        String path = SECTION + "." + name;
        named(entry.key(), path);
        files.put(name, importing);
        if (entry.value() instanceof Yaml.Mapping chain) {
            new Sections(problems).keys(chain, path + ".", OF_A_CHAIN);
            return Optional.of(chain);
        }
        Yaml value = entry.value();
        if (!(value instanceof Yaml.Scalar written) || written.isNull()) {
            problems.add(
                    value.position(),
                    path,
                    "found " + value.noun() + ", but the path of a descriptor is needed, such as ../smac-1999");
            return Optional.empty();
        }
        try {
            Optional<DescriptorFile> file = read(written.text());
            file.ifPresent(read -> {
                files.put(name, read);
                refuseNested(read.root(), path);
            });
            return file.map(DescriptorFile::root);
        } catch (DataException e) {
            problems.add(written.position(), path, e.getMessage());
            return Optional.empty();
        }
    }

    /** Reads a descriptor; a folder stands for the descriptor in it that bears its name. */
    private Optional<DescriptorFile> read(String written) {
        Path path = resolver.resolve(written);
        if (!Files.isDirectory(path)) {
            return DescriptorFile.read(path, written, problems);
        }
        String inside = path.getFileName() + ".yaml";
        if (!Files.isRegularFile(path.resolve(inside))) {
            throw new DataException("found the folder " + written + " without a descriptor " + inside
                    + " in it; give the path of the descriptor itself");
        }
        return DescriptorFile.read(path.resolve(inside), written.replaceFirst("/+$", "") + "/" + inside, problems);
    }

    private void named(Yaml.Scalar key, String path) {
        String name = key.text();
        boolean sound = sections.matches(
                key,
                path,
                StepsReader.NAME,
                "an import's name is in kebab-case, such as smac, and begins the names of its steps");
        Set<String> steps = Declared.names(importing.root(), "steps");
        if (sound && (steps.contains(name) || Planner.KEYS.contains(name))) {
            problems.add(
                    key.position(),
                    path,
                    "found " + name + ", which is a " + (steps.contains(name) ? "step" : "section")
                            + " of this descriptor as well; give the import another name");
        }
    }

    private void refuseNested(Yaml.Mapping root, String path) {
        for (Yaml.Entry entry : root.entries()) {
            if (entry.key().text().equals(SECTION)) {
                Position where = entry.key().position();
                problems.add(
                        where,
                        path + "." + SECTION,
                        "found imports of an imported descriptor, but those do not import others in turn; import them in "
                                + importing.path().getFileName());
            }
        }
    }
}
