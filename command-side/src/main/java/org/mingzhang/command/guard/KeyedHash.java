package org.mingzhang.command.guard;

/** 带密钥的散列: names things that must be recognised but not guessed, under a key that never stands in the database. */
@FunctionalInterface
public interface KeyedHash {

    /**
     * HMAC-SHA-256 over the parts, cut to 128 bits, in Base64url without padding (22 characters).
     *
     * @param domain what is hashed, so that equal values of different meaning differ: {@code student}, {@code staff}, a table
     *     code and field …
     */
    String of(String domain, String... parts);

    /** Pseudonym under which a member of staff's personal values are sealed. */
    default String staff(String staffNo) {
        return of("staff", staffNo);
    }
}
