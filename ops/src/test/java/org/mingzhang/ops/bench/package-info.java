/** 测量: what the ledger does in a second, beside what PostgreSQL alone does. Never run by tests. */
@NullMarked
package org.mingzhang.ops.bench;

import org.jspecify.annotations.NullMarked;
