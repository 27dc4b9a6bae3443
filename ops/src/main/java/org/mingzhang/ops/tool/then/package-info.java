/** 当时: every page and every read as of a moment of the past, from views that are told the ledger up to it. */
@NullMarked
package org.mingzhang.ops.tool.then;

import org.jspecify.annotations.NullMarked;
