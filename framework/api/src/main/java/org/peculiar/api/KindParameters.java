package org.peculiar.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Mark a record of parameters that the host owns: those that all components of a kind share, or a section of the
 * descriptor. It is indexed at build time as the records of components are.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface KindParameters {

    /** The kind or the section. */
    String value();
}
