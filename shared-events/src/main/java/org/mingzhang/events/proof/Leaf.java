package org.mingzhang.events.proof;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * 叶子: what the ledger says of one event, and what its proofs are over: a small canonical header that names the digest of the
 * stored bytes. Exactly 14 names, of which {@code v} is always 1.
 *
 * @param agg kind of aggregate, such as {@code table}
 * @param id the aggregate's id, such as {@code 99001/2022/1.4.1}
 * @param n number of the event within its aggregate, from 0 without gaps
 * @param eid id of the event, a UUID
 * @param type stored name of the event
 * @param rev revision of its form
 * @param at when it happened, UTC, whole milliseconds
 * @param actor pseudonym of the person who acted, or {@code system}
 * @param role the person's post at that time, may be empty
 * @param cmd id of the command it followed from, may be empty
 * @param payload {@code sha256:} and 64 hexadecimal digits, over the stored bytes
 * @param size number of stored bytes
 * @param mac HMAC-SHA-256 over {@link #withoutMac()} under the append key, Base64url without padding
 */
public record Leaf(
        String agg,
        String id,
        long n,
        String eid,
        String type,
        int rev,
        Instant at,
        String actor,
        String role,
        String cmd,
        String payload,
        int size,
        String mac) {

    /** Where each thread puts leaves together; only what they come to is kept. */
    private static final ThreadLocal<ByteBuilder> ROOM = ThreadLocal.withInitial(() -> new ByteBuilder(512));

    /** No leaf is longer, in bytes. */
    public static final int LIMIT = 4096;

    private static final Set<String> NAMES =
            Set.of("v", "agg", "id", "n", "eid", "type", "rev", "at", "actor", "role", "cmd", "payload", "size", "mac");
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern SHA256 = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern MAC = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final Instant FIRST = Instant.parse("1000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    /**
     * Reads a leaf.
     *
     * @throws ProofRefused if it is not the one way to write it
     */
    public static Leaf parse(byte[] bytes) {
        if (bytes.length > LIMIT) {
            throw new ProofRefused(Reason.LEAF_TOO_LONG);
        }
        var json = Json.parse(bytes);
        if (!(json instanceof Json.Members object) || !object.members().keySet().equals(NAMES)) {
            throw new ProofRefused(Reason.LEAF_MALFORMED);
        }
        var leaf = new Leaf(
                json.member("agg").text(),
                json.member("id").text(),
                json.member("n").number(),
                json.member("eid").text(),
                json.member("type").text(),
                whole(json.member("rev")),
                instant(json.member("at").text()),
                json.member("actor").text(),
                json.member("role").text(),
                json.member("cmd").text(),
                json.member("payload").text(),
                whole(json.member("size")),
                json.member("mac").text());
        leaf.check(json.member("v").number());
        if (!Arrays.equals(leaf.bytes(), bytes)) {
            throw new ProofRefused(Reason.LEAF_MALFORMED);
        }
        return leaf;
    }

    private void check(long version) {
        if (version != 1 || n < 0 || rev < 1 || size < 1 || agg.isEmpty() || id.isEmpty() || type.isEmpty()) {
            throw new ProofRefused(Reason.LEAF_VALUE);
        }
        if (!matches(SHA256, payload) || !matches(UUID, eid) || !matches(MAC, mac)) {
            throw new ProofRefused(Reason.LEAF_VALUE);
        }
    }

    private static boolean matches(Pattern pattern, String text) {
        return pattern.matcher(text).matches();
    }

    private static int whole(Json json) {
        long number = json.number();
        if (number != (int) number) {
            throw new ProofRefused(Reason.LEAF_VALUE);
        }
        return (int) number;
    }

    private static Instant instant(String text) {
        try {
            var at = Instant.parse(text);
            if (at.isBefore(FIRST)
                    || at.isAfter(LAST)
                    || !at.truncatedTo(ChronoUnit.MILLIS).equals(at)) {
                throw new ProofRefused(Reason.LEAF_VALUE);
            }
            return at;
        } catch (DateTimeParseException malformed) {
            throw new ProofRefused(Reason.LEAF_VALUE);
        }
    }

    /** What the MAC is over: the canonical header without its name {@code mac}. */
    public byte[] withoutMac() {
        return bytes(false);
    }

    /** The canonical header, all 14 names. */
    public byte[] bytes() {
        return bytes(true);
    }

    private byte[] bytes(boolean whole) {
        var json = ROOM.get().clear();
        string(json, "{\"actor\":", actor);
        string(json, ",\"agg\":", agg);
        json.append(",\"at\":\"");
        instant(json, at);
        json.append('"');
        string(json, ",\"cmd\":", cmd);
        string(json, ",\"eid\":", eid);
        string(json, ",\"id\":", id);
        if (whole) {
            string(json, ",\"mac\":", mac);
        }
        json.append(",\"n\":").append(n);
        string(json, ",\"payload\":", payload);
        json.append(",\"rev\":").append(rev);
        string(json, ",\"role\":", role);
        json.append(",\"size\":").append(size);
        string(json, ",\"type\":", type);
        json.append(",\"v\":1}");
        if (json.size() > LIMIT) {
            throw new IllegalArgumentException("a leaf of " + json.size() + " bytes is too long");
        }
        return json.toByteArray();
    }

    private static void string(ByteBuilder json, String name, String value) {
        json.append(name);
        Canonical.string(json, value);
    }

    // always three digits of a second, so that there is one way to write an instant
    private static void instant(ByteBuilder json, Instant at) {
        var time = LocalDateTime.ofEpochSecond(at.getEpochSecond(), at.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999 || at.getNano() % 1_000_000 != 0) {
            throw new IllegalArgumentException("not an instant of the ledger: " + at);
        }
        json.append(time.getYear()).append('-');
        digits(json, time.getMonthValue(), 2).append('-');
        digits(json, time.getDayOfMonth(), 2).append('T');
        digits(json, time.getHour(), 2).append(':');
        digits(json, time.getMinute(), 2).append(':');
        digits(json, time.getSecond(), 2).append('.');
        digits(json, at.getNano() / 1_000_000, 3).append('Z');
    }

    private static ByteBuilder digits(ByteBuilder json, int number, int digits) {
        for (int limit = (int) Math.pow(10, digits - 1); limit > 1 && number < limit; limit /= 10) {
            json.append('0');
        }
        return json.append(number);
    }
}
