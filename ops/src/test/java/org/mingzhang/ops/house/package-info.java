/** 家规: the rules of the house, held by machines. */
@NullMarked
package org.mingzhang.ops.house;

import org.jspecify.annotations.NullMarked;
