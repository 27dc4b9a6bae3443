/** 佐证材料: files that prove what was entered, recognised by their content. */
@NullMarked
package org.mingzhang.command.evidence;

import org.jspecify.annotations.NullMarked;
