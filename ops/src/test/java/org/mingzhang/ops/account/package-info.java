/** 追责时钟 over HTTP. */
@NullMarked
package org.mingzhang.ops.account;

import org.jspecify.annotations.NullMarked;
