package org.mingzhang.events.catalogue;

import java.time.LocalDate;
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
     * @param validFrom 启用日期; null if it always was
     * @param validTo 停用日期, the last day it may be used; null if it still may
     * @param replacedBy 停用后改用: codes that take its place; of several, a person chooses
     */
    public record Code(
            String code,
            String zh,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            List<String> replacedBy) {

        public Code {
            replacedBy = List.copyOf(replacedBy);
        }

        /** A code without an end. */
        public Code(String code, String zh) {
            this(code, zh, null, null, List.of());
        }

        /** Whether it may be used for facts of that period, or of a part of it. */
        public boolean isValidIn(Span period) {
            return (validFrom == null || !validFrom.isAfter(period.to()))
                    && (validTo == null || !validTo.isBefore(period.from()));
        }

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
