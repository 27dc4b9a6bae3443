package org.mingzhang.ops.store;

/** Of several nodes on one database, one gives the positions. */
@FunctionalInterface
public interface Sequencing {

    /** Whether it is this one. */
    boolean here();
}
