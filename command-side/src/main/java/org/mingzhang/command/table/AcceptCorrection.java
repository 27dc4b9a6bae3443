package org.mingzhang.command.table;

import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/**
 * 采纳更正.
 *
 * @param changes the proposal's cells, plain, as the view tells them; the table knows whether they are the ones
 */
public record AcceptCorrection(
        @TargetAggregateIdentifier TableKey table, String correction, Map<String, CellValue> changes, String by)
        implements TableCommand {}
