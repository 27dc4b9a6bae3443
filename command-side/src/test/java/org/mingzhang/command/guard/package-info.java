@NullMarked
package org.mingzhang.command.guard;

import org.jspecify.annotations.NullMarked;
