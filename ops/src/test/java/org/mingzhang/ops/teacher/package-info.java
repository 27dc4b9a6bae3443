/** 教师个人填写, over HTTP. */
@NullMarked
package org.mingzhang.ops.teacher;

import org.jspecify.annotations.NullMarked;
