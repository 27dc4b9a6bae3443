package org.mingzhang.command;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.correlation.CorrelationDataProvider;
import org.axonframework.messaging.correlation.SimpleCorrelationDataProvider;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Receipts.DuplicateReceipt;
import org.mingzhang.command.Receipts.Receipt;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * 命令的收发: sends a command once. A repeated request is not asked for first, which would cost every honest one a look-up: it is
 * noticed when its receipt collides, when it is refused, or when this node remembers its key.
 */
@Component
public final class SentCommands implements Commands {

    /** Names under which a request's circumstances stand in the metadata of its events. */
    private static final String[] METADATA = {"cmd", "key", "correlation", "post", "department", "device"};

    private static final String BODY = "body";
    private static final String BY = "by";
    private static final int REMEMBERED = 50_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CommandBus bus;
    private final Receipts receipts;
    private final Positions positions;
    private final Set<String> recent = Collections.synchronizedSet(Collections.newSetFromMap(new Bounded()));

    private static final class Bounded extends LinkedHashMap<String, Boolean> {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    }

    public SentCommands(CommandBus bus, Receipts receipts, Positions positions) {
        this.bus = bus;
        this.receipts = receipts;
        this.positions = positions;
    }

    /** What of a command's metadata goes into its events. */
    public static CorrelationDataProvider correlation() {
        return new SimpleCorrelationDataProvider(METADATA);
    }

    /** Writes the receipts of a group of commands into its transaction. */
    public static GroupCommit.Bookkeeping receiptsInto(Receipts receipts) {
        return outcomes -> {
            var written = outcomes.stream()
                    .filter(outcome -> !text(outcome.command(), "key").isEmpty())
                    .map(SentCommands::receipt)
                    .toList();
            if (!written.isEmpty()) {
                receipts.store(written);
            }
        };
    }

    private static Receipt receipt(GroupCommit.Outcome outcome) {
        var command = outcome.command();
        return new Receipt(
                text(command, BY),
                text(command, "key"),
                text(command, BODY),
                text(command, "cmd"),
                JSON.writeValueAsString(outcome.answer()),
                0);
    }

    private static String text(CommandMessage<?> command, String name) {
        return Objects.toString(command.getMetaData().get(name), "");
    }

    @Override
    public <R> Done<R> send(Object command, Class<R> result, Act act) {
        if (act.key() != null && !recent.add(act.by() + " " + act.key())) {
            var before = receipts.find(act.by(), act.key());
            if (before.isPresent()) {
                return repeated(before.get(), result, act);
            }
        }
        var id = UUID.randomUUID().toString();
        try {
            var answer = dispatch(new GenericCommandMessage<>(command, metadata(id, act)));
            return done(answer, result, positions.await(id));
        } catch (Refusal | DuplicateReceipt failure) {
            return earlier(act).map(receipt -> repeated(receipt, result, act)).orElseThrow(() -> failure);
        }
    }

    /** A command that answers nothing is asked for a {@link Void}, of which there is no other value than null. */
    @SuppressWarnings("NullAway")
    private static <R> Done<R> done(@Nullable Object answer, Class<R> result, long position) {
        return new Done<>(result.cast(answer), position, false);
    }

    private Optional<Receipt> earlier(Act act) {
        return act.key() == null ? Optional.empty() : receipts.find(act.by(), act.key());
    }

    private static <R> Done<R> repeated(Receipt receipt, Class<R> result, Act act) {
        if (!receipt.bodySha256().equals(act.bodySha256())) {
            throw new Refusal(Rule.IDEMPOTENCY_KEY_REUSED);
        }
        return new Done<>(JSON.readValue(receipt.resultJson(), result), receipt.position(), true);
    }

    private static Map<String, Object> metadata(String id, Act act) {
        var metadata = new HashMap<String, Object>();
        metadata.put("cmd", id);
        metadata.put("key", Objects.requireNonNullElse(act.key(), ""));
        metadata.put("correlation", act.correlation());
        metadata.put("post", act.post());
        metadata.put("department", act.department());
        metadata.put("device", act.device());
        metadata.put(BODY, act.bodySha256());
        metadata.put(BY, act.by());
        return metadata;
    }

    private @Nullable Object dispatch(CommandMessage<Object> command) {
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        bus.dispatch(command, (sent, result) -> answer.complete(result));
        var result = answer.join();
        if (!result.isExceptional()) {
            return result.getPayload();
        }
        for (Throwable cause = result.exceptionResult(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Refusal refusal) {
                throw refusal;
            }
            if (cause instanceof DuplicateReceipt duplicate) {
                throw duplicate;
            }
        }
        var failure = result.exceptionResult();
        throw failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
    }
}
