package org.mingzhang.command.campaign;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.mingzhang.command.guard.ADirectory;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.PlanEvent.CampaignOpened;
import org.mingzhang.events.campaign.PlanEvent.CampaignPlanned;
import org.mingzhang.events.campaign.PlanEvent.Period;
import org.mingzhang.events.campaign.PlanEvent.StageScheduled;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;

/** The campaign of 2022 of an invented college: what the specifications have in common. */
abstract class ACampaign {

    static final Instant NOW = Instant.parse("2022-10-10T01:00:00Z");
    static final CampaignKey CAMPAIGN = new CampaignKey("99001", 2022);
    static final TableKey AWARDS = CAMPAIGN.table("2.13.1");
    static final String OFFICE = "20050007";
    static final String COLLECTOR = "20150101";
    static final String HEAD = "20000001";
    static final String SECOND_OFFICE = "20110015";
    static final String PRINCIPAL = "19950001";
    static final String DEPUTY = "19960001";
    static final LocalDate DAY = LocalDate.of(2022, 10, 15);

    final CampaignPlanned planned = new CampaignPlanned(
            CAMPAIGN,
            "2022",
            new Period(LocalDate.of(2021, 9, 1), LocalDate.of(2022, 8, 31)),
            new Period(LocalDate.of(2021, 1, 1), LocalDate.of(2021, 12, 31)),
            new TreeMap<>(),
            null,
            OFFICE,
            NOW);
    final StageScheduled collection = new StageScheduled(CAMPAIGN, Stage.COLLECTION, null, DAY, "", OFFICE, NOW);
    final StageScheduled sourceTables =
            new StageScheduled(CAMPAIGN, Stage.SOURCE_TABLES, null, LocalDate.of(2022, 9, 30), "", OFFICE, NOW);
    final StageScheduled review = new StageScheduled(CAMPAIGN, Stage.REVIEW, null, DAY.plusDays(3), "", OFFICE, NOW);
    final CampaignOpened opened = new CampaignOpened(CAMPAIGN, OFFICE, NOW);
    final ADirectory directory = new ADirectory()
            .person(OFFICE, "0301", "科员", Role.OFFICE)
            .person(COLLECTOR, "0201", "科员")
            .person(HEAD, "0201", "主任")
            .person(SECOND_OFFICE, "0301", "科员", Role.OFFICE)
            .person(PRINCIPAL, "0101", "校长", Role.FINAL_SIGNER)
            .person(DEPUTY, "0101", "副校长", Role.FINAL_SIGNER)
            .department("0201", "护理系", HEAD, DEPUTY);

    /** A clock that goes when the specification says so. */
    static final class Settable extends Clock {

        private Instant now = NOW;

        void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** The tables and shares that stand at the moment. */
    static final class Book implements AssignmentBook {

        private final List<PlannedTable> tables = new ArrayList<>();

        void has(TableState state, ShareState share) {
            tables.clear();
            tables.add(table(AWARDS, state, null, share(share)));
        }

        /** Every table of the edition that is filled, with one share, approved and joined. */
        void hasEveryTable() {
            tables.clear();
            Catalogues.load().edition("2022").tables().stream()
                    .filter(table -> table.kind() != Table.Kind.COMPUTED)
                    .forEach(table -> tables.add(
                            table(CAMPAIGN.table(table.code()), TableState.OPEN, "whole", share(ShareState.APPROVED))));
        }

        /** One table as it is, but for what is given. */
        void change(TableKey key, UnaryOperator<PlannedTable> how) {
            tables.replaceAll(each -> each.table().equals(key) ? how.apply(each) : each);
        }

        static PlannedTable table(TableKey key, TableState state, @Nullable String whole, ShareNow... shares) {
            return new PlannedTable(key, "2022", Form.COLLECTED, List.of(), state, whole, List.of(shares));
        }

        static ShareNow share(ShareState state) {
            return share(state, List.of(COLLECTOR), HEAD);
        }

        static ShareNow share(ShareState state, List<String> collectors, @Nullable String reviewer) {
            return new ShareNow(
                    "0201",
                    true,
                    Filling.DEPARTMENT,
                    collectors,
                    reviewer,
                    DEPUTY,
                    List.of(),
                    null,
                    false,
                    state,
                    null,
                    0);
        }

        @Override
        public List<CampaignNow> campaigns() {
            return List.of();
        }

        @Override
        public Optional<CampaignNow> campaign(CampaignKey campaign) {
            return Optional.empty();
        }

        @Override
        public List<StageDates> stages(CampaignKey campaign) {
            return List.of();
        }

        @Override
        public List<PlannedTable> tables(CampaignKey campaign) {
            return List.copyOf(tables);
        }

        @Override
        public Optional<PlannedTable> table(TableKey table) {
            return tables.stream().filter(each -> each.table().equals(table)).findFirst();
        }
    }

    final Settable clock = new Settable();
    final Book book = new Book();
    AggregateTestFixture<Campaign> campaign;

    @BeforeEach
    void aCampaign() {
        campaign = new AggregateTestFixture<>(Campaign.class);
        campaign.registerInjectableResource(clock)
                .registerInjectableResource(book)
                .registerInjectableResource(directory)
                .registerInjectableResource(Catalogues.load());
    }
}
