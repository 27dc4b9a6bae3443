package org.mingzhang.events.table;

/** 录入方式: how a value came into the ledger. */
public enum How {
    /** 键入: typed into a cell. */
    TYPED,
    /** 粘贴: part of a pasted block. */
    PASTED,
    /** 导入: a row of a file. */
    IMPORTED,
    /** 带入: carried forward from last year's approved entry. */
    CARRIED,
    /** 撤销: an undo or the restoring of a removed entry. */
    RESTORED,
    /** 接收: part of a year's data that was reported before this college used the program. */
    RECEIVED
}
