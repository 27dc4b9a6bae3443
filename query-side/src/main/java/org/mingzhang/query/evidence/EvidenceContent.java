package org.mingzhang.query.evidence;

import java.util.Optional;

/** 佐证材料的内容, opened where it is kept. */
@FunctionalInterface
public interface EvidenceContent {

    /** The bytes; empty if they were erased. */
    Optional<byte[]> of(String evidence);
}
