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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 延期申请 as readers see them: the office and the supervising offices all, others those of their own shares. */
@RestController
class WishController {

    /** A request; the fields mean what they mean in {@link Wishes.Wish}. */
    record Shown(
            String table,
            String department,
            @Nullable String departmentName,
            String stage,
            Instant until,
            String reason,
            @Nullable Who by,
            Instant at,
            @Nullable Boolean granted,
            @Nullable String answer) {}

    record All(List<Shown> items) {}

    private final Wishes wishes;
    private final Shares shares;
    private final Organisation organisation;
    private final Reads reads;

    WishController(Wishes wishes, Shares shares, Organisation organisation, Reads reads) {
        this.wishes = wishes;
        this.shares = shares;
        this.organisation = organisation;
        this.reads = reads;
    }

    @GetMapping("/api/v1/campaigns/{year}/extension-requests")
    ResponseEntity<All> all(
            Principal principal, @PathVariable int year, @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.now(minPosition, Views.PROGRESS);
        var reader = organisation.reader(principal);
        var seen = wishes.of(organisation.campaign(year)).stream()
                .filter(wish -> reader.seesAllStates()
                        || shares.find(wish.table(), wish.department())
                                .filter(share -> Visibility.of(reader, share).cells())
                                .isPresent())
                .toList();
        var names = organisation.names(seen.stream().map(Wishes.Wish::by).toList());
        var departments = organisation.departmentNames();
        return Reads.ok(position)
                .body(new All(seen.stream()
                        .map(wish -> new Shown(
                                wish.table().code(),
                                wish.department(),
                                departments.get(wish.department()),
                                wish.stage(),
                                wish.until(),
                                wish.reason(),
                                names.of(wish.by()),
                                wish.at(),
                                wish.granted(),
                                wish.answer()))
                        .toList()));
    }
}
