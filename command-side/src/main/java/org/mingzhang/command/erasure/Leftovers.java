package org.mingzhang.command.erasure;

import java.util.Collection;

/** 遗留的副本: files that people sent or fetched, and what a database keeps of rows that have changed. */
public interface Leftovers {

    /**
     * Clears away every copy that the program still holds of what lay under destroyed keys. Whatever cannot be cleared is said in
     * the log of the program.
     */
    void clear(Collection<String> keys);
}
