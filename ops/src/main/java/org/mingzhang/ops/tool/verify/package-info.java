/** 离线核验: the command that an outsider runs on a package, without network, database or trust. */
@NullMarked
package org.mingzhang.ops.tool.verify;

import org.jspecify.annotations.NullMarked;
