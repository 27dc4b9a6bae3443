package org.mingzhang.command.erasure;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What one can ask of one erasure (依法删除). */
public sealed interface ErasureCommand {

    /** Id of the erasure, unique in the installation. */
    @TargetAggregateIdentifier
    String erasure();

    /**
     * 申请. The fields mean what they mean in {@link org.mingzhang.events.erasure.ErasureEvent.ErasureRequested}.
     *
     * @param running campaigns still collecting in which the persons stand; the law refuses unless there are none
     */
    record Request(
            String erasure,
            String college,
            String document,
            List<String> keys,
            int persons,
            int entries,
            List<String> running,
            String reason,
            String by)
            implements ErasureCommand {

        public Request {
            keys = List.copyOf(keys);
            running = List.copyOf(running);
        }
    }

    /** 同意并执行. */
    record CarryOut(String erasure, String by) implements ErasureCommand {}

    /** 不同意. */
    record Refuse(String erasure, String reason, String by) implements ErasureCommand {}
}
