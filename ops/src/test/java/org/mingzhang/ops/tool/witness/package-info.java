@NullMarked
package org.mingzhang.ops.tool.witness;

import org.jspecify.annotations.NullMarked;
