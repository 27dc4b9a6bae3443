/** 权限: may this person do this? The small tables of people and assignments that this side keeps. */
@NullMarked
package org.mingzhang.command.guard;

import org.jspecify.annotations.NullMarked;
