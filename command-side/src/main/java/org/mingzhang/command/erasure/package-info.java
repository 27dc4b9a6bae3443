/** 依法删除个人信息: two people, an order, and keys that are destroyed. */
@NullMarked
package org.mingzhang.command.erasure;

import org.jspecify.annotations.NullMarked;
