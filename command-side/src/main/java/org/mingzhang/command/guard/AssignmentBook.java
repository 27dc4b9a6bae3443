package org.mingzhang.command.guard;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.table.AssignmentEvent;

/** 任务分配(现状): campaigns, their tables and shares as they are at this instant, true in the transaction of the asking command. */
public interface AssignmentBook {

    /** How far a share is, as far as the law of the campaign needs to know. */
    enum ShareState {
        OPEN,
        SUBMITTED,
        BRIEFED,
        APPROVED,
        RETURNED
    }

    /** Whether a table may be filled. */
    enum TableState {
        LOCKED,
        OPEN,
        FROZEN
    }

    /**
     * A campaign.
     *
     * @param edition its catalogue edition
     */
    record CampaignNow(CampaignKey campaign, String edition, CampaignState state) {

        /** Whether its shares may still change hands. */
        public boolean runs() {
            return state != CampaignState.CLOSED && state != CampaignState.SUBMITTED;
        }
    }

    /** The dates of a stage. */
    record StageDates(Stage stage, @Nullable LocalDate opensOn, LocalDate dueOn) {}

    /**
     * A table of a campaign.
     *
     * @param consolidated content hash given by its lead department; null while it is not whole
     */
    record PlannedTable(
            TableKey table,
            String edition,
            AssignmentEvent.Form form,
            List<String> sources,
            TableState state,
            @Nullable String consolidated,
            List<ShareNow> shares) {

        /** Whether somebody fills it, so that it needs shares. */
        public boolean filled() {
            return form != AssignmentEvent.Form.COMPUTED;
        }

        public Optional<ShareNow> share(String department) {
            return shares.stream()
                    .filter(share -> share.department().equals(department))
                    .findFirst();
        }

        /** Whether all shares are approved and the lead department joined them; a computed table always counts so. */
        public boolean whole() {
            return !filled() || consolidated != null;
        }
    }

    /**
     * One department's share; people mean what they mean in {@link AssignmentEvent.ShareAssigned}.
     *
     * @param contentHash what was submitted last; null before
     * @param entries how many entries were submitted last
     */
    record ShareNow(
            String department,
            boolean lead,
            AssignmentEvent.Filling filling,
            List<String> collectors,
            @Nullable String reviewer,
            @Nullable String supervisor,
            List<String> teachers,
            @Nullable String part,
            boolean nilProposed,
            ShareState state,
            @Nullable String contentHash,
            int entries) {

        public boolean approved() {
            return state == ShareState.APPROVED;
        }
    }

    /** All campaigns, oldest first. */
    List<CampaignNow> campaigns();

    Optional<CampaignNow> campaign(CampaignKey campaign);

    List<StageDates> stages(CampaignKey campaign);

    /** All planned tables of a campaign with their shares, by code. */
    List<PlannedTable> tables(CampaignKey campaign);

    /** All planned tables of the campaigns that still run. */
    default List<PlannedTable> runningTables() {
        return campaigns().stream()
                .filter(CampaignNow::runs)
                .flatMap(now -> tables(now.campaign()).stream())
                .toList();
    }

    Optional<PlannedTable> table(TableKey table);
}
