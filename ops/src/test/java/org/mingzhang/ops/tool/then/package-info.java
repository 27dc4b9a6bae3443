/** 当时 as people look back. */
@NullMarked
package org.mingzhang.ops.tool.then;

import org.jspecify.annotations.NullMarked;
