package org.peculiar.engine.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.peculiar.api.DataException;

/** The data sets that can be downloaded. */
public final class DataCatalog {

    private DataCatalog() {}

    /** Return all data sets. */
    public static List<DataSet> dataSets() {
        try (InputStream in = DataCatalog.class.getResourceAsStream("catalog.json")) {
            return List.of(new ObjectMapper().readValue(in, DataSet[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Find a data set.
     *
     * @throws DataException if there is none of that name
     */
    public static DataSet dataSet(String name) {
        return dataSets().stream()
                .filter(set -> set.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new DataException(
                        "found no data set '" + name + "', but can offer " + String.join(", ", names())));
    }

    static List<String> names() {
        return dataSets().stream().map(DataSet::name).toList();
    }
}
