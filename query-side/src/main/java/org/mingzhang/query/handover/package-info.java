/** 交接: what whoever takes over a campaign finds open, and what the last one learned. */
@NullMarked
package org.mingzhang.query.handover;

import org.jspecify.annotations.NullMarked;
