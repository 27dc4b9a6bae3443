/** 快照与导出: all tables at one ledger position as workbooks, plain files and a manifest; the only POI on this side. */
@NullMarked
package org.mingzhang.query.export;

import org.jspecify.annotations.NullMarked;
