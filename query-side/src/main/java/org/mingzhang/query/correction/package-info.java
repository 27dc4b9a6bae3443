/** 更正: disputes about imported values, and which confirmations still hold. */
@NullMarked
package org.mingzhang.query.correction;

import org.jspecify.annotations.NullMarked;
