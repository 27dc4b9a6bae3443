@NullMarked
package org.mingzhang.ops.tool.rehearsal;

import org.jspecify.annotations.NullMarked;
