package org.mingzhang.command.evidence;

/** 佐证材料的内容, kept sealed and apart from the ledger. */
public interface EvidenceFiles {

    /** Keeps a file under its id; the same id again keeps what is there. */
    void keep(String evidence, byte[] content);

    /** Forgets a file that the law refused. */
    void forget(String evidence);
}
