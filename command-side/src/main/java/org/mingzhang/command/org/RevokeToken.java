package org.mingzhang.command.org;

/** 收回令牌. */
public record RevokeToken(String college, String staffNo, String token, String by) implements AccountCommand {}
