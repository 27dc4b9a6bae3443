/** 通知送出, with a real mail server and a real group's robot of our own. */
@NullMarked
package org.mingzhang.ops.notify;

import org.jspecify.annotations.NullMarked;
