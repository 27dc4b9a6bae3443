/** 提问与答复: what is asked of a table and what the office answered. */
@NullMarked
package org.mingzhang.query.question;

import org.jspecify.annotations.NullMarked;
