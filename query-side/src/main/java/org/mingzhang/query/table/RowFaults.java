package org.mingzhang.query.table;

import java.util.List;
import java.util.Map;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.ParameterValues;
import org.mingzhang.events.catalogue.RowCheck;
import org.mingzhang.events.catalogue.Rule;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.progress.Share;
import org.springframework.stereotype.Component;

/** 行内校验: the row rules of the catalogue, and the condition that parts a table between departments. */
@Component
final class RowFaults {

    /** The checks of one share, for one thread. */
    @FunctionalInterface
    interface Checks {
        void check(Entry entry, List<ShareContents.Fault> errors, List<ShareContents.Fault> warnings);
    }

    private final Standing standing;

    RowFaults(Standing standing) {
        this.standing = standing;
    }

    /** The checks with the parameters as they were at a position. */
    Checks of(Catalogue catalogue, Table table, Share share, long position) {
        var parameters = standing.campaign(share.table().campaign(), position)
                .map(Standing.Planned::parameters)
                .orElse(Map.of());
        var rules = RowCheck.of(catalogue, ParameterValues.of(catalogue, parameters));
        var part = Part.read(share.part());
        return (entry, errors, warnings) -> {
            for (var failure : rules.failures(table, entry.cells())) {
                var fields = failure.fields();
                var fault = new ShareContents.Fault(
                        failure.ruleId(),
                        entry.id(),
                        fields.size() == 1 ? fields.get(0) : null,
                        failure.zh(),
                        failure.ruleId() + " failed for " + String.join(", ", fields));
                (failure.severity() == Rule.Severity.ERROR ? errors : warnings).add(fault);
            }
            part.filter(condition -> condition.excludes(entry))
                    .ifPresent(condition -> errors.add(elsewhere(table, share, condition, entry)));
        };
    }

    private static ShareContents.Fault elsewhere(Table table, Share share, Part part, Entry entry) {
        var title = table.field(part.field()).map(field -> field.zh()).orElse(part.field());
        return new ShareContents.Fault(
                "part",
                entry.id(),
                part.field(),
                "按“" + title + "”划分，该记录不属于本部门的份额（" + share.part() + "）",
                "By " + part.field() + " this entry belongs to another share (" + share.part() + ")");
    }
}
