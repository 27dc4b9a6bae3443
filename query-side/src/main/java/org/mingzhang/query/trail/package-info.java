/** 留痕: who changed what and when, one row an event. */
@NullMarked
package org.mingzhang.query.trail;

import org.jspecify.annotations.NullMarked;
