package org.mingzhang.events.catalogue;

/**
 * 关联: a value that must exist in another table.
 *
 * @param table name of the other table
 * @param field its field, part of its business key
 */
public record Reference(String table, String field) {}
