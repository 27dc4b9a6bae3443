package org.mingzhang.ops.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.erasure.PersonalKeys;
import org.mingzhang.events.proof.ByteBuilder;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * 个人密钥: a random AES-256 key for each person, wrapped by a key outside the database. Destroying a person's key erases every
 * value sealed under it, wherever it lies, while every proof still holds.
 *
 * <p>A key made in a transaction is known to others only once that has committed: an event sealed under a key that was rolled
 * back could never be opened.
 */
final class PersonKeys implements PersonalKeys {

    private static final int KEY = 32;
    private static final int REMEMBERED = 50_000;

    /** Bytes that are sent at a time. */
    private static final int PIECE = 1 << 15;

    private final DataSource database;
    private final SecretKey wrapping;

    /** Empty for a person whose key was destroyed. */
    private final Recent<String, Optional<SecretKey>> recent = new Recent<>(REMEMBERED);

    @SuppressWarnings("ArrayRecordComponent")
    record Wrapped(String person, SecretKey key, byte[] wrapped) {}

    PersonKeys(DataSource database, SecretKey wrapping) {
        this.database = database;
        this.wrapping = wrapping;
    }

    /**
     * Keys to seal under, made where there were none.
     *
     * @param fresh keys that this transaction made; added to here, to be {@link #remember remembered} after its commit
     */
    Map<String, SecretKey> forSealing(Connection connection, Collection<String> persons, Map<String, SecretKey> fresh)
            throws SQLException {
        var keys = new HashMap<String, SecretKey>();
        var unknown = take(persons, fresh, keys);
        if (unknown.isEmpty()) {
            return keys;
        }
        take(read(connection, unknown), keys, unknown);
        if (!unknown.isEmpty()) {
            var made = make(connection, unknown);
            fresh.putAll(made);
            keys.putAll(made);
            unknown.removeAll(made.keySet());
            take(read(connection, unknown), keys, unknown);
        }
        if (!unknown.isEmpty()) {
            refuseDestroyed();
        }
        return keys;
    }

    /**
     * Keys for very many events, some of them new.
     *
     * @param keys all of them
     * @param made those to be stored still
     */
    record Planned(Map<String, SecretKey> keys, List<Wrapped> made) {}

    /**
     * Plans the keys of very many persons, so that sealing can begin before they are stored.
     *
     * @param planned keys that this transaction has planned or made already
     */
    Planned plan(Connection connection, Collection<String> persons, Map<String, SecretKey> planned)
            throws SQLException {
        var keys = new HashMap<String, SecretKey>();
        var unknown = take(persons, planned, keys);
        var stored = read(connection, unknown);
        take(stored, keys, unknown);
        if (unknown.stream().anyMatch(stored::containsKey)) {
            refuseDestroyed();
        }
        var made = List.copyOf(unknown).parallelStream().map(this::made).toList();
        made.forEach(one -> keys.put(one.person(), one.key()));
        return new Planned(keys, made);
    }

    /**
     * Stores keys that were planned; fails if somebody else made one of them at the same time.
     *
     * @param fresh keys that this transaction made; added to here
     */
    void store(Connection connection, List<Wrapped> made, Map<String, SecretKey> fresh) throws SQLException {
        if (made.isEmpty()) {
            return;
        }
        var copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy store.person_key (person, wrapped) from stdin with (format binary)");
        var piece = new ByteBuilder(2 * PIECE);
        piece.write(EventTable.COPY_HEADER);
        for (var one : made) {
            EventTable.text(piece.appendShort(2), one.person());
            EventTable.bytes(piece, one.wrapped());
            if (piece.size() >= PIECE) {
                EventTable.write(copy, piece);
                piece.clear();
            }
        }
        EventTable.write(copy, piece.appendShort(-1));
        copy.endCopy();
        made.forEach(one -> fresh.put(one.person(), one.key()));
    }

    private static void refuseDestroyed() {
        throw new Refusal(Rule.PERSON_ERASED);
    }

    /** Lets everybody use keys whose transaction has committed. */
    void remember(Map<String, SecretKey> committed) {
        committed.forEach((person, key) -> recent.put(person, Optional.of(key)));
    }

    /** The key to open a person's values; empty if it was destroyed. */
    Optional<SecretKey> forOpening(String person) {
        var known = recent.get(person);
        if (known == null) {
            prefetch(List.of(person));
            known = recent.get(person);
        }
        if (known == null) {
            throw new IllegalStateException("there never was a key of person " + person);
        }
        return known;
    }

    /** Makes the keys of many persons ready with one question to the database. */
    void prefetch(Collection<String> persons) {
        var unknown =
                persons.stream().filter(person -> recent.get(person) == null).toList();
        if (unknown.isEmpty()) {
            return;
        }
        var connection = DataSourceUtils.getConnection(database);
        try {
            read(connection, unknown).forEach(recent::put);
        } catch (SQLException broken) {
            throw new IllegalStateException("keys of persons cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    @Override
    public Set<String> existing(Collection<String> names) {
        var connection = DataSourceUtils.getConnection(database);
        try {
            return read(connection, names).entrySet().stream()
                    .filter(key -> key.getValue().isPresent())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        } catch (SQLException broken) {
            throw new IllegalStateException("keys of persons cannot be read", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    @Override
    public String ofEvidence(String evidence) {
        return EvidenceTable.keyOf(evidence);
    }

    @Override
    public void destroy(Collection<String> names) {
        names.forEach(this::destroy);
    }

    /** Destroys a person's key for good, in the running transaction. */
    void destroy(String person) {
        var connection = DataSourceUtils.getConnection(database);
        try (var update = connection.prepareStatement("""
                update store.person_key set wrapped = null, destroyed_at = now()
                where person = ? and wrapped is not null""")) {
            update.setString(1, person);
            update.executeUpdate();
        } catch (SQLException broken) {
            throw new IllegalStateException("a key cannot be destroyed", broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
        recent.remove(person);
        AfterTransaction.run(() -> recent.remove(person));
    }

    /**
     * Takes the keys that need not be read.
     *
     * @param own keys of this transaction
     * @return whose keys are missing, ascending, so that two transactions that need the same keys cannot wait for each other in
     *     a circle
     */
    private SortedSet<String> take(
            Collection<String> persons, Map<String, SecretKey> own, Map<String, SecretKey> keys) {
        var unknown = new TreeSet<String>();
        for (var person : persons) {
            var known = Optional.ofNullable(recent.get(person)).orElseGet(() -> Optional.ofNullable(own.get(person)));
            known.ifPresentOrElse(key -> keys.put(person, key), () -> unknown.add(person));
        }
        return unknown;
    }

    private static void take(
            Map<String, Optional<SecretKey>> found, Map<String, SecretKey> keys, Collection<String> unknown) {
        found.forEach((person, key) -> key.ifPresent(present -> {
            keys.put(person, present);
            unknown.remove(person);
        }));
    }

    private Map<String, Optional<SecretKey>> read(Connection connection, Collection<String> persons)
            throws SQLException {
        if (persons.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<String, byte[]>();
        var destroyed = new ArrayList<String>();
        try (var select =
                connection.prepareStatement("select person, wrapped from store.person_key where person = any(?)")) {
            select.setArray(1, connection.createArrayOf("text", persons.toArray()));
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var wrapped = rows.getBytes(2);
                    if (wrapped == null) {
                        destroyed.add(rows.getString(1));
                    } else {
                        found.put(rows.getString(1), wrapped);
                    }
                }
            }
        }
        var keys = found.entrySet().parallelStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> Optional.of(unwrap(entry.getKey(), entry.getValue()))));
        destroyed.forEach(person -> keys.put(person, Optional.empty()));
        return keys;
    }

    private Map<String, SecretKey> make(Connection connection, Collection<String> persons) throws SQLException {
        var wrapped = persons.stream().toList().parallelStream()
                .map(this::made)
                .collect(Collectors.toMap(Wrapped::person, Function.identity(), (one, same) -> one, TreeMap::new));
        var stored = new HashMap<String, SecretKey>();
        try (var insert = connection.prepareStatement("""
                insert into store.person_key (person, wrapped)
                select person, wrapped from unnest(?::text[], ?::bytea[]) as made (person, wrapped)
                on conflict (person) do nothing
                returning person""")) {
            insert.setArray(1, connection.createArrayOf("text", wrapped.keySet().toArray()));
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "bytea",
                            wrapped.values().stream().map(Wrapped::wrapped).toArray(byte[][]::new)));
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    var person = rows.getString(1);
                    Optional.ofNullable(wrapped.get(person)).ifPresent(made -> stored.put(person, made.key()));
                }
            }
        }
        return stored;
    }

    private Wrapped made(String person) {
        var key = RandomBytes.next(KEY);
        return new Wrapped(
                person,
                new SecretKeySpec(key, "AES"),
                Gcm.encrypt(wrapping, key, person.getBytes(StandardCharsets.UTF_8)));
    }

    private SecretKey unwrap(String person, byte[] wrapped) {
        try {
            return new SecretKeySpec(Gcm.decrypt(wrapping, wrapped, person.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException wrong) {
            throw new IllegalStateException(
                    "the key of person " + person + " does not open: wrong kek.key, or changed in the database", wrong);
        }
    }
}
