package org.peculiar.engine.record;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peculiar.api.DataException;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;

/** Figures of a record, each a JSON file of what it shows: the names are those of {@link Figure} and {@link Series}. */
public final class FigureFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addMixIn(Figure.Panel.class, Panels.class)
            .addMixIn(Series.class, AllSeries.class)
            .build();

    private FigureFile() {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Figure.Plane.class, name = "plane"),
        @JsonSubTypes.Type(value = Figure.Sky.class, name = "sky")
    })
    private interface Panels {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Series.Points.class, name = "points"),
        @JsonSubTypes.Type(value = Series.Line.class, name = "line"),
        @JsonSubTypes.Type(value = Series.Band.class, name = "band"),
        @JsonSubTypes.Type(value = Series.Segments.class, name = "segments"),
        @JsonSubTypes.Type(value = Series.Boxes.class, name = "boxes"),
        @JsonSubTypes.Type(value = Series.Region.class, name = "region"),
        @JsonSubTypes.Type(value = Series.Cells.class, name = "cells"),
        @JsonSubTypes.Type(value = Series.Texts.class, name = "texts"),
        @JsonSubTypes.Type(value = Series.Rule.class, name = "rule")
    })
    private interface AllSeries {}

    /**
     * Read a figure.
     *
     * @throws DataException if the file cannot be read, or is no figure
     */
    public static Figure read(Path file) {
        try {
            return JSON.readValue(file.toFile(), Figure.class);
        } catch (JacksonException e) {
            throw new DataException(
                    file + ": found something else, but a figure is needed: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Write a figure. */
    public static void write(Figure figure, Path file) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(figure));
    }
}
