package org.mingzhang.command.erasure;

import java.util.Collection;
import java.util.Set;

/** 个人密钥, under which personal values lie sealed; kept by the store. */
public interface PersonalKeys {

    /** Those of the named keys that exist and are not destroyed. */
    Set<String> existing(Collection<String> names);

    /** The name of the key of a piece of evidence. */
    String ofEvidence(String evidence);

    /** Destroys keys for good, in the running transaction. */
    void destroy(Collection<String> names);
}
