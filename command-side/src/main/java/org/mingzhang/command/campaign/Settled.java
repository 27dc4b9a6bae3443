package org.mingzhang.command.campaign;

import org.jspecify.annotations.Nullable;

/**
 * An open point was decided.
 *
 * @param table code of the table it concerned; null for none
 */
public record Settled(@Nullable String table) {}
