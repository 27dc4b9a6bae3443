package org.mingzhang.events.proof;

import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * 清单: what a package holds, {@code MANIFEST.json}: every file but itself and the checkpoints, which sign for themselves.
 *
 * @param origin name of the ledger
 * @param size how many entries the package proves
 * @param files by path
 */
public record Manifest(String origin, long size, SortedMap<String, File> files) {

    /** Where it stands in the package. */
    public static final String PATH = "MANIFEST.json";

    private static final String HEX = "[0-9a-f]{64}";

    public Manifest {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * A file.
     *
     * @param sha256 64 hexadecimal digits
     * @param size in bytes
     */
    public record File(String sha256, long size) {}

    /** Canonical JSON. */
    public byte[] bytes() {
        var json = new ByteBuilder(4096).append("{\"files\":[");
        var between = "";
        for (var file : files.entrySet()) {
            Canonical.string(json.append(between).append("{\"path\":"), file.getKey());
            Canonical.string(json.append(",\"sha256\":"), file.getValue().sha256());
            json.append(",\"size\":").append(file.getValue().size()).append('}');
            between = ",";
        }
        Canonical.string(json.append("],\"origin\":"), origin);
        return json.append(",\"size\":").append(size).append(",\"v\":1}").toByteArray();
    }

    /**
     * Reads a manifest.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static Manifest parse(byte[] bytes) {
        try {
            var json = Json.parse(bytes);
            var files = new TreeMap<String, File>();
            for (var file : json.member("files").items()) {
                var known = files.put(
                        file.member("path").text(),
                        new File(
                                file.member("sha256").text(),
                                file.member("size").number()));
                if (known != null || !file.member("sha256").text().matches(HEX)) {
                    throw new ProofRefused(Reason.MANIFEST_MALFORMED);
                }
            }
            var manifest = new Manifest(
                    json.member("origin").text(), json.member("size").number(), files);
            if (json.member("v").number() != 1 || manifest.size < 0 || !Arrays.equals(manifest.bytes(), bytes)) {
                throw new ProofRefused(Reason.MANIFEST_MALFORMED);
            }
            return manifest;
        } catch (ProofRefused malformed) {
            throw new ProofRefused(Reason.MANIFEST_MALFORMED, malformed.where());
        }
    }
}
