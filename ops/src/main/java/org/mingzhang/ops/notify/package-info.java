/** 通知送出: what people are told leaves the house by mail and by a group's robot, where a college wants it. */
@NullMarked
package org.mingzhang.ops.notify;

import org.jspecify.annotations.NullMarked;
