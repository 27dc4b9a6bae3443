/** 安全: who is asking, and whether this person may ask for this at all. */
@NullMarked
package org.mingzhang.ops.security;

import org.jspecify.annotations.NullMarked;
