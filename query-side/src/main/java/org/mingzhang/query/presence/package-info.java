/** 谁在场: who has a share before him at the moment. Nothing of it is kept; it is no part of the ledger. */
@NullMarked
package org.mingzhang.query.presence;

import org.jspecify.annotations.NullMarked;
