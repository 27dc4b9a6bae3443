package org.mingzhang.command.org;

/** 停用账号. */
public record CloseAccount(String college, String staffNo, String reason, String by) implements AccountCommand {}
