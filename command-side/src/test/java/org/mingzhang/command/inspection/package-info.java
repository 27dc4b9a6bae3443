@NullMarked
package org.mingzhang.command.inspection;

import org.jspecify.annotations.NullMarked;
