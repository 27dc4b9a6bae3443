package org.mingzhang.command.campaign;

import org.jspecify.annotations.Nullable;

/**
 * An open point was decided.
 *
 * @param table code of the table it concerned; null for none
 * @param nilProposed whether the plan says 本校无数据 of the table, so that a share of it is proposed a nil return
 */
public record Settled(@Nullable String table, boolean nilProposed) {}
