package org.peculiar.plugin.source.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.peculiar.api.DataException;
import uk.ac.starlink.util.FileDataSource;

/**
 * Looks a VOTable over for what STIL does not refuse: data in another place, which no checksum of the file would cover;
 * a document type; and a cell that is no number, which STIL takes for a missing one.
 */
final class VotableCheck {

    private static final Set<String> NUMBERS = Set.of("unsignedByte", "short", "int", "long", "float", "double");

    private VotableCheck() {}

    static void check(Path path, String file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try (InputStream stream = new FileDataSource(path.toFile()).getInputStream()) {
            XMLStreamReader xml = factory.createXMLStreamReader(stream);
            if (xml.nextTag() != XMLStreamConstants.START_ELEMENT
                    || !xml.getLocalName().equals("VOTABLE")) {
                throw new DataException(
                        file + ": found a document <" + xml.getLocalName() + ">, but a <VOTABLE> is needed");
            }
            if (!firstTable(xml, file)) {
                throw new DataException(file + ": found no table with data in the VOTable, but one is needed");
            }
            while (xml.hasNext()) {
                xml.next();
            }
        } catch (XMLStreamException e) {
            throw new DataException(
                    file + ": not a whole XML document, so no VOTable: line "
                            + e.getLocation().getLineNumber() + " is wrong, or the file truncated there",
                    e);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads up to the end of the first table; tells whether there was one. */
    private static boolean firstTable(XMLStreamReader xml, String file) throws XMLStreamException {
        List<String> numbers = new ArrayList<>();
        Problems problems = new Problems(file);
        int row = -1;
        int column = 0;
        boolean data = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("DATA")) {
                problems.raise();
                return data;
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "TABLE" -> numbers.clear();
                case "FIELD" -> numbers.add(scalarNumber(xml) ? xml.getAttributeValue(null, "name") : "");
                case "STREAM" -> refuseReference(xml, file);
                case "DATA" -> data = true;
                case "TR" -> {
                    row++;
                    column = 0;
                }
                case "TD" -> {
                    if (column < numbers.size() && !numbers.get(column).isEmpty()) {
                        checkNumber(xml.getElementText(), row, numbers.get(column), problems);
                    }
                    column++;
                }
                default -> {}
            }
        }
        return data;
    }

    private static boolean scalarNumber(XMLStreamReader xml) {
        String type = xml.getAttributeValue(null, "datatype");
        return type != null && NUMBERS.contains(type) && xml.getAttributeValue(null, "arraysize") == null;
    }

    private static void refuseReference(XMLStreamReader xml, String file) {
        if (xml.getAttributeValue(null, "href") != null) {
            throw new DataException(file + ": the data are in " + xml.getAttributeValue(null, "href")
                    + ", but they must be in the file itself");
        }
    }

    private static void checkNumber(String text, int row, String column, Problems problems) {
        // hexadecimal integers are VOTable's own
        if (text.strip().startsWith("0x")) {
            return;
        }
        try {
            Decimals.parse(text);
        } catch (NumberFormatException e) {
            problems.add(row, "", column, "found " + e.getMessage() + ", but a number is needed");
        }
    }
}
