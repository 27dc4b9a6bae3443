package org.mingzhang.events.org;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;
import org.mingzhang.events.TableKey;

/** Everything that happens to one person's account (账号). Passwords and their hashes never stand in the ledger. */
public sealed interface AccountEvent extends Event {

    /** Ministry code of the college. */
    String college();

    /** Staff number (教工号), which is also the account's name. */
    String staffNo();

    /**
     * 可激活: the account may be activated until then; after that it lapses and must be offered again.
     *
     * @param until last instant
     */
    @EventName("account.activation-offered")
    record ActivationOffered(String college, String staffNo, Instant until, String by, Instant at)
            implements AccountEvent {}

    /** 已激活: the person proved who he or she is and chose a password. */
    @EventName("account.activated")
    record Activated(String college, String staffNo, String by, Instant at) implements AccountEvent {}

    /** 修改密码. */
    @EventName("account.password-changed")
    record PasswordChanged(String college, String staffNo, String by, Instant at) implements AccountEvent {}

    /**
     * 登录.
     *
     * @param device keyed hash of the device's address and browser, Base64url
     */
    @EventName("account.logged-in")
    record LoggedIn(String college, String staffNo, String device, String by, Instant at) implements AccountEvent {}

    /**
     * 登录失败.
     *
     * @param reason stable code, such as {@code bad-password}
     */
    @EventName("account.log-in-failed")
    record LogInFailed(String college, String staffNo, String reason, String device, String by, Instant at)
            implements AccountEvent {}

    /** 锁定: too many failures; until then nobody can log in or sign with this account. */
    @EventName("account.locked")
    record AccountLocked(String college, String staffNo, Instant until, String by, Instant at)
            implements AccountEvent {}

    /** 停用: the person left; nobody can log in any more. */
    @EventName("account.closed")
    record AccountClosed(String college, String staffNo, String reason, String by, Instant at)
            implements AccountEvent {}

    /**
     * 签发令牌: a program may act in the person's name until then, with the person's rights of the moment or fewer.
     *
     * @param token name of the token, which is no secret
     * @param name what its owner calls it
     * @param readOnly whether it may only ask
     * @param until last instant
     */
    @EventName("account.token-issued")
    record TokenIssued(
            String college,
            String staffNo,
            String token,
            String name,
            boolean readOnly,
            Instant until,
            String by,
            Instant at)
            implements AccountEvent {}

    /** 收回令牌, by its owner or the administrator. */
    @EventName("account.token-revoked")
    record TokenRevoked(String college, String staffNo, String token, String by, Instant at) implements AccountEvent {}

    /**
     * 被拒绝的敏感操作.
     *
     * @param act what was tried, such as {@code approve-share}
     * @param target what it was tried on, without personal values
     * @param rule stable code of the refusal
     */
    @EventName("account.attempt-refused")
    record AttemptRefused(String college, String staffNo, String act, String target, String rule, String by, Instant at)
            implements AccountEvent {}

    /**
     * 查看个人信息: personal values were shown unmasked.
     *
     * @param table where they stand
     * @param department share they stand in
     * @param entries numbers of the entries shown; empty if none
     * @param fields names of the fields shown
     * @param purpose the reader's words
     */
    @EventName("account.personal-values-read")
    record PersonalValuesRead(
            String college,
            String staffNo,
            TableKey table,
            @Nullable String department,
            List<Integer> entries,
            List<String> fields,
            String purpose,
            String by,
            Instant at)
            implements AccountEvent {

        public PersonalValuesRead {
            entries = List.copyOf(entries);
            fields = List.copyOf(fields);
        }
    }

    /**
     * 导出: a file with data left the system.
     *
     * @param what the file, such as {@code snapshot} or {@code entries}
     * @param target what it held
     * @param sha256 digest of its bytes
     */
    @EventName("account.exported")
    record Exported(String college, String staffNo, String what, String target, String sha256, String by, Instant at)
            implements AccountEvent {}

    /**
     * 督查查看: an inspector was shown data. The first time of an hour stands for all of the same within it.
     *
     * @param what what kind of thing was shown, such as {@code entries} or {@code trail}
     * @param year the campaign it belongs to; null if to none
     * @param tableCode the table; null if not one alone
     * @param share code of the department whose part it is; null if not one department's
     * @param person staff number of the person it is about; null if not about one
     */
    @EventName("account.looked-at")
    record LookedAt(
            String college,
            String staffNo,
            String what,
            @Nullable Integer year,
            @Nullable String tableCode,
            @Nullable String share,
            @Nullable String person,
            String by,
            Instant at)
            implements AccountEvent {}

    /**
     * 通知已读: the person opened what he or she was told.
     *
     * @param notices ledger positions of the events the notices were about
     */
    @EventName("account.notices-read")
    record NoticesRead(String college, String staffNo, List<Long> notices, String by, Instant at)
            implements AccountEvent {

        public NoticesRead {
            notices = List.copyOf(notices);
        }
    }
}
