/** 断电之后: what is left when the program is killed. */
@NullMarked
package org.mingzhang.ops.crash;

import org.jspecify.annotations.NullMarked;
