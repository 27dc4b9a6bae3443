/** 网页: what the household itself serves, such as the page of every problem type. */
@NullMarked
package org.mingzhang.ops.web;

import org.jspecify.annotations.NullMarked;
