package org.peculiar.engine.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Dataverse's own account of a data set.
 *
 * @see "Dataverse API guide, native API: Get JSON Representation of a Dataset; data access API: Basic File Access"
 */
final class Dataverse {

    /** One file: where it is downloaded from and what it must be. */
    record Entry(URI from, Checksum checksum) {}

    private Dataverse() {}

    static URI metadata(URI server, String doi) {
        return URI.create(root(server) + "/api/datasets/:persistentId/?persistentId=doi:" + doi);
    }

    /** Returns a file beside others on a plain web server. */
    static URI plain(URI server, String name) {
        return URI.create(root(server) + "/" + name);
    }

    /** Reads the files that the metadata lists, by name. */
    static Map<String, Entry> files(URI server, byte[] metadata) throws IOException {
        Map<String, Entry> files = new LinkedHashMap<>();
        JsonNode version = new ObjectMapper().readTree(metadata).path("data").path("latestVersion");
        for (JsonNode node : version.path("files")) {
            JsonNode file = node.path("dataFile");
            checksum(file)
                    .ifPresent(checksum -> files.put(
                            file.path("filename").asText(),
                            new Entry(
                                    URI.create(root(server) + "/api/access/datafile/"
                                            + file.path("id").asLong()),
                                    checksum)));
        }
        return files;
    }

    private static Optional<Checksum> checksum(JsonNode file) {
        String algorithm = file.path("checksum").path("type").asText("MD5");
        String digest =
                file.path("checksum").path("value").asText(file.path("md5").asText());
        long size = file.path("filesize").asLong(-1);
        return digest.isEmpty() || size < 0 ? Optional.empty() : Optional.of(new Checksum(algorithm, digest, size));
    }

    private static String root(URI server) {
        return server.toString().replaceFirst("/+$", "");
    }
}
