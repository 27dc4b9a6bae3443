/** Erasing personal values: given, when, then. */
@NullMarked
package org.mingzhang.command.erasure;

import org.jspecify.annotations.NullMarked;
