/** 通知: whom an event concerns, what that person is told, and who waits to be reminded. */
@NullMarked
package org.mingzhang.query.notice;

import org.jspecify.annotations.NullMarked;
