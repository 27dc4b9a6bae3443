@NullMarked
package org.mingzhang.command;

import org.jspecify.annotations.NullMarked;
