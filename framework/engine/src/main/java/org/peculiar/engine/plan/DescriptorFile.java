package org.peculiar.engine.plan;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Source;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.descriptor.YamlReader;

/**
 * A descriptor as it was read.
 *
 * @param path of the file
 * @param text of the file
 * @param root what it says
 */
record DescriptorFile(Path path, String text, Yaml.Mapping root) {

    /** A text this long could not be read into memory on the way to being refused for its length. */
    private static final long MOST_BYTES = 100_000_000;

    /**
     * Reads a descriptor.
     *
     * @param shown what messages call the file
     * @param problems collects what is wrong, if nothing is returned
     * @throws DataException if the file cannot be read
     */
    static Optional<DescriptorFile> read(Path file, String shown, Problems problems) {
        String text = text(file);
        Optional<Yaml> root = YamlReader.read(Source.of(shown, text), text, problems);
        if (root.isPresent() && !(root.get() instanceof Yaml.Mapping)) {
            problems.add(
                    root.get().position(),
                    "",
                    "found " + root.get().noun() + ", but a descriptor is a mapping, which begins with peculiar: "
                            + Planner.DESCRIPTOR_VERSION);
        }
        return root.filter(Yaml.Mapping.class::isInstance)
                .map(mapping -> new DescriptorFile(file, text, (Yaml.Mapping) mapping));
    }

    private static String text(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new DataException(file + ": found a folder, but a descriptor is a file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(String.format(
                        Locale.ROOT,
                        "%s: found %,d MB, but a descriptor has at most %,d characters; data belong in tables",
                        file,
                        Files.size(file) / 1_000_000,
                        YamlReader.MAX_CHARACTERS));
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new DataException(file + ": no such descriptor", e);
        } catch (AccessDeniedException e) {
            throw new DataException(file + ": you may not read this descriptor", e);
        } catch (CharacterCodingException e) {
            throw new DataException(file + ": found bytes that are no UTF-8, but a descriptor is a text in UTF-8", e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
