/**
 * 数据表目录: an edition's tables, fields, code lists, rules and indicators, read from YAML and cross-checked as a whole. It
 * is the ministry's form; which department fills what is a college's plan and stands elsewhere.
 */
@NullMarked
package org.mingzhang.events.catalogue;

import org.jspecify.annotations.NullMarked;
