package org.mingzhang.ops.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.sql.DataSource;
import org.mingzhang.command.evidence.EvidenceFiles;
import org.mingzhang.query.evidence.EvidenceContent;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 佐证材料的内容: apart from the events, each file sealed under a key of its own that lies where the keys of persons lie, so that
 * destroying the key erases the file in every backup too.
 */
final class EvidenceTable implements EvidenceFiles, EvidenceContent {

    private final DataSource database;
    private final JdbcTemplate sql;
    private final TransactionTemplate transaction;
    private final PersonKeys keys;

    EvidenceTable(DataSource database, PersonKeys keys) {
        this.database = database;
        this.sql = new JdbcTemplate(database);
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        this.keys = keys;
    }

    @Override
    public void keep(String evidence, byte[] content) {
        var fresh = new HashMap<String, SecretKey>();
        transaction.executeWithoutResult(status -> {
            var key = keyFor(evidence, fresh);
            var box = Gcm.encrypt(key, content, evidence.getBytes(UTF_8));
            sql.update(
                    "insert into store.evidence (evidence, box) values (?, ?) on conflict do nothing", evidence, box);
        });
        keys.remember(fresh);
    }

    private SecretKey keyFor(String evidence, Map<String, SecretKey> fresh) {
        var connection = DataSourceUtils.getConnection(database);
        try {
            var made = keys.forSealing(connection, List.of(keyOf(evidence)), fresh);
            return Objects.requireNonNull(made.get(keyOf(evidence)));
        } catch (SQLException broken) {
            throw new IllegalStateException("no key for evidence " + evidence, broken);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    @Override
    public void forget(String evidence) {
        sql.update("delete from store.evidence where evidence = ?", evidence);
    }

    @Override
    public Optional<byte[]> of(String evidence) {
        var boxes = sql.queryForList("select box from store.evidence where evidence = ?", byte[].class, evidence);
        return boxes.stream()
                .findFirst()
                .flatMap(box -> keys.forOpening(keyOf(evidence)).map(key -> opened(key, box, evidence)));
    }

    private static byte[] opened(SecretKey key, byte[] box, String evidence) {
        try {
            return Gcm.decrypt(key, box, evidence.getBytes(UTF_8));
        } catch (GeneralSecurityException altered) {
            throw new IllegalStateException("the sealed file of evidence " + evidence + " was altered", altered);
        }
    }

    static String keyOf(String evidence) {
        return "evidence-" + evidence;
    }
}
