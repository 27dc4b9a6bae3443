package org.mingzhang.ops.store;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** 号票: commands of this node whose events were written and wait for their ledger positions. */
final class Tickets {

    private static final int MANY = 20_000;

    private final ConcurrentHashMap<String, Ticket> open = new ConcurrentHashMap<>();

    /** One command's. */
    static final class Ticket {
        private final CompletableFuture<Long> position = new CompletableFuture<>();
        private volatile long lastIndex;
    }

    /** Events of a command are about to be written, or even committed. */
    void announce(String command) {
        if (open.size() > MANY) {
            // nobody asked for these: commands of policies, whose positions interest nobody
            open.values().removeIf(ticket -> ticket.position.isDone());
        }
        open.computeIfAbsent(command, none -> new Ticket());
    }

    /** Events of a command were written, the last under this global index. */
    void issue(String command, long lastIndex) {
        announce(command);
        var ticket = open.get(command);
        if (ticket != null) {
            ticket.lastIndex = lastIndex;
        }
    }

    /** The transaction was rolled back. */
    void withdraw(Collection<String> commands) {
        commands.forEach(open::remove);
    }

    /** Whether a command waits for its position still. */
    boolean isOpen(String command) {
        var ticket = open.get(command);
        return ticket != null && !ticket.position.isDone();
    }

    /** Those that wait still, with the global index they wait for. */
    Map<String, Long> unresolved() {
        var unresolved = new ConcurrentHashMap<String, Long>();
        open.forEach((command, ticket) -> {
            if (!ticket.position.isDone()) {
                unresolved.put(command, ticket.lastIndex);
            }
        });
        return unresolved;
    }

    /** The command's last event stands at this position. */
    void resolve(String command, long position) {
        var ticket = open.get(command);
        if (ticket != null) {
            ticket.position.complete(position);
        }
    }

    /** Waits for the position of a command's last event; null if nothing is known of the command. */
    @Nullable
    Long await(String command, long millis) {
        var ticket = open.get(command);
        if (ticket == null) {
            return null;
        }
        try {
            var position = ticket.position.get(millis, TimeUnit.MILLISECONDS);
            open.remove(command, ticket);
            return position;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a ledger position", interrupted);
        } catch (ExecutionException | TimeoutException late) {
            throw new IllegalStateException(
                    "the events of command " + command + " are stored but have no ledger position yet", late);
        }
    }
}
