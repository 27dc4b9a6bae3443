/** 规则: the law of Mingzhang. Who may make something happen, and when not. */
@NullMarked
package org.mingzhang.command;

import org.jspecify.annotations.NullMarked;
