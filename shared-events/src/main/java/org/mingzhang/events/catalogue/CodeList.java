package org.mingzhang.events.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** 代码表: the permitted values of coded fields. */
public final class CodeList {

    /**
     * One permitted value.
     *
     * @param code what is stored
     * @param zh what it means
     */
    public record Code(String code, String zh) {

        /** 代码（名称), as messages write it. */
        public String shown() {
            return code + "（" + zh + "）";
        }
    }

    private final String id;
    private final String zh;
    private final Basis basis;
    private final @Nullable String source;
    private final List<Code> values;
    private final Map<String, Code> byCode;

    CodeList(String id, String zh, Basis basis, @Nullable String source, List<Code> values) {
        this.id = id;
        this.zh = zh;
        this.basis = basis;
        this.source = source;
        this.values = List.copyOf(values);
        this.byCode = values.stream().collect(Collectors.toUnmodifiableMap(Code::code, Function.identity()));
    }

    public String id() {
        return id;
    }

    public String zh() {
        return zh;
    }

    public Basis basis() {
        return basis;
    }

    /** The standard or document it comes from. */
    public Optional<String> source() {
        return Optional.ofNullable(source);
    }

    /** In the order people should see them. */
    public List<Code> values() {
        return values;
    }

    public boolean has(String code) {
        return byCode.containsKey(code);
    }

    public Optional<Code> code(String code) {
        return Optional.ofNullable(byCode.get(code));
    }
}
