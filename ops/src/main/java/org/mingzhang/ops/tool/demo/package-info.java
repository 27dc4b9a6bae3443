/** 示例学校: an invented college with its people and plausible data, for demonstrations and tests. */
@NullMarked
package org.mingzhang.ops.tool.demo;

import org.jspecify.annotations.NullMarked;
