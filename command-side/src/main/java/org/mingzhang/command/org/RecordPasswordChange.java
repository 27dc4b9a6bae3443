package org.mingzhang.command.org;

/** 修改密码. */
public record RecordPasswordChange(String college, String staffNo, String by) implements AccountCommand {}
