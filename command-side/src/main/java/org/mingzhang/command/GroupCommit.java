package org.mingzhang.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.commandhandling.NoHandlerForCommandException;
import org.axonframework.common.Registration;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.RollbackConfiguration;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.CommandTargetResolver;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.DuplicateReceipt;

/**
 * 合并提交: the command bus. Commands that wait for the same aggregate share one transaction, each with its own outcome, so
 * that a table everybody writes to costs one disk write for many people instead of one for each.
 *
 * <p>A refusal is an outcome and spoils nothing: handlers ask before they apply. Whatever else goes wrong rolls the whole
 * group back, and then each command is carried out by itself, so that one person's trouble is nobody else's.
 */
public final class GroupCommit implements CommandBus {

    private static final int TRIES = 5;

    /** A refusal is thrown before anything is applied, so there is nothing to roll back. */
    private static final RollbackConfiguration UNLESS_REFUSED = failure -> !(failure instanceof Refusal);

    private final TransactionManager transactions;
    private final CorrelationDataProvider correlation;
    private final Bookkeeping bookkeeping;
    private final Executor helpers;
    private final CommandTargetResolver targets;
    private final ConcurrentMap<String, MessageHandler<? super CommandMessage<?>>> handlers = new ConcurrentHashMap<>();
    /** The commands that wait for each aggregate. */
    private final ConcurrentMap<String, WaitingLine<Waiting<?, ?>>> lines = new ConcurrentHashMap<>();

    private final List<MessageDispatchInterceptor<? super CommandMessage<?>>> onDispatch = new CopyOnWriteArrayList<>();
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> onHandle = new CopyOnWriteArrayList<>();

    /** What is written down about the outcomes of a group, in its transaction, after its events. */
    @FunctionalInterface
    public interface Bookkeeping {

        /** Stores what must be kept of these commands, which all succeeded. */
        void store(List<Outcome> outcomes);
    }

    /** A command and what its handler answered. */
    public record Outcome(
            CommandMessage<?> command, @Nullable Object answer) {}

    /** The circumstances of a command are put together once, not for each of the ten thousand events of an import. */
    private static final class Work extends BatchingUnitOfWork<CommandMessage<?>> {

        private @Nullable CommandMessage<?> of;
        private MetaData circumstances = MetaData.emptyInstance();

        Work(List<CommandMessage<?>> commands) {
            super(commands);
        }

        @Override
        public MetaData getCorrelationData() {
            var command = getMessage();
            if (of != command) {
                circumstances = super.getCorrelationData();
                of = command;
            }
            return circumstances;
        }
    }

    /** A command that waits, with the one who waits for it. */
    private record Waiting<C, R>(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {

        @SuppressWarnings("unchecked")
        void answer(CommandResultMessage<?> result) {
            callback.onResult(command, (CommandResultMessage<? extends R>) result);
        }
    }

    /**
     * Makes the bus.
     *
     * @param targets which aggregate a command is for
     * @param helpers runs groups whose own thread has its answer already
     */
    public GroupCommit(
            CommandTargetResolver targets,
            TransactionManager transactions,
            CorrelationDataProvider correlation,
            Bookkeeping bookkeeping,
            Executor helpers) {
        this.targets = targets;
        this.transactions = transactions;
        this.correlation = correlation;
        this.bookkeeping = bookkeeping;
        this.helpers = helpers;
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        dispatch(command, (sent, result) -> {});
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        var waiting = new Waiting<C, R>(prepared(command), callback);
        var line = lines.computeIfAbsent(aggregateOf(waiting.command()), name -> new WaitingLine<>());
        if (!line.join(waiting)) {
            return;
        }
        if (CurrentUnitOfWork.isStarted()) {
            // A policy reacts to an event inside a transaction of its own, which this command must not become part of.
            helpers.execute(() -> serve(line));
            return;
        }
        try {
            carryOut(line.next());
        } finally {
            serveTheRest(line);
        }
    }

    /** The caller's own command is done; those that queued up meanwhile must not wait for him, nor he for them. */
    private void serveTheRest(WaitingLine<Waiting<?, ?>> line) {
        if (line.isLeft()) {
            helpers.execute(() -> serve(line));
        }
    }

    private void serve(WaitingLine<Waiting<?, ?>> line) {
        for (var group = line.next(); !group.isEmpty(); group = line.next()) {
            carryOut(group);
        }
    }

    private String aggregateOf(CommandMessage<?> command) {
        return targets.resolveTarget(command).getIdentifier();
    }

    private void carryOut(List<Waiting<?, ?>> group) {
        if (group.size() == 1) {
            carryOutAlone(group.get(0));
            return;
        }
        var commands = new ArrayList<CommandMessage<?>>(group.size());
        group.forEach(waiting -> commands.add(waiting.command()));
        var work = new Work(commands);
        if (tryGroup(work)) {
            var results = work.getExecutionResults();
            for (var waiting : group) {
                waiting.answer(answerOf(
                        Objects.requireNonNull(results.get(waiting.command())).getResult()));
            }
        } else {
            group.forEach(this::carryOutAlone);
        }
    }

    /** True if the group was committed; whatever hindered it will meet the right command when each goes alone. */
    private boolean tryGroup(Work work) {
        try {
            run(work);
            return !work.isRolledBack();
        } catch (RuntimeException hindered) {
            return false;
        }
    }

    private void carryOutAlone(Waiting<?, ?> waiting) {
        CommandResultMessage<?> result =
                GenericCommandResultMessage.asCommandResultMessage(new IllegalStateException("never tried"));
        for (int attempt = 0; attempt < TRIES; attempt++) {
            result = tryAlone(waiting.command());
            if (!result.isExceptional() || !isWorthAnotherTry(result.exceptionResult())) {
                break;
            }
        }
        waiting.answer(result);
    }

    private CommandResultMessage<?> tryAlone(CommandMessage<?> command) {
        var work = new Work(List.of(command));
        try {
            return answerOf(run(work));
        } catch (RuntimeException failure) {
            return GenericCommandResultMessage.asCommandResultMessage(failure);
        }
    }

    private static CommandResultMessage<?> answerOf(ResultMessage<?> result) {
        return result.isExceptional()
                ? GenericCommandResultMessage.asCommandResultMessage(result.exceptionResult())
                : GenericCommandResultMessage.asCommandResultMessage(result.getPayload());
    }

    /** Another node wrote first; after a fresh look the answer may be different. */
    private static boolean isWorthAnotherTry(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DuplicateReceipt) {
                return false;
            }
            if (cause instanceof ConcurrencyException || cause instanceof EventStoreException) {
                return true;
            }
        }
        return false;
    }

    private ResultMessage<Object> run(Work work) {
        var outcomes = new ArrayList<Outcome>();
        work.start();
        try {
            work.attachTransaction(transactions);
            work.registerCorrelationDataProvider(correlation);
        } catch (RuntimeException failure) {
            work.rollback(failure);
            throw failure;
        }
        return work.executeWithResult(
                () -> {
                    var last = work.isLastMessage();
                    try {
                        var answer = handle(work.getMessage(), work);
                        outcomes.add(new Outcome(work.getMessage(), answer));
                        return answer;
                    } finally {
                        if (last) {
                            work.onPrepareCommit(committing -> bookkeeping.store(outcomes));
                        }
                    }
                },
                UNLESS_REFUSED);
    }

    private @Nullable Object handle(CommandMessage<?> command, UnitOfWork<CommandMessage<?>> work) throws Exception {
        var handler = handlers.get(command.getCommandName());
        if (handler == null) {
            throw new NoHandlerForCommandException(command);
        }
        return new DefaultInterceptorChain<>(work, onHandle, handler).proceed();
    }

    @SuppressWarnings("unchecked")
    private <C> CommandMessage<C> prepared(CommandMessage<C> command) {
        CommandMessage<?> next = command;
        for (var interceptor : onDispatch) {
            next = (CommandMessage<?>) interceptor.handle(next);
        }
        return (CommandMessage<C>) next;
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        handlers.put(commandName, handler);
        return () -> handlers.remove(commandName, handler);
    }

    @Override
    public Registration registerDispatchInterceptor(
            MessageDispatchInterceptor<? super CommandMessage<?>> dispatchInterceptor) {
        onDispatch.add(dispatchInterceptor);
        return () -> onDispatch.remove(dispatchInterceptor);
    }

    @Override
    public Registration registerHandlerInterceptor(
            MessageHandlerInterceptor<? super CommandMessage<?>> handlerInterceptor) {
        onHandle.add(handlerInterceptor);
        return () -> onHandle.remove(handlerInterceptor);
    }
}
