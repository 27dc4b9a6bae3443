/** 追责时钟: in whose hands each share was, from when to when; facts only. */
@NullMarked
package org.mingzhang.query.account;

import org.jspecify.annotations.NullMarked;
