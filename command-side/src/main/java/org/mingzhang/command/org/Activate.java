package org.mingzhang.command.org;

/** 激活: the person proved who he or she is and chose a password. */
public record Activate(String college, String staffNo, String by) implements AccountCommand {}
