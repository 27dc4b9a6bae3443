/** Prints, read again as whoever holds the paper would. */
@NullMarked
package org.mingzhang.ops.print;

import org.jspecify.annotations.NullMarked;
