package org.mingzhang.query.table;

import java.util.List;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.progress.Share;
import org.springframework.stereotype.Component;

/** 行内校验: the row rules of the catalogue, and the predicate that parts a table between departments. */
@Component
final class RowFaults {

    /** The checks of one share. */
    @FunctionalInterface
    interface Checks {
        void check(Entry entry, List<ShareContents.Fault> errors, List<ShareContents.Fault> warnings);
    }

    Checks of(Catalogue catalogue, Table table, Share share) {
        return (entry, errors, warnings) -> {};
    }
}
