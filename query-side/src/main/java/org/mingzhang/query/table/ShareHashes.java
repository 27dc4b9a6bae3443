package org.mingzhang.query.table;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mingzhang.events.proof.ContentHash;

/** 各份额的内容摘要: the hashes of one table's shares, told entry by entry, by department and number. */
public final class ShareHashes {

    private final Standing.TableAt table;
    private final SortedMap<String, ContentHash.Share> shares = new TreeMap<>();
    private final SortedMap<String, String> hashes = new TreeMap<>();

    /**
     * One share.
     *
     * @param entries how many entries it holds
     */
    public record Hashed(String department, int entries, String contentHash) {}

    public ShareHashes(Standing.TableAt table) {
        this.table = table;
        table.departments().forEach(department -> shares.put(department, share(department)));
    }

    private ContentHash.Share share(String department) {
        return ContentHash.share(table.table(), department);
    }

    /** The next entry. */
    public void add(Standing.Entry entry) {
        shares.computeIfAbsent(entry.department(), this::share)
                .add(new ContentHash.Entry(entry.number(), entry.values()));
    }

    /** Every share, by department; asked after the last entry. */
    public List<Hashed> shares() {
        shares.forEach((department, share) -> hashes.computeIfAbsent(department, one -> share.hex()));
        return hashes.entrySet().stream()
                .map(share -> new Hashed(share.getKey(), entriesOf(share.getKey()), share.getValue()))
                .toList();
    }

    private int entriesOf(String department) {
        var share = shares.get(department);
        return share == null ? 0 : share.entries();
    }

    /** The table's hash; empty for a computed table, which holds nothing of its own. Asked after the last entry. */
    public Optional<String> table() {
        shares();
        return table.filled() ? Optional.of(ContentHash.ofTable(table.table(), hashes)) : Optional.empty();
    }

    /** How many entries were told. */
    public int entries() {
        return shares.values().stream().mapToInt(ContentHash.Share::entries).sum();
    }
}
