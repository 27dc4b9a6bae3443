package org.mingzhang.ops.glue;

import org.mingzhang.command.inspection.DepartmentRecords;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.query.inspection.Appraisals;
import org.springframework.stereotype.Component;

/** Hands the law what the views know of a department's shares. */
@Component
final class RecordsOfDepartments implements DepartmentRecords {

    private final Appraisals appraisals;

    RecordsOfDepartments(Appraisals appraisals) {
        this.appraisals = appraisals;
    }

    @Override
    public Facts of(CampaignKey campaign, String department) {
        var facts = appraisals.of(campaign, department);
        return new Facts(facts.shares(), facts.late(), facts.returned());
    }
}
