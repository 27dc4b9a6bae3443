package org.mingzhang.command.org;

import org.mingzhang.events.org.AccountEvent;

/** 登录. The device means what it means in {@link AccountEvent.LoggedIn}. */
public record RecordLogIn(String college, String staffNo, String device, String by) implements AccountCommand {}
