package org.mingzhang.ops.glue;

import java.util.Map;
import java.util.Optional;
import org.mingzhang.command.table.StandingCorrections;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Views;
import org.mingzhang.query.correction.Corrections;
import org.springframework.stereotype.Component;

/** 更正的内容: the law asks the view what a teacher proposed, and knows by its hash that it is that. */
@Component
final class CorrectionsInView implements StandingCorrections {

    private final Corrections corrections;
    private final Reads reads;

    CorrectionsInView(Corrections corrections, Reads reads) {
        this.corrections = corrections;
        this.reads = reads;
    }

    @Override
    public Optional<Map<String, CellValue>> changes(TableKey table, String correction) {
        reads.everything(Views.TABLE);
        return corrections.changes(table, correction);
    }
}
