package org.mingzhang.query.progress;

import java.security.Principal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 审核签名: everybody who ever approved a share, with the post of that moment; a void signature stays and says why. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/signatures")
class SignatureController {

    /**
     * One signature.
     *
     * @param position its ledger position
     * @param post the person's post when signing
     * @param contentHash exactly what was signed
     * @param voidReason why it counts no more; null while it counts
     */
    record Signature(
            long position,
            @Nullable Who by,
            String post,
            Instant at,
            boolean late,
            String contentHash,
            int entries,
            @Nullable String voidReason) {}

    record Signatures(List<Signature> items) {}

    private final Shares shares;
    private final Organisation organisation;
    private final Reads reads;
    private final JdbcClient sql;

    SignatureController(Shares shares, Organisation organisation, Reads reads, JdbcClient sql) {
        this.shares = shares;
        this.organisation = organisation;
        this.reads = reads;
        this.sql = sql;
    }

    @GetMapping
    ResponseEntity<Signatures> list(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        shares.visible(table, department, reader, Visibility::state);
        var signed = sql.sql("select * from signature where table_key = ? and department = ? order by position desc")
                .params(table.toString(), department)
                .query((row, number) -> Signed.of(row))
                .list();
        var names = organisation.names(signed.stream().map(Signed::by).toList());
        return Reads.ok(position)
                .body(new Signatures(signed.stream()
                        .map(each -> new Signature(
                                each.position,
                                names.of(each.by),
                                each.post,
                                each.at,
                                each.late,
                                each.contentHash,
                                each.entries,
                                each.voidReason))
                        .toList()));
    }

    private record Signed(
            long position,
            String by,
            String post,
            Instant at,
            boolean late,
            String contentHash,
            int entries,
            @Nullable String voidReason) {

        static Signed of(ResultSet row) throws SQLException {
            return new Signed(
                    row.getLong("position"),
                    row.getString("by_staff"),
                    row.getString("post"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("late"),
                    row.getString("content_hash"),
                    row.getInt("entries"),
                    row.getString("void_reason"));
        }
    }
}
