package org.mingzhang.command.erasure;

import java.util.Collection;
import java.util.Set;
import org.mingzhang.events.TableKey;

/** 涉及的记录: which entries and files hold values of persons; asked of the view. */
public interface PersonalEntries {

    /** An entry, whatever became of it since. */
    record At(TableKey table, int entry) {}

    /**
     * What holds values sealed under some keys.
     *
     * @param standing entries among them that still stand
     * @param evidence ids of the files attached to them
     */
    record Found(Set<At> entries, Set<At> standing, Set<String> evidence) {}

    /** What holds values sealed under these keys, with everything that was committed before the call. */
    Found of(Collection<String> keys);
}
