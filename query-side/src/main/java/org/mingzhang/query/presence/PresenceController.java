package org.mingzhang.query.presence;

import java.security.Principal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Organisation.Who;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.progress.Visibility;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 谁也在这里: those who fill or review a share see each other while they have it open. Nothing is stored. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}/shares/{department}/presence")
class PresenceController {

    /** The cell one is at; nothing of it if one is at none. */
    record Here(@Nullable Integer entry, @Nullable String field) {}

    /** Somebody else who has the share open, and the cell he is at. */
    record Other(Who who, @Nullable Integer entry, @Nullable String field) {}

    record Others(List<Other> items) {}

    private final Presence presence;
    private final Shares shares;
    private final Organisation organisation;

    PresenceController(Presence presence, Shares shares, Organisation organisation) {
        this.presence = presence;
        this.shares = shares;
        this.organisation = organisation;
    }

    /** Says that one is here; said again every few seconds, or one is taken to have gone. */
    @PutMapping
    ResponseEntity<Others> come(
            Principal principal,
            @PathVariable int year,
            @PathVariable String code,
            @PathVariable String department,
            @RequestBody Here body) {
        var table = organisation.campaign(year).table(code);
        var reader = organisation.reader(principal);
        // whoever may unmask is who fills or reviews; others look without being seen, and without seeing
        shares.visible(table, department, reader, Visibility::mayUnmask);
        var others = presence.come(table, department, reader.staffNo(), body.entry(), body.field());
        var names = organisation.names(others.stream().map(Presence.At::staffNo).toList());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Others(others.stream()
                        .map(at -> new Other(Objects.requireNonNull(names.of(at.staffNo())), at.entry(), at.field()))
                        .toList()));
    }

    /** Says that one leaves. */
    @DeleteMapping
    ResponseEntity<Void> go(
            Principal principal, @PathVariable int year, @PathVariable String code, @PathVariable String department) {
        var table = organisation.campaign(year).table(code);
        presence.go(table, department, organisation.reader(principal).staffNo());
        return ResponseEntity.noContent().build();
    }
}
