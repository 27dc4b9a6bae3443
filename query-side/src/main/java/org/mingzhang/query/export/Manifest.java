package org.mingzhang.query.export;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.EventJson;

/**
 * 快照清单: what a snapshot holds, as canonical JSON (RFC 8785). Its digest names every file's digest.
 *
 * @param v version of this form: 2 holds indicators, findings and signatures beside the tables, which 1 did not; in 3 each workbook
 *     says on a hidden sheet whose table it is
 * @param campaign college and year
 * @param edition catalogue edition
 * @param position ledger position at which everything was read
 * @param at when the event at that position was accepted
 * @param contentHash digest over every table's content
 * @param tables by code
 * @param files by path, all but this one
 */
record Manifest(
        int v,
        String campaign,
        String edition,
        long position,
        Instant at,
        String contentHash,
        List<Table> tables,
        List<File> files) {

    /** The form that packages are taken in now. */
    static final int FORM = 3;

    /** Name of the manifest in the package. */
    static final String NAME = "MANIFEST.json";

    /**
     * A table.
     *
     * @param table table number
     * @param zh Chinese title
     * @param form SOURCE, COLLECTED or COMPUTED
     * @param entries how many entries it has
     * @param contentHash digest over its shares; null for a table that has none
     */
    record Table(
            String table,
            String zh,
            String form,
            int entries,
            @Nullable String contentHash,
            List<Share> shares) {}

    /** A department's part of a table. */
    record Share(String department, int entries, String contentHash) {}

    /**
     * A file.
     *
     * @param sha256 64 hexadecimal digits
     * @param size in bytes
     */
    record File(String path, String sha256, long size) {}

    byte[] bytes() {
        return EventJson.mapper().writeValueAsString(this).getBytes(StandardCharsets.UTF_8);
    }

    static Manifest read(byte[] bytes) {
        return EventJson.mapper().readValue(bytes, Manifest.class);
    }
}
