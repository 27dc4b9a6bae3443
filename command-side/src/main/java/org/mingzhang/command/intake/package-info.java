/** 导入: rows of a file become one command; all of them are stored or none. */
@NullMarked
package org.mingzhang.command.intake;

import org.jspecify.annotations.NullMarked;
