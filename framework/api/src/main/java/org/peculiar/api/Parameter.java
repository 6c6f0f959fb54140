package org.peculiar.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describe one parameter, on a component of a parameter record.
 *
 * <p>The key in YAML is the record component's name in kebab-case without its unit: {@code thermalDispersionKms} is
 * {@code thermal-dispersion}. Types: {@code double}, {@code int}, {@code boolean}, {@code String}, enums (constants in
 * kebab-case), {@link java.nio.file.Path}, {@link DataFile}, nested records of parameters, {@code List} and {@code
 * Map<String, …>} of these, {@code Optional} of these, and the interface of a {@link Kind}, which binds {@code {uses:,
 * with:}}. A parameter without {@link #value} that is not {@code Optional} must be given.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Parameter {

    /** One sentence for users. */
    String doc();

    /** Unit in which the record holds the value, see {@link Unit}; empty for a pure number. */
    String unit() default "";

    /** Default as it would be written in YAML. An empty default of a list, map or record is {@code []} or {@code {}}. */
    String value() default NONE;

    /** Smallest value allowed, in {@link #unit}. */
    double min() default Double.NEGATIVE_INFINITY;

    /** Largest value allowed, in {@link #unit}. */
    double max() default Double.POSITIVE_INFINITY;

    /** Key of the source of the default in {@code references.bib}. */
    String cite() default "";

    /** Stands for the absence of a default. */
    String NONE = "\0";
}
