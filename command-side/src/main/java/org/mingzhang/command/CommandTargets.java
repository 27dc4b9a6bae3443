package org.mingzhang.command;

import jakarta.annotation.Nonnull;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.VersionedAggregateIdentifier;
import org.mingzhang.command.table.TableCommand;

/**
 * 命令的对象: which aggregate a command is for. A command on a table says so itself, which is what nearly all of them are; for the
 * others annotations are looked for.
 */
public final class CommandTargets implements CommandTargetResolver {

    private final CommandTargetResolver annotated =
            AnnotationCommandTargetResolver.builder().build();

    @Override
    public VersionedAggregateIdentifier resolveTarget(@Nonnull CommandMessage<?> command) {
        return command.getPayload() instanceof TableCommand table
                ? new VersionedAggregateIdentifier((Object) table.table().toString(), null)
                : annotated.resolveTarget(command);
    }
}
