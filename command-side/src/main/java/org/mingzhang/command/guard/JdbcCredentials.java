package org.mingzhang.command.guard;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.org.AccountEvent;
import org.mingzhang.events.org.OrganisationEvent;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps credentials: passwords as they are chosen, everything else as the events say it, in their transaction. */
@Component
@ProcessingGroup("guard")
class JdbcCredentials implements Credentials {

    private final JdbcClient sql;
    private final KeyedHash hash;

    JdbcCredentials(JdbcClient sql, KeyedHash hash) {
        this.sql = sql;
        this.hash = hash;
    }

    @Override
    public Optional<Credential> of(String staffNo) {
        return sql.sql("""
                select staff_no, password_hash, identity_tail, code_hash, activation_until, activated, locked_until, closed
                from guard.credential where staff_no = :staffNo""")
                .param("staffNo", staffNo)
                .query(JdbcCredentials::credential)
                .optional();
    }

    @Override
    public boolean endsIdentityNumber(Credential credential, String six) {
        return six.length() == 6 && tailHash(hash, credential.staffNo(), six).equals(credential.identityTail());
    }

    private static Credential credential(ResultSet row, int number) throws SQLException {
        return new Credential(
                row.getString("staff_no"),
                row.getString("password_hash"),
                row.getString("identity_tail"),
                row.getString("code_hash"),
                Rows.instant(row, "activation_until"),
                row.getBoolean("activated"),
                Rows.instant(row, "locked_until"),
                row.getBoolean("closed"));
    }

    @Override
    public void choose(String staffNo, String passwordHash) {
        sql.sql("update guard.credential set password_hash = :hash, code_hash = null where staff_no = :staffNo")
                .param("hash", passwordHash)
                .param("staffNo", staffNo)
                .update();
    }

    @Override
    public void handOut(String staffNo, String codeHash) {
        sql.sql("update guard.credential set code_hash = :hash where staff_no = :staffNo")
                .param("hash", codeHash)
                .param("staffNo", staffNo)
                .update();
    }

    @Override
    public List<String> lapsed(Instant before) {
        return sql.sql("""
                select staff_no from guard.credential
                where not activated and not closed and activation_until < :before order by staff_no""")
                .param("before", Timestamp.from(before))
                .query(String.class)
                .list();
    }

    @Override
    public void setUpCode(String codeHash) {
        sql.sql("delete from guard.set_up_code where not used").update();
        sql.sql("insert into guard.set_up_code (code_hash) values (:hash)")
                .param("hash", codeHash)
                .update();
    }

    @Override
    public Optional<String> setUpCode() {
        return sql.sql("select code_hash from guard.set_up_code where not used")
                .query(String.class)
                .optional();
    }

    @Override
    public void useSetUpCode() {
        sql.sql("update guard.set_up_code set used = true").update();
    }

    /** Whoever is newly recorded may activate the account for 14 days. */
    @EventHandler
    void on(OrganisationEvent.StaffRecorded recorded) {
        sql.sql("""
                insert into guard.credential as known (staff_no, identity_tail, activation_until)
                values (:staffNo, :tail, :until)
                on conflict (staff_no) do update set
                    identity_tail = coalesce(excluded.identity_tail, known.identity_tail),
                    activation_until = case when known.closed then excluded.activation_until else known.activation_until end,
                    activated = known.activated and not known.closed,
                    password_hash = case when known.closed then null else known.password_hash end,
                    closed = false""")
                .param("staffNo", recorded.staffNo())
                .param("tail", tail(recorded))
                .param("until", Timestamp.from(recorded.at().plus(Duration.ofDays(14))))
                .update();
    }

    /** The number is plain only while the event is being stored; read back it is sealed and what is known stays. */
    private @Nullable String tail(OrganisationEvent.StaffRecorded recorded) {
        if (recorded.identityNumber() instanceof CellValue.Personal personal
                && personal.value() instanceof CellValue.Text number
                && number.text().length() >= 6) {
            return tailHash(hash, recorded.staffNo(), number.text());
        }
        return null;
    }

    /** Keyed hash of the last six characters of an identity number, or of the six characters themselves. */
    private static String tailHash(KeyedHash hash, String staffNo, String number) {
        var tail = number.substring(number.length() - 6).toUpperCase(Locale.ROOT);
        return hash.of("identity-tail", staffNo, tail);
    }

    @EventHandler
    void on(AccountEvent.ActivationOffered offered) {
        sql.sql("update guard.credential set activation_until = :until where staff_no = :staffNo")
                .param("until", Timestamp.from(offered.until()))
                .param("staffNo", offered.staffNo())
                .update();
    }

    @EventHandler
    void on(AccountEvent.Activated activated) {
        sql.sql("update guard.credential set activated = true, locked_until = null where staff_no = :staffNo")
                .param("staffNo", activated.staffNo())
                .update();
    }

    @EventHandler
    void on(AccountEvent.AccountLocked locked) {
        sql.sql("update guard.credential set locked_until = :until where staff_no = :staffNo")
                .param("until", Timestamp.from(locked.until()))
                .param("staffNo", locked.staffNo())
                .update();
    }

    /** The password is kept, so that whoever still proves to be the person is told that the account is closed. */
    @EventHandler
    void on(AccountEvent.AccountClosed closed) {
        sql.sql("update guard.credential set closed = true, code_hash = null where staff_no = :staffNo")
                .param("staffNo", closed.staffNo())
                .update();
    }
}
