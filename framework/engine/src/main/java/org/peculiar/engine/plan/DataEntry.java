package org.peculiar.engine.plan;

import java.nio.file.Path;
import java.util.Optional;
import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;

/** A table that steps refer to by name. */
@KindParameters("data")
public record DataEntry(
        @Parameter(doc = "The file, relative to the descriptor or within ${data}")
        Path path,

        @Parameter(doc = "SHA-256 that the file must have, in hex digits")
        Optional<String> sha256) {}
