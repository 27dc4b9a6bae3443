package org.mingzhang.query.progress;

import org.mingzhang.events.org.Role;
import org.mingzhang.query.org.Reader;

/**
 * 可见范围: what a reader sees of one share. The one place that says so.
 *
 * @param state its stage, people and dates
 * @param cells all of its entries
 * @param ownCells the entries that are about the reader
 * @param personal personal values plain; sensitive ones are masked for everybody
 * @param mayUnmask sensitive values in full, for a purpose that is recorded
 */
public record Visibility(boolean state, boolean cells, boolean ownCells, boolean personal, boolean mayUnmask) {

    /**
     * What a reader sees of a share. The people of the share see its entries; teachers the ones about themselves; office,
     * inspector and school leaders all; technicians and administrators, as such, none.
     */
    public static Visibility of(Reader reader, Share share) {
        boolean fills = share.collectors().contains(reader.staffNo());
        boolean reviews = reader.staffNo().equals(share.reviewer());
        boolean supervises = reader.staffNo().equals(share.supervisor());
        boolean teaches = share.teachers().contains(reader.staffNo());
        boolean inside = fills || reviews || supervises || reader.is(Role.OFFICE);
        boolean belongs =
                reader.belongsTo(share.department()) || reader.supervises().contains(share.department());
        return new Visibility(
                inside || teaches || belongs || reader.seesAllStates(),
                inside || reader.seesAllCells(),
                teaches,
                inside,
                fills || reviews);
    }

    /** Whether anything of the content may be seen. */
    public boolean anyCells() {
        return cells || ownCells;
    }
}
