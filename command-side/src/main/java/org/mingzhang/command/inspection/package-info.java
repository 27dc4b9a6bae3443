/** 督查事项: what the inspection office looks into, asks, notes and rates. */
@NullMarked
package org.mingzhang.command.inspection;

import org.jspecify.annotations.NullMarked;
