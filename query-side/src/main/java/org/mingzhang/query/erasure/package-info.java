/** 依法删除 in the views: values go, and that they went stays. */
@NullMarked
package org.mingzhang.query.erasure;

import org.jspecify.annotations.NullMarked;
