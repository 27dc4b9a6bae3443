/** 事件: the language of Mingzhang. What can happen, to what, named how, meaning what; plain Java and JSON. */
@NullMarked
package org.mingzhang.events;

import org.jspecify.annotations.NullMarked;
