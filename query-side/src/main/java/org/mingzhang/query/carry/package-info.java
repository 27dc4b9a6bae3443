/** 上年衔接: editions compared, last year's approved entries offered to this year's tables, two years side by side. */
@NullMarked
package org.mingzhang.query.carry;

import org.jspecify.annotations.NullMarked;
