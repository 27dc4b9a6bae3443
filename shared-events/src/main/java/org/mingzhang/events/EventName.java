package org.mingzhang.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event is stored, for ever. The Java class may move and be renamed; this name may not.
 *
 * <p>A change of an event's form raises {@link #revision()}, adds a golden file and an upcaster; it never edits what is
 * stored.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventName {

    /** Family, a full stop and the fact in kebab case, such as {@code table.entry-amended}. */
    String value();

    /** Revision of the event's form, from 1. */
    int revision() default 1;
}
