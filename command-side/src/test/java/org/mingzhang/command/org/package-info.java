@NullMarked
package org.mingzhang.command.org;

import org.jspecify.annotations.NullMarked;
