/** Specifications of what a package becomes for the ministry. */
@NullMarked
package org.mingzhang.query.ministry;

import org.jspecify.annotations.NullMarked;
