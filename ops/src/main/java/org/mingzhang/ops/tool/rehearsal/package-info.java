/** 演练: an old campaign played again, faster, on a copy that is thrown away afterwards. */
@NullMarked
package org.mingzhang.ops.tool.rehearsal;

import org.jspecify.annotations.NullMarked;
