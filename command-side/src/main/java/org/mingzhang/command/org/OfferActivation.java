package org.mingzhang.command.org;

/** 可激活: offer an account for activation, for 14 days from now. */
public record OfferActivation(String college, String staffNo, String by) implements AccountCommand {}
