@NullMarked
package org.mingzhang.ops.tool.demo;

import org.jspecify.annotations.NullMarked;
