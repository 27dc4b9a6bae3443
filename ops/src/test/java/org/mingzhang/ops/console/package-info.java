/** 工作台: the pages in a real browser, on the real program, with the people of the demo college. */
@NullMarked
package org.mingzhang.ops.console;

import org.jspecify.annotations.NullMarked;
