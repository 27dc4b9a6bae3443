/** 组织机构: departments and people as the ledger tells them. */
@NullMarked
package org.mingzhang.query.org;

import org.jspecify.annotations.NullMarked;
