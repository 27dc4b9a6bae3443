/** 旧版事件的读取: older stored forms to newer ones, JSON to JSON, one function a step. What is stored never changes. */
@NullMarked
package org.mingzhang.events.upcast;

import org.jspecify.annotations.NullMarked;
