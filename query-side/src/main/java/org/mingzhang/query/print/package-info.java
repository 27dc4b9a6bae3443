/** 打印: A4 pages as PDF, with the code of the ledger on each of them. */
@NullMarked
package org.mingzhang.query.print;

import org.jspecify.annotations.NullMarked;
