@NullMarked
package org.mingzhang.ops.store;

import org.jspecify.annotations.NullMarked;
