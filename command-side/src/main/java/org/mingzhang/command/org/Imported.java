package org.mingzhang.command.org;

import java.util.List;

/**
 * What an import changes, or would change: codes or staff numbers.
 *
 * @param added new ones
 * @param changed ones that differ from what is recorded
 * @param unchanged how many are as recorded
 * @param gone recorded ones that leave, because a complete list does not name them; none if the list is of some only
 * @param heads departments whose head changes
 */
public record Imported(List<String> added, List<String> changed, int unchanged, List<String> gone, List<String> heads) {

    public Imported {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        gone = List.copyOf(gone);
        heads = List.copyOf(heads);
    }
}
