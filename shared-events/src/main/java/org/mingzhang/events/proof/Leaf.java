package org.mingzhang.events.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

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

    /** No leaf is longer, in bytes. */
    public static final int LIMIT = 4096;

    /** What the MAC is over: the canonical header without its name {@code mac}. */
    public byte[] withoutMac() {
        return bytes(false);
    }

    /** The canonical header, all 14 names. */
    public byte[] bytes() {
        return bytes(true);
    }

    private byte[] bytes(boolean whole) {
        var json = new StringBuilder(512);
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
        var bytes = json.append(",\"v\":1}").toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LIMIT) {
            throw new IllegalArgumentException("a leaf of " + bytes.length + " bytes is too long");
        }
        return bytes;
    }

    private static void string(StringBuilder json, String name, String value) {
        json.append(name);
        Canonical.string(json, value);
    }

    // always three digits of a second, so that there is one way to write an instant
    private static void instant(StringBuilder json, Instant at) {
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

    private static StringBuilder digits(StringBuilder json, int number, int digits) {
        for (int limit = (int) Math.pow(10, digits - 1); limit > 1 && number < limit; limit /= 10) {
            json.append('0');
        }
        return json.append(number);
    }
}
