package org.mingzhang.command.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.org.AccountEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 访问令牌, kept in step with the ledger in the transaction that appends to it. */
@Component
@ProcessingGroup("guard")
class JdbcTokens implements Tokens {

    private static final String SELECT = """
            select token, staff_no, name, read_only, valid_until, issued_at, revoked_at from guard.token
            where issued_at is not null""";

    private final JdbcClient sql;
    private final KeyedHash hash;

    JdbcTokens(JdbcClient sql, KeyedHash hash) {
        this.sql = sql;
        this.hash = hash;
    }

    @Override
    public Optional<Issued> shown(String token, String secret) {
        return sql.sql(SELECT + " and token = :token and secret_hash = :hash")
                .param("token", token)
                .param("hash", secretHash(token, secret))
                .query(JdbcTokens::issued)
                .optional();
    }

    @Override
    public List<Issued> issued(@Nullable String staffNo) {
        return sql.sql(SELECT
                        + " and (cast(:staffNo as text) is null or staff_no = :staffNo) order by issued_at desc, token")
                .param("staffNo", staffNo)
                .query(JdbcTokens::issued)
                .list();
    }

    @Override
    public void keep(String token, String secret) {
        sql.sql("insert into guard.token (token, secret_hash) values (:token, :hash) on conflict (token) do nothing")
                .param("token", token)
                .param("hash", secretHash(token, secret))
                .update();
    }

    private String secretHash(String token, String secret) {
        return hash.of("token-secret", token, secret);
    }

    private static Issued issued(ResultSet row, int number) throws SQLException {
        return new Issued(
                row.getString("token"),
                row.getString("staff_no"),
                row.getString("name"),
                row.getBoolean("read_only"),
                Objects.requireNonNull(Rows.instant(row, "valid_until")),
                Objects.requireNonNull(Rows.instant(row, "issued_at")),
                Rows.instant(row, "revoked_at"));
    }

    @EventHandler
    void on(AccountEvent.TokenIssued issued) {
        sql.sql("""
                update guard.token set staff_no = :staffNo, name = :name, read_only = :readOnly, valid_until = :until,
                    issued_at = :at
                where token = :token""")
                .param("token", issued.token())
                .param("staffNo", issued.staffNo())
                .param("name", issued.name())
                .param("readOnly", issued.readOnly())
                .param("until", Timestamp.from(issued.until()))
                .param("at", Timestamp.from(issued.at()))
                .update();
    }

    @EventHandler
    void on(AccountEvent.TokenRevoked revoked) {
        sql.sql("update guard.token set revoked_at = :at where token = :token")
                .param("token", revoked.token())
                .param("at", Timestamp.from(revoked.at()))
                .update();
    }
}
