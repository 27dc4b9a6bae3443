package org.mingzhang.command.org;

/** 建校: set the installation up for this college. */
public record RegisterCollege(String college, String name, String by) implements OrganisationCommand {}
