/** 见证人: the program on the inspection office's own machine, which signs only what continues what it signed before. */
@NullMarked
package org.mingzhang.ops.tool.witness;

import org.jspecify.annotations.NullMarked;
