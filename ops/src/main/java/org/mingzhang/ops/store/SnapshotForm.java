package org.mingzhang.ops.store;

import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.axonframework.serialization.Revision;

/**
 * 快照形式: what an aggregate's state is made of. A state that was stored when the class had other fields lacks what the new ones
 * would know from the events before it; it must be told from the events again and never be taken for the whole.
 */
final class SnapshotForm {

    private static final String OURS = "org.mingzhang.";

    private final Deque<Class<?>> toRead = new ArrayDeque<>();
    private final Set<Class<?>> known = new HashSet<>();
    private final List<String> lines = new ArrayList<>();

    private SnapshotForm() {}

    /** The same for the same fields of the class and of everything it holds; other for any other. A digest, 16 hex digits. */
    static String of(Class<?> aggregate) {
        var form = new SnapshotForm();
        form.meet(aggregate);
        while (!form.toRead.isEmpty()) {
            form.read(form.toRead.remove());
        }
        // the order in which a class lists its fields is not promised
        Collections.sort(form.lines);
        var revision = aggregate.getAnnotation(Revision.class);
        var text = String.join("\n", form.lines) + "\n" + (revision == null ? "" : revision.value());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void read(Class<?> type) {
        if (type.isEnum()) {
            Arrays.stream(type.getEnumConstants()).forEach(constant -> lines.add(type.getName() + " " + constant));
            return;
        }
        for (Field field : type.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers())) {
                lines.add(type.getName() + " " + field.getName() + " "
                        + field.getGenericType().getTypeName());
                meet(field.getGenericType());
            }
        }
        if (type.getSuperclass() != null) {
            meet(type.getSuperclass());
        }
        if (type.isSealed()) {
            Arrays.stream(Objects.requireNonNull(type.getPermittedSubclasses())).forEach(this::meet);
        }
    }

    private void meet(Type type) {
        if (type instanceof Class<?> found) {
            if (found.isArray()) {
                meet(found.getComponentType());
            } else if (found.getName().startsWith(OURS) && known.add(found)) {
                toRead.add(found);
            }
        } else if (type instanceof ParameterizedType many) {
            meet(many.getRawType());
            Arrays.stream(many.getActualTypeArguments()).forEach(this::meet);
        } else if (type instanceof GenericArrayType array) {
            meet(array.getGenericComponentType());
        } else if (type instanceof WildcardType any) {
            Arrays.stream(any.getUpperBounds()).forEach(this::meet);
        }
    }
}
