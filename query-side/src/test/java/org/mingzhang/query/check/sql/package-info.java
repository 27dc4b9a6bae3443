@NullMarked
package org.mingzhang.query.check.sql;

import org.jspecify.annotations.NullMarked;
