package org.mingzhang.events.proof;

import java.util.Locale;

/** 拒绝理由: why a key, note, checkpoint, proof, code or package was not believed; its {@link #code} is what programs read. */
public enum Reason {
    // keys
    KEY_MALFORMED("not of the form name+id+base64"),
    KEY_NAME("a key's name is empty or holds a space or a plus sign"),
    KEY_ID("the key's id does not belong to its name and bytes"),
    KEY_TYPE("a kind of key that is not used here"),

    // signed notes
    NOTE_TOO_LONG("a note of more than 1 MiB or with more than 64 signatures"),
    NOTE_NOT_UTF8("not UTF-8, or a control character"),
    NOTE_MALFORMED("no text, blank line and signatures, each line ended"),
    NOTE_SIGNATURE_LINE("a signature line is not an em dash, a name and base64"),
    NOTE_UNSIGNED("no signature by this key"),
    NOTE_SIGNATURE("the signature by this key is wrong"),

    // checkpoints
    CHECKPOINT_MALFORMED("not origin, size and root, a line each"),
    CHECKPOINT_ORIGIN("of another log"),
    CHECKPOINT_SIZE("a size is a decimal number without leading zeros"),
    CHECKPOINT_ROOT("a root is the base64 of 32 bytes"),

    // another key for the log
    SUCCESSION_MALFORMED("not the lines of a succession, or not one that can be"),
    SUCCESSION_UNSIGNED("a succession is not signed by both its keys"),
    REOPENING_UNWITNESSED("the ledger was reopened under a new origin without the witness"),
    KEY_RETIRED(
            "signed by a key for a size at which it no longer signed, or for entries that were lost before a reopening"),

    // proofs
    PROOF_MALFORMED("not the lines of a proof"),
    PROOF_TOO_LONG("more hashes than a tree can need"),
    PROOF_RANGE("the place does not lie in the tree"),
    PROOF_LENGTH("too few or too many hashes for this tree"),
    PROOF_ROOT("the proof leads to another root"),
    PROOF_EARLIER_ROOT("the proof does not start from the earlier root"),

    // JSON, leaves, bundles, tiles
    JSON_NOT_CANONICAL("not canonical JSON"),
    JSON_TYPE("a value of another type is expected"),
    LEAF_TOO_LONG("a leaf of more than 4096 bytes"),
    LEAF_MALFORMED("not the 14 names of a leaf in canonical form"),
    LEAF_VALUE("a value that no leaf can have"),
    BUNDLE_MALFORMED("lengths and entries do not fill the bundle"),
    BUNDLE_COUNT("another number of entries than its name says"),
    TILE_PATH("not the path of a tile"),
    TILE_LENGTH("another number of hashes than its name says"),
    RECEIPT_MALFORMED("not the base64 of hash, time and signature"),
    RECEIPT_SIGNATURE("the receipt was not signed by this key"),

    // packages: their form
    PACKAGE_UNREADABLE("not a ZIP file that can be read"),
    PACKAGE_NAME("a name that leads out of the package, or two entries of one name"),
    PACKAGE_TOO_LARGE("an entry larger than any the ledger writes"),
    MANIFEST_MISSING("no MANIFEST.json"),
    MANIFEST_MALFORMED("the manifest lacks a name or holds a wrong value"),
    FILE_MISSING("the manifest names a file that is not there"),
    FILE_UNLISTED("a file that the manifest does not name"),
    FILE_CHANGED("a file is not what the manifest says"),
    FILE_SIZE("a file is not as long as the manifest says"),

    // packages: the ledger in them
    LEDGER_MISSING("no proof/checkpoint"),
    CHECKPOINT_UNSIGNED("the checkpoint does not carry the log's signature"),
    CHECKPOINT_SIGNATURE("the log's signature on the checkpoint is wrong"),
    WITNESS_UNSIGNED("the checkpoint does not carry the witness's signature"),
    WITNESS_SIGNATURE("the witness's signature on the checkpoint is wrong"),
    NOT_COMPARED("no key of an outside witness was given: compared with nobody"),
    ENTRIES_MISSING("an entry bundle is not there"),
    ENTRIES_SURPLUS("entry bundles beyond the size of the checkpoint"),
    ROOT_DIFFERS("the entries lead to another root"),
    TILE_MISSING("a hash tile is not there"),
    TILE_DIFFERS("a hash tile disagrees with the entries"),
    OLDER_CHECKPOINT_NAME("an older checkpoint stands under another size than its own"),
    OLDER_CHECKPOINT_AHEAD("an older checkpoint is larger than the newest"),
    OLDER_CHECKPOINT_FORKED("an older checkpoint has another root than this ledger had at that size"),
    LOG_SHRANK("smaller than a checkpoint that was kept"),

    // packages: what the entries say
    NUMBER_GAP("an aggregate's events do not follow each other without a gap"),
    NUMBER_TWICE("an aggregate has two events of one number"),
    EVENT_MISSING("no entry has the event id that was asked for"),
    DEADLINE_UNDECIDED("the witness saw the ledger neither with the entry before the deadline nor without it after"),
    EVENT_TWICE("two entries have one event id"),
    BACK_DATED("older than the witness's signature before it allows"),
    POST_DATED("later than the witness's signature after it allows"),
    PAYLOAD_MISSING("a payload that must be there is not"),
    PAYLOAD_SURPLUS("a payload that no entry names"),
    PAYLOAD_CHANGED("a payload is not what its entry says"),
    PAYLOAD_SIZE("a payload is not as long as its entry says"),
    PAYLOAD_MALFORMED("a payload is not canonical JSON of data, meta and salt"),

    // packages: what binds the tables
    SEAL_MISSING("no event names this manifest"),
    SEAL_DIFFERS("the event that seals this position names another manifest"),
    SEAL_POSITION("the seal does not stand after the position it seals"),
    CONTENT_HASH_DIFFERS("what was signed has another content hash than the manifest"),
    PROOF_FILE("a proof in the package does not prove its entry"),
    STATE_DIFFERS("a table is not what the events make of it"),
    TABLE_MALFORMED("a table cannot be read"),

    // codes on paper
    CODE_LENGTH("a code has 20 characters"),
    CODE_CHARACTER("a character that no code has"),
    CODE_CHECK("a group's check character is wrong"),

    INTERNAL("the check itself failed; nothing was confirmed");

    private final String meaning;

    Reason(String meaning) {
        this.meaning = meaning;
    }

    /** What programs read: the name in lower case with hyphens. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, in a few English words. */
    public String meaning() {
        return meaning;
    }
}
