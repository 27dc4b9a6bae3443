package org.mingzhang.query.progress;

import java.security.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.springframework.http.ResponseEntity;
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
     * @param opened which parts of the review page had been opened: ALL, CHANGES, NOTES; empty where nothing told
     * @param voidReason why it counts no more; null while it counts
     */
    record Signature(
            long position,
            @Nullable Who by,
            String post,
            Instant at,
            boolean late,
            String contentHash,
            List<String> opened,
            int entries,
            @Nullable String voidReason) {}

    record Items(List<Signature> items) {}

    private final Shares shares;
    private final Organisation organisation;
    private final Reads reads;
    private final Signatures signatures;

    SignatureController(Shares shares, Organisation organisation, Reads reads, Signatures signatures) {
        this.shares = shares;
        this.organisation = organisation;
        this.reads = reads;
        this.signatures = signatures;
    }

    @GetMapping
    ResponseEntity<Items> list(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        shares.visible(table, department, reader, Visibility::state);
        var signed = signatures.of(table, department);
        var names =
                organisation.names(signed.stream().map(Signatures.Signed::by).toList());
        return Reads.ok(position)
                .body(new Items(signed.stream()
                        .map(each -> new Signature(
                                each.position(),
                                names.of(each.by()),
                                each.post(),
                                each.at(),
                                each.late(),
                                each.contentHash(),
                                each.opened(),
                                each.entries(),
                                each.voidReason()))
                        .toList()));
    }
}
