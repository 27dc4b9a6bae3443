/** 佐证材料: what proves the entries of a share. */
@NullMarked
package org.mingzhang.query.evidence;

import org.jspecify.annotations.NullMarked;
