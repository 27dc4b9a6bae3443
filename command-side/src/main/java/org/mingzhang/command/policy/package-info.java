/** 自动衔接: what follows by itself, such as gates and deadlines. */
@NullMarked
package org.mingzhang.command.policy;

import org.jspecify.annotations.NullMarked;
