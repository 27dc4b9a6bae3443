package org.mingzhang.command.intake;

/** 文件形式: what can be read. */
enum FileKind {
    XLSX,
    XLS,
    CSV
}
