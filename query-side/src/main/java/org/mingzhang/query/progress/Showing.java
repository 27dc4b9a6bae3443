package org.mingzhang.query.progress;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Language;
import org.mingzhang.query.Then;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.org.Reader;
import org.springframework.stereotype.Component;

/** Tells shares to a reader: names for numbers, words for states, days for dates. */
@Component
public final class Showing {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    private final Shares shares;
    private final Organisation organisation;
    private final Catalogues catalogues;
    private final Clock clock;

    Showing(Shares shares, Organisation organisation, Catalogues catalogues, Clock clock) {
        this.shares = shares;
        this.organisation = organisation;
        this.catalogues = catalogues;
        this.clock = clock;
    }

    /** Those of a campaign's shares that a reader may see. */
    public List<ShareShown> shares(CampaignKey campaign, Collection<Share> all, Reader reader, Language language) {
        var seen = all.stream()
                .filter(share -> Visibility.of(reader, share).state())
                .toList();
        var names = organisation.names(
                seen.stream().flatMap(Showing::people).filter(Objects::nonNull).toList());
        var departments = organisation.departmentNames();
        var lateness = shares.lateness(campaign);
        var shown = new ArrayList<ShareShown>();
        for (var share : seen) {
            var at = new Shares.At(share.table(), share.department());
            shown.add(show(share, reader, language, names, departments, lateness.getOrDefault(at, List.of())));
        }
        return shown;
    }

    /** Whole days from today until a date, Beijing time; negative once it passed. */
    public @Nullable Long daysLeft(@Nullable Instant due) {
        return due == null
                ? null
                : ChronoUnit.DAYS.between(
                        Then.instant(clock).atZone(BEIJING).toLocalDate(),
                        due.atZone(BEIJING).toLocalDate());
    }

    /** Title of a table. */
    public String title(Share share) {
        return catalogues
                .find(share.gate().edition())
                .flatMap(edition -> edition.table(share.table().code()))
                .map(Table::zh)
                .orElse(share.table().code());
    }

    private ShareShown show(
            Share share,
            Reader reader,
            Language language,
            Organisation.Names names,
            Map<String, String> departments,
            List<Shares.Lateness> lateness) {
        var hindrance = Editing.hindrance(reader, share, Then.instant(clock));
        var submission = share.submission();
        var briefing = share.briefing();
        var approval = share.approval();
        var returned = share.sentBackBy();
        return new ShareShown(
                share.table().code(),
                title(share),
                share.department(),
                departments.get(share.department()),
                share.lead(),
                share.filling().name(),
                share.stage().name(),
                StageWords.of(share.stage(), language),
                new ShareShown.Turn(share.turn().name(), names.of(share.holders())),
                names.of(share.collectors()),
                names.of(share.reviewer()),
                names.of(share.supervisor()),
                share.teachers().size(),
                share.part(),
                share.nilProposed(),
                share.nilReason() != null,
                share.nilReason(),
                share.entries(),
                share.revision(),
                share.lastChange(),
                dates(share.collection()),
                dates(share.review()),
                daysLeft(dueNow(share)),
                lateness,
                share.contentHash(),
                submission == null
                        ? null
                        : new ShareShown.Act(names.of(submission.by()), submission.at(), submission.late()),
                briefing == null
                        ? null
                        : new ShareShown.BriefingShown(
                                names.of(briefing.leader()),
                                briefing.heldAt(),
                                briefing.manner(),
                                briefing.note(),
                                briefing.state(),
                                briefing.reason()),
                approval == null ? null : new ShareShown.Act(names.of(approval.by()), approval.at(), approval.late()),
                returned == null
                        ? null
                        : new ShareShown.ReturnShown(
                                names.of(returned.by()), returned.at(), returned.reason(), returned.cells()),
                share.gate().consolidated(),
                hindrance.isEmpty(),
                hindrance.map(Editing::code).orElse(null),
                hindrance.map(why -> why.words(language)).orElse(null));
    }

    private static @Nullable Instant dueNow(Share share) {
        return switch (share.stage()) {
            case LOCKED, OPEN, DRAFT, RETURNED -> share.collection().counts();
            case SUBMITTED, BRIEFED -> share.review().counts();
            case APPROVED, RECEIVED -> null;
        };
    }

    private static ShareShown.Dates dates(Share.Due due) {
        return new ShareShown.Dates(due.original(), due.current(), due.extended(), due.counts());
    }

    private static Stream<@Nullable String> people(Share share) {
        var people = new ArrayList<@Nullable String>(share.collectors());
        people.addAll(share.holders());
        people.add(share.reviewer());
        people.add(share.supervisor());
        var submission = share.submission();
        var briefing = share.briefing();
        var approval = share.approval();
        var returned = share.sentBackBy();
        people.add(submission == null ? null : submission.by());
        people.add(briefing == null ? null : briefing.leader());
        people.add(approval == null ? null : approval.by());
        people.add(returned == null ? null : returned.by());
        return people.stream();
    }
}
