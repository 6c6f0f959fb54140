package org.peculiar.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file beside downloaded data that says what they were when they were downloaded. */
final class Checksums {

    private static final String FILE = "checksums.txt";

    private Checksums() {}

    static void write(Path folder, Map<String, Checksum> checksums) throws IOException {
        List<String> lines = new ArrayList<>();
        checksums.forEach(
                (name, sum) -> lines.add(sum.algorithm() + " " + sum.digest() + " " + sum.size() + " " + name));
        Files.write(folder.resolve(FILE), lines);
    }

    /** Reads what is known of a data set's files: as downloaded, or as the catalogue has it. */
    static Map<String, Checksum> read(DataSet set, Path folder) throws IOException {
        Map<String, Checksum> checksums = new LinkedHashMap<>();
        set.files().forEach(file -> checksums.put(file.name(), Checksum.of(file)));
        if (Files.isRegularFile(folder.resolve(FILE))) {
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                String[] words = line.split(" ", 4);
                if (words.length == 4 && words[2].matches("\\d{1,18}")) {
                    checksums.put(words[3], new Checksum(words[0], words[1], Long.parseLong(words[2])));
                }
            }
        }
        return checksums;
    }
}
