package org.mingzhang.events.catalogue;

/** 个人信息级别: whether a field's values must be sealed under a person's key. */
public enum Privacy {
    NONE,
    /** 个人信息. */
    PERSONAL,
    /** 敏感个人信息, masked more strictly. */
    SENSITIVE
}
