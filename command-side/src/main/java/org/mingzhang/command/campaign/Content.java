package org.mingzhang.command.campaign;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook.PlannedTable;
import org.mingzhang.command.guard.AssignmentBook.ShareNow;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.proof.ContentHash;

/** 全部数据: the approved content of all filled tables, as a run checks it and the leaders sign it. */
record Content(CampaignKey campaign, List<PlannedTable> tables) {

    Content {
        tables = tables.stream().filter(PlannedTable::filled).toList();
    }

    /** The shares that are not approved, as {@code table/department}. */
    List<String> unapproved() {
        return tables.stream()
                .flatMap(table -> table.shares().stream()
                        .filter(share -> !share.approved())
                        .map(share -> table.table().code() + "/" + share.department()))
                .toList();
    }

    /** The tables that their lead department has not joined. */
    List<String> unconsolidated() {
        return tables.stream()
                .filter(table -> !table.whole())
                .map(table -> table.table().code())
                .toList();
    }

    void mustBeApproved() {
        var open = unapproved();
        if (!open.isEmpty()) {
            throw new Refusal(Rule.SHARES_NOT_APPROVED, open).with("shares", open);
        }
    }

    void mustBeConsolidated() {
        var open = unconsolidated();
        if (!open.isEmpty()) {
            throw new Refusal(Rule.TABLES_NOT_CONSOLIDATED, open).with("tables", open);
        }
    }

    /** The digest over every table's content; empty while a share is still open. */
    Optional<String> hash() {
        if (!unapproved().isEmpty()) {
            return Optional.empty();
        }
        var byTable = new TreeMap<String, String>();
        tables.forEach(table -> byTable.put(table.table().code(), hash(table)));
        return Optional.of(ContentHash.ofCampaign(campaign, byTable));
    }

    private static String hash(PlannedTable table) {
        var byDepartment = new TreeMap<String, String>();
        table.shares().forEach(share -> byDepartment.put(share.department(), String.valueOf(share.contentHash())));
        return ContentHash.ofTable(table.table(), byDepartment);
    }

    int entries() {
        return tables.stream()
                .flatMap(table -> table.shares().stream())
                .mapToInt(ShareNow::entries)
                .sum();
    }
}
