package org.mingzhang.ops.tool.backup;

import java.util.SortedMap;

/**
 * What a backup holds, {@code MANIFEST.json}.
 *
 * @param form of the backup, 1
 * @param events how many events of the ledger
 * @param root of the tree over them, 64 hexadecimal digits
 * @param code the same for paper
 * @param versions newest migration of each schema
 * @param tables rows and SHA-256 of each table's file, by schema and name
 */
record BackupManifest(
        int form,
        long events,
        String root,
        String code,
        SortedMap<String, String> versions,
        SortedMap<String, Content> tables) {

    static final int FORM = 1;
    static final String PATH = "MANIFEST.json";

    /** One table. */
    record Content(long rows, String sha256) {}
}
