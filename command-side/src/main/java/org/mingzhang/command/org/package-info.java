/** 组织机构: departments, staff, heads and accounts. */
@NullMarked
package org.mingzhang.command.org;

import org.jspecify.annotations.NullMarked;
