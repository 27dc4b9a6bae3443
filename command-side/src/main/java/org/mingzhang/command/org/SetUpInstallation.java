package org.mingzhang.command.org;

/** 初始化: the one-time set-up code was used. */
public record SetUpInstallation(String college, String by) implements InstallationCommand {}
