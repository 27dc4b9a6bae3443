/** 上年衔接: last year's approved entries are taken into this year's tables, each with its origin. */
@NullMarked
package org.mingzhang.command.carry;

import org.jspecify.annotations.NullMarked;
