package org.peculiar.api.processor;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.peculiar.api.Component;
import org.peculiar.api.Kind;
import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;
import org.peculiar.api.Unit;

/**
 * Writes {@code META-INF/peculiar/components.json}: every {@link Component} and {@link KindParameters} record of a module
 * with its parameters, so that binder, schema, documentation and command line all read one description.
 *
 * <p>A component without a kind, a parameter without a sentence of documentation, an unknown unit or a type that cannot be
 * bound is an error of compilation, at the line where it stands.
 */
@SupportedAnnotationTypes({"org.peculiar.api.Component", "org.peculiar.api.KindParameters"})
public final class ComponentIndexProcessor extends AbstractProcessor {

    /** Where the index stands in a plugin's jar. */
    public static final String INDEX = "META-INF/peculiar/components.json";

    /** What steps hand on, by type. */
    private static final Map<String, String> INPUTS = Map.of(
            "org.peculiar.api.Survey", "survey",
            "org.peculiar.api.DistanceSample", "distances",
            "org.peculiar.api.FlowFit", "flow");

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** Suffixes that a record component's name carries for its unit, and its key does not. */
    private static final List<String> UNIT_SUFFIXES = List.of(
            "MagPerDex",
            "MagArcsec2",
            "DexKms",
            "DexArcsec",
            "DexKpcH",
            "Arcsec",
            "Arcmin",
            "Percent",
            "KpcH",
            "Kelvin",
            "HMpc",
            "MpcH",
            "Kms",
            "Kpc",
            "Mpc",
            "Mag",
            "Dex",
            "Deg",
            "Rad");

    private final List<Map<String, Object>> components = new ArrayList<>();
    private final List<Map<String, Object>> kinds = new ArrayList<>();
    private final List<Element> origins = new ArrayList<>();

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(Component.class))) {
            components.add(component(type));
            origins.add(type);
        }
        for (TypeElement type : ElementFilter.typesIn(round.getElementsAnnotatedWith(KindParameters.class))) {
            kinds.add(object(
                    "name",
                    type.getAnnotation(KindParameters.class).value(),
                    "doc",
                    documentation(type),
                    "parameters",
                    record(type)));
            origins.add(type);
        }
        if (round.processingOver() && !origins.isEmpty()) {
            write();
        }
        return false;
    }

    private Map<String, Object> component(TypeElement type) {
        Component annotation = type.getAnnotation(Component.class);
        if (!ID.matcher(annotation.id()).matches()) {
            error(type, "component id '" + annotation.id() + "' must be kebab-case, such as burstein-heiles");
        }
        Optional<DeclaredType> point = kind(type.asType());
        Optional<Element> kind = point.map(DeclaredType::asElement);
        if (kind.isEmpty()) {
            error(type, "a component must implement an extension point marked with @Kind");
        }
        if (documentation(type).isEmpty()) {
            error(type, "a component needs a Javadoc comment: it is what users read");
        }
        Map<String, Object> parameters = ElementFilter.typesIn(type.getEnclosedElements()).stream()
                .filter(nested -> nested.getKind() == ElementKind.RECORD
                        && nested.getSimpleName().contentEquals("Parameters"))
                .findFirst()
                .map(this::record)
                .orElseGet(() -> object("type", "record", "fields", List.of()));
        List<String> more = kind.map(this::optionalInputs).orElse(List.of());
        for (String role : annotation.takes()) {
            if (!more.contains(role)) {
                error(
                        type,
                        "takes '" + role + "', but "
                                + (more.isEmpty()
                                        ? "its kind has no optional inputs"
                                        : "the optional inputs of its kind are " + String.join(", ", more)));
            }
        }
        Map<String, Object> component = object(
                "kind",
                kind.map(ComponentIndexProcessor::word).orElse(""),
                "id",
                annotation.id(),
                "class",
                binaryName(type),
                "title",
                annotation.title(),
                "doc",
                documentation(type),
                "cite",
                List.of(annotation.cite()),
                "takes",
                List.of(annotation.takes()),
                "example",
                annotation.example(),
                "parameters",
                parameters);
        List<Map<String, Object>> inputs =
                point.map(found -> inputs(type, found)).orElse(List.of());
        if (!inputs.isEmpty()) {
            component.put("inputs", inputs);
        }
        return component;
    }

    /** Finds the extension point that stands for a kind among all supertypes. */
    private Optional<DeclaredType> kind(TypeMirror type) {
        DeclaredType own = (DeclaredType) type;
        if (own.asElement().getAnnotation(Kind.class) != null) {
            return Optional.of(own);
        }
        return processingEnv.getTypeUtils().directSupertypes(type).stream()
                .flatMap(supertype -> kind(supertype).stream())
                .findFirst();
    }

    private static String word(Element kind) {
        return kind.getAnnotation(Kind.class).value();
    }

    /** Returns what a component takes by the record that its kind leaves to it, if it does. */
    private List<Map<String, Object>> inputs(TypeElement component, DeclaredType point) {
        if (point.getTypeArguments().isEmpty()) {
            return List.of();
        }
        TypeMirror given = point.getTypeArguments().get(0);
        if (!(given instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement record
                && record.getKind() == ElementKind.RECORD
                && !record.getRecordComponents().isEmpty())) {
            error(
                    component,
                    "found inputs of the type " + given + ", but a record with the roles as its components is needed");
            return List.of();
        }
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (RecordComponentElement input : record.getRecordComponents()) {
            Optional<TypeMirror> optional = argument(input.asType(), "java.util.Optional", 0);
            Optional<TypeMirror> byName = valueByName(input.asType());
            TypeMirror type = optional.or(() -> byName).orElse(input.asType());
            String value = INPUTS.get(type.toString());
            String name = input.getSimpleName().toString();
            String doc = parameterDocumentation(record, name);
            if (value == null) {
                error(
                        input,
                        "an input cannot have the type " + input.asType()
                                + "; it is a Survey, a DistanceSample or a FlowFit, an Optional of one, or a Map from String to one");
            }
            if (doc.isEmpty()) {
                error(input, "an input needs one sentence of documentation: @param " + name);
            }
            inputs.add(object(
                    "role",
                    kebab(name),
                    "doc",
                    doc,
                    "type",
                    value == null ? "survey" : value,
                    "need",
                    optional.isPresent() ? "optional" : byName.isPresent() ? "by-name" : "one"));
        }
        return inputs;
    }

    /** Returns the type of the values of a map from texts. */
    private static Optional<TypeMirror> valueByName(TypeMirror type) {
        return argument(type, "java.util.Map", 1)
                .filter(value -> argument(type, "java.util.Map", 0)
                        .filter(key -> key.toString().equals("java.lang.String"))
                        .isPresent());
    }

    private String parameterDocumentation(TypeElement record, String name) {
        String comment = processingEnv.getElementUtils().getDocComment(record);
        Matcher found = Pattern.compile("(?s)@param\\s+" + name + "\\s+(.*?)(?=\\n\\s*@|\\z)")
                .matcher(comment == null ? "" : comment);
        return found.find() ? plain(found.group(1)).replaceAll("\\s+", " ").strip() : "";
    }

    private List<String> optionalInputs(Element kind) {
        return ElementFilter.typesIn(kind.getEnclosedElements()).stream()
                .filter(nested -> nested.getSimpleName().contentEquals("Inputs"))
                .flatMap(inputs -> inputs.getRecordComponents().stream())
                .filter(input ->
                        argument(input.asType(), "java.util.Optional", 0).isPresent())
                .map(input -> input.getSimpleName().toString())
                .toList();
    }

    private Map<String, Object> record(TypeElement type) {
        List<Map<String, Object>> fields = new ArrayList<>();
        for (RecordComponentElement component : type.getRecordComponents()) {
            Parameter parameter = component.getAnnotation(Parameter.class);
            if (parameter == null) {
                error(component, "every component of a record of parameters needs @Parameter");
                continue;
            }
            fields.add(field(component, parameter));
        }
        return object("type", "record", "class", binaryName(type), "fields", fields);
    }

    private Map<String, Object> field(RecordComponentElement component, Parameter parameter) {
        if (parameter.doc().isBlank()) {
            error(component, "a parameter needs one sentence of documentation");
        }
        String name = component.getSimpleName().toString();
        Optional<Unit> unit = Unit.of(parameter.unit());
        if (unit.isEmpty()) {
            error(component, "unknown unit '" + parameter.unit() + "'");
        }
        boolean dimensional = unit.filter(u -> u != Unit.NONE).isPresent();
        TypeMirror type = component.asType();
        Optional<TypeMirror> optional = argument(type, "java.util.Optional", 0);
        Map<String, Object> field = object(
                "name",
                name,
                "key",
                kebab(dimensional ? withoutUnit(name) : name),
                "doc",
                parameter.doc(),
                "optional",
                optional.isPresent(),
                "type",
                type(component, optional.orElse(type)));
        if (dimensional) {
            field.put("unit", unit.get().symbol());
        }
        if (!parameter.value().equals(Parameter.NONE)) {
            field.put("default", parameter.value());
        }
        if (parameter.min() != Double.NEGATIVE_INFINITY) {
            field.put("min", parameter.min());
        }
        if (parameter.max() != Double.POSITIVE_INFINITY) {
            field.put("max", parameter.max());
        }
        if (!parameter.cite().isEmpty()) {
            field.put("cite", parameter.cite());
        }
        return field;
    }

    private Map<String, Object> type(Element where, TypeMirror type) {
        Optional<TypeMirror> listed = argument(type, "java.util.List", 0);
        if (listed.isPresent()) {
            return object("type", "list", "of", type(where, listed.get()));
        }
        Optional<TypeMirror> mapped = valueByName(type);
        if (mapped.isPresent()) {
            return object("type", "map", "of", type(where, mapped.get()));
        }
        switch (type.toString()) {
            case "double", "java.lang.Double":
                return object("type", "number");
            case "int", "java.lang.Integer":
                return object("type", "integer");
            case "boolean", "java.lang.Boolean":
                return object("type", "boolean");
            case "java.lang.String":
                return object("type", "string");
            case "java.nio.file.Path":
                return object("type", "path");
            case "org.peculiar.api.DataFile":
                return object("type", "data");
            default:
                break;
        }
        if (type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element) {
            if (element.getKind() == ElementKind.ENUM) {
                return object("type", "enum", "class", binaryName(element), "values", constants(element));
            }
            if (element.getKind() == ElementKind.RECORD) {
                return record(element);
            }
            Optional<String> kind = kind(type).map(DeclaredType::asElement).map(ComponentIndexProcessor::word);
            if (kind.isPresent()) {
                return object("type", "component", "class", binaryName(element), "kind", kind.get());
            }
        }
        error(where, "a parameter cannot have the type " + type);
        return object("type", "string");
    }

    private List<Map<String, Object>> constants(TypeElement type) {
        List<Map<String, Object>> constants = new ArrayList<>();
        for (Element constant : type.getEnclosedElements()) {
            if (constant.getKind() == ElementKind.ENUM_CONSTANT) {
                String name = constant.getSimpleName().toString();
                constants.add(object(
                        "name",
                        name,
                        "key",
                        name.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                        "doc",
                        documentation(constant)));
            }
        }
        return constants;
    }

    private static Optional<TypeMirror> argument(TypeMirror type, String of, int index) {
        if (type instanceof DeclaredType declared
                && declared.asElement() instanceof TypeElement element
                && element.getQualifiedName().contentEquals(of)
                && declared.getTypeArguments().size() > index) {
            return Optional.of(declared.getTypeArguments().get(index));
        }
        return Optional.empty();
    }

    private static String withoutUnit(String name) {
        return UNIT_SUFFIXES.stream()
                .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
                .findFirst()
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .orElse(name);
    }

    private static String kebab(String camel) {
        return camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(java.util.Locale.ROOT);
    }

    private String binaryName(TypeElement type) {
        return processingEnv.getElementUtils().getBinaryName(type).toString();
    }

    /** Returns the Javadoc comment as plain paragraphs, tags and markup removed. */
    private String documentation(Element element) {
        String comment = processingEnv.getElementUtils().getDocComment(element);
        if (comment == null) {
            return "";
        }
        return plain(comment.replaceAll("(?s)(^|\\n)\\s*@(param|return|throws|see|since)\\b.*", ""));
    }

    private static String plain(String comment) {
        return comment.replaceAll("\\{@(?:code|literal)\\s+([^}]*)}", "`$1`")
                .replaceAll("\\{@link(?:plain)?\\s+\\S+\\s+([^}]*)}", "$1")
                .replaceAll("\\{@link(?:plain)?\\s+([^}]*)}", "$1")
                .replaceAll("</?(?:em|i|b|strong|code|ul|ol|p)>|</li>", "")
                .replaceAll("<li>", "- ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .lines()
                .map(String::strip)
                .collect(java.util.stream.Collectors.joining("\n"))
                .strip();
    }

    private void error(Element where, String message) {
        processingEnv.getMessager().printMessage(Diagnostic.Kind.ERROR, message, placed(where));
    }

    /** Returns the field of a record component: javac knows no line of the component itself. */
    private static Element placed(Element element) {
        return element.getKind() != ElementKind.RECORD_COMPONENT
                ? element
                : ElementFilter.fieldsIn(element.getEnclosingElement().getEnclosedElements()).stream()
                        .filter(field -> field.getSimpleName().equals(element.getSimpleName()))
                        .map(Element.class::cast)
                        .findFirst()
                        .orElse(element);
    }

    private void write() {
        components.sort(Comparator.comparing(c -> c.get("kind") + "/" + c.get("id")));
        kinds.sort(Comparator.comparing(k -> (String) k.get("name")));
        try (Writer writer = new OutputStreamWriter(
                processingEnv
                        .getFiler()
                        .createResource(StandardLocation.CLASS_OUTPUT, "", INDEX, origins.toArray(Element[]::new))
                        .openOutputStream(),
                StandardCharsets.UTF_8)) {
            Json.write(writer, object("components", components, "kinds", kinds));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Object> object(Object... keysAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            object.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return object;
    }
}
