/** 账本的存放: appends events, gives them their order, reads them; keeps the keys that seal personal values. */
@NullMarked
package org.mingzhang.ops.store;

import org.jspecify.annotations.NullMarked;
