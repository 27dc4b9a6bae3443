/** 工作簿: workbooks out and in, over HTTP and on disk. */
@NullMarked
package org.mingzhang.ops.workbook;

import org.jspecify.annotations.NullMarked;
