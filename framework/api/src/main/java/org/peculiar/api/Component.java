package org.peculiar.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mark a class as a component that descriptors name {@code kind/id}.
 *
 * <p>The kind follows from the {@link Kind} interface that the class implements; its parameters are the nested record
 * {@code Parameters}, if it has one. All of it is written to an index at build time ({@code
 * META-INF/peculiar/components.json}), so that hosts read it without running the plugin. The class Javadoc becomes the
 * component's documentation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Component {

    /** Name within its kind, in kebab-case, such as {@code burstein-heiles}. */
    String id();

    /** One line, such as {@code Schlegel, Finkbeiner & Davis (1998) dust map}. */
    String title();

    /** Keys in the plugin's {@code references.bib}. */
    String[] cite() default {};

    /**
     * Inputs that the component takes beyond those that its whole kind takes, by role, such as {@code survey} for a flow model:
     * optional members of the kind's record {@code Inputs}. They are then wired, and never missing.
     */
    String[] takes() default {};

    /** A {@code with:} block in YAML that shows the component in use; tests bind it. */
    String example() default "";
}
