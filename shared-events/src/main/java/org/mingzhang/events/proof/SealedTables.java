package org.mingzhang.events.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.FieldType;

/**
 * 表与账本的绑定: the tables of a snapshot in a package, the event that sealed them, and who signed what they say. The event names the
 * digest of the snapshot's manifest, the manifest names the digest of every file, and from the files the content hash is computed
 * that the leaders signed.
 */
final class SealedTables {

    private static final String ERASED = "已依法删除";

    private final String sha256;
    private final Json manifest;
    private final String campaign;
    private final long position;
    private final String contentHash;
    private final String snapshot;
    private final @Nullable FoldedTables folded;

    private long sealed = -1;
    private boolean otherSeal;

    /** Content that is signed as far as the ledger was followed; null if none is. */
    private @Nullable String signed;

    private final List<Signature> signatures = new ArrayList<>();
    private @Nullable Submission submission;

    /**
     * A leader's signature.
     *
     * @param by staff number
     * @param at when, as the event says
     */
    record Signature(String contentHash, String by, String post, String at) {}

    private record Submission(String receipt, boolean asSigned) {}

    /** The files of a package. */
    @FunctionalInterface
    interface Files {
        byte[] bytes(String path, Reason missing) throws IOException;
    }

    /**
     * Tables to check.
     *
     * @param bytes the snapshot's manifest
     * @param fold whether the events are to be folded into tables as well
     */
    SealedTables(byte[] bytes, boolean fold) {
        try {
            sha256 = Hash.sha256(bytes).hex();
            manifest = Json.parse(bytes);
            campaign = manifest.member("campaign").text();
            position = manifest.member("position").number();
            contentHash = manifest.member("contentHash").text();
        } catch (ProofRefused malformed) {
            throw new ProofRefused(
                    Reason.MANIFEST_MALFORMED, PackageVerifier.MANIFEST_OF_TABLES + " " + malformed.where());
        }
        snapshot = position + "-" + sha256.substring(0, 12);
        folded = fold ? new FoldedTables(campaign) : null;
    }

    /** The next entry of the ledger, from index 0 on. */
    void follow(long index, String type, Json data) {
        if (folded != null && index < position) {
            folded.follow(type, data);
        }
        if (!type.startsWith("campaign.") || !data.member("campaign").text().equals(campaign)) {
            return;
        }
        switch (type) {
            case "campaign.snapshot-taken" -> taken(index, data);
            case "campaign.signed-off" ->
                signatures.add(new Signature(
                        data.member("contentHash").text(),
                        data.member("by").text(),
                        data.member("post").text(),
                        data.member("at").text()));
            case "campaign.signed" -> signed = data.member("contentHash").text();
            case "campaign.signatures-voided", "campaign.sign-off-returned", "campaign.submission-returned" ->
                signed = null;
            case "campaign.submitted" -> {
                if (data.member("snapshot").text().equals(snapshot)) {
                    submission = new Submission(data.member("receipt").text(), contentHash.equals(signed));
                }
            }
            default -> {}
        }
    }

    private void taken(long index, Json data) {
        if (data.member("position").number() != position) {
            return;
        }
        if (!data.member("manifestSha256").text().equals(sha256)) {
            otherSeal = true;
        } else if (sealed < 0) {
            sealed = index;
            if (!data.member("contentHash").text().equals(contentHash)) {
                throw new ProofRefused(Reason.CONTENT_HASH_DIFFERS, "entry " + index);
            }
        }
    }

    /**
     * Checks everything, once the whole ledger was followed.
     *
     * @throws ProofRefused with the first reason found
     */
    PackageVerifier.Sealed check(Files files) throws IOException {
        if (sealed < 0) {
            throw new ProofRefused(otherSeal ? Reason.SEAL_DIFFERS : Reason.SEAL_MISSING, snapshot);
        }
        if (sealed < position) {
            throw new ProofRefused(Reason.SEAL_POSITION, "entry " + sealed);
        }
        if (submission != null && !submission.asSigned()) {
            throw new ProofRefused(Reason.CONTENT_HASH_DIFFERS, "submission");
        }
        for (var file : manifest.member("files").items()) {
            var path = file.member("path").text();
            if (!Hash.sha256(files.bytes(path, Reason.FILE_MISSING))
                    .hex()
                    .equals(file.member("sha256").text())) {
                throw new ProofRefused(Reason.FILE_CHANGED, path);
            }
        }
        var entries = checkContent(files);
        var bound = signatures.stream()
                .filter(each -> each.contentHash().equals(contentHash))
                .map(each -> each.by() + " " + each.post() + " " + each.at())
                .toList();
        return new PackageVerifier.Sealed(
                campaign,
                position,
                sealed,
                entries,
                contentHash,
                contentHash.equals(signed) || submission != null,
                bound,
                submission == null ? null : submission.receipt(),
                folded != null);
    }

    /** Computes the content hash again, from the plain files alone; answers how many entries they hold. */
    private long checkContent(Files files) throws IOException {
        var types = Json.parse(files.bytes(PackageVerifier.FIELDS, Reason.FILE_MISSING));
        var key = CampaignKey.of(campaign);
        var tables = new TreeMap<String, String>();
        long entries = 0;
        for (var table : manifest.member("tables").items()) {
            if (table.has("contentHash")) {
                var code = table.member("table").text();
                var path = "tables/" + code + ".csv";
                var fields = types(types.member(code));
                var file = PlainTable.parse(path, files.bytes(path, Reason.FILE_MISSING), fields);
                var hash = hash(key.table(code), table, file, fields);
                if (!hash.equals(table.member("contentHash").text())) {
                    throw new ProofRefused(Reason.CONTENT_HASH_DIFFERS, code);
                }
                tables.put(code, hash);
                entries += file.rows().size();
                if (folded != null) {
                    folded.compare(code, file);
                }
            }
        }
        if (!ContentHash.ofCampaign(key, tables).equals(contentHash)) {
            throw new ProofRefused(Reason.CONTENT_HASH_DIFFERS, campaign);
        }
        return entries;
    }

    private static SortedMap<String, FieldType> types(Json table) {
        var types = new TreeMap<String, FieldType>();
        table.members().forEach((field, type) -> {
            try {
                types.put(field, FieldType.valueOf(type.text()));
            } catch (IllegalArgumentException unknown) {
                throw new ProofRefused(Reason.TABLE_MALFORMED, PackageVerifier.FIELDS + " " + field);
            }
        });
        return types;
    }

    private static String hash(TableKey key, Json table, PlainTable file, SortedMap<String, FieldType> types) {
        var shares = new TreeMap<String, ContentHash.Share>();
        for (var share : table.member("shares").items()) {
            var department = share.member("department").text();
            shares.put(department, ContentHash.share(key, department));
        }
        var last = new HashMap<String, Integer>();
        for (var row : file.rows()) {
            var share = shares.get(row.department());
            if (share == null || row.entry() <= last.getOrDefault(row.department(), 0)) {
                throw new ProofRefused(Reason.TABLE_MALFORMED, key.code() + " entry " + row.entry());
            }
            last.put(row.department(), row.entry());
            var values = new TreeMap<String, CellValue>();
            row.cells().forEach((field, text) -> values.put(field, value(text, types.get(field))));
            share.add(new ContentHash.Entry(row.entry(), values));
        }
        var hashes = new TreeMap<String, String>();
        shares.forEach((department, share) -> hashes.put(department, share.hex()));
        return ContentHash.ofTable(key, hashes);
    }

    private static CellValue value(String text, @Nullable FieldType type) {
        if (text.equals(ERASED)) {
            return new CellValue.Erased();
        }
        if (type == FieldType.INTEGER && text.matches("-?[0-9]{1,18}")) {
            return CellValue.whole(Long.parseLong(text));
        }
        if (type == FieldType.BOOLEAN && (text.equals("true") || text.equals("false"))) {
            return CellValue.flag(text.equals("true"));
        }
        return CellValue.text(text);
    }
}
