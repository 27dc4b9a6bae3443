/** 运维: the household. Puts the law and the view into one program, runs it, guards it, measures it. */
@NullMarked
package org.mingzhang.ops;

import org.jspecify.annotations.NullMarked;
