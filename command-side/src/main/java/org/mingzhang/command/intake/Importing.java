package org.mingzhang.command.intake;

import org.mingzhang.command.Act;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.org.Role;
import org.springframework.stereotype.Component;

/** 谁可导入: who may import where; the share's collectors, and the office on their behalf. */
@Component
class Importing {

    private final AssignmentBook book;
    private final Directory directory;

    Importing(AssignmentBook book, Directory directory) {
        this.book = book;
        this.directory = directory;
    }

    /**
     * Where an import goes.
     *
     * @param onBehalf whether the office imports what a department prepared
     */
    record Place(
            TableKey table, AssignmentBook.PlannedTable planned, AssignmentBook.ShareNow share, boolean onBehalf) {}

    /**
     * The share somebody may import into.
     *
     * @throws Refusal if it may not be done at all
     */
    Place place(int year, String code, String department, Act act) {
        var table = key(year, code);
        var planned = book.table(table).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        if (!planned.filled()) {
            throw new Refusal(Rule.TABLE_COMPUTED);
        }
        var share = planned.share(department).orElseThrow(() -> new Refusal(Rule.NO_SUCH_SHARE));
        if (share.collectors().contains(act.by())) {
            return new Place(table, planned, share, false);
        }
        if (directory.person(act.by()).filter(person -> person.has(Role.OFFICE)).isEmpty()) {
            throw new Refusal(Rule.IMPORT_NOT_YOURS);
        }
        return new Place(table, planned, share, true);
    }

    TableKey key(int year, String code) {
        var college = directory.college().orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        return new TableKey(college, year, code);
    }
}
