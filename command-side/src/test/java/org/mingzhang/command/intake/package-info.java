@NullMarked
package org.mingzhang.command.intake;

import org.jspecify.annotations.NullMarked;
