/** 督查事项 as they are read. */
@NullMarked
package org.mingzhang.query.inspection;

import org.jspecify.annotations.NullMarked;
