/** 数据库: where the data of an installation lie, the embedded PostgreSQL server, and the schemas. */
@NullMarked
package org.mingzhang.ops.database;

import org.jspecify.annotations.NullMarked;
