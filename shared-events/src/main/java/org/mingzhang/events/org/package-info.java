/** 组织机构: what can happen to the college, its departments, its people and their accounts. */
@NullMarked
package org.mingzhang.events.org;

import org.jspecify.annotations.NullMarked;
