package org.mingzhang.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Receipts.DuplicateReceipt;

/** 合并提交: many commands of one aggregate, one transaction, each with its own outcome. */
class GroupCommitTest {

    /** A command that writes a word; {@code no} is refused. */
    record Say(@TargetAggregateIdentifier String aggregate, String word) {}

    private final ExecutorService helpers = Executors.newFixedThreadPool(4);
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<List<String>> commits = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch firstIsBusy = new CountDownLatch(1);
    private final CountDownLatch letFirstGo = new CountDownLatch(1);
    private int failuresLeft;

    private final GroupCommit bus = new GroupCommit(
            new CommandTargets(),
            () -> new Transaction() {
                @Override
                public void commit() {
                    // The bookkeeping below counts what was committed.
                }

                @Override
                public void rollback() {
                    // Nothing was kept.
                }
            },
            SentCommands.correlation(),
            outcomes -> {
                if (outcomes.stream().anyMatch(outcome -> "duplicate".equals(outcome.answer()))) {
                    throw new DuplicateReceipt();
                }
                if (failuresLeft > 0) {
                    failuresLeft--;
                    throw new ConcurrencyException("another node was first");
                }
                commits.add(outcomes.stream()
                        .map(outcome -> String.valueOf(outcome.answer()))
                        .toList());
            },
            helpers);

    GroupCommitTest() {
        bus.subscribe(Say.class.getName(), message -> {
            var say = (Say) message.getPayload();
            if (say.word().equals("first")) {
                firstIsBusy.countDown();
                letFirstGo.await();
            }
            if (say.word().equals("no")) {
                throw new Refusal(Rule.NOT_FOUND);
            }
            events.add(say.word());
            return say.word();
        });
    }

    @AfterEach
    void stop() {
        helpers.shutdownNow();
    }

    private CompletableFuture<CommandResultMessage<?>> say(String word) {
        var answer = new CompletableFuture<CommandResultMessage<?>>();
        CommandMessage<Say> command = new GenericCommandMessage<>(new Say("a", word));
        bus.dispatch(command, (sent, result) -> answer.complete(result));
        return answer;
    }

    /** Lets the first command hold the line while the others queue up behind it. */
    private List<CommandResultMessage<?>> sayTogether(String... words) throws Exception {
        var first = CompletableFuture.supplyAsync(() -> say("first"), helpers);
        firstIsBusy.await();
        var answers = new ArrayList<CompletableFuture<CommandResultMessage<?>>>();
        for (var word : words) {
            answers.add(say(word));
        }
        letFirstGo.countDown();
        first.get().get();
        var results = new ArrayList<CommandResultMessage<?>>();
        for (var answer : answers) {
            results.add(answer.get());
        }
        return results;
    }

    @Test
    void commitsTogetherWhatWaitsTogether() throws Exception {
        sayTogether("a", "b", "c");
        assertThat(commits).containsExactly(List.of("first"), List.of("a", "b", "c"));
    }

    @Test
    void letsARefusalSpoilNothing() throws Exception {
        var results = sayTogether("a", "no", "c");
        assertThat(commits).containsExactly(List.of("first"), List.of("a", "c"));
        assertThat(results.get(1).exceptionResult()).isInstanceOf(Refusal.class);
        assertThat(results.get(2).getPayload()).isEqualTo("c");
    }

    @Test
    void givesEachItsOwnTryWhenTheGroupFails() throws Exception {
        var results = sayTogether("a", "duplicate", "c");
        assertThat(commits).containsExactly(List.of("first"), List.of("a"), List.of("c"));
        assertThat(results.get(0).getPayload()).isEqualTo("a");
        assertThat(results.get(1).isExceptional()).isTrue();
        assertThat(results.get(2).getPayload()).isEqualTo("c");
    }

    @Test
    void triesAgainWhenAnotherNodeWasFirst() throws Exception {
        failuresLeft = 2;
        letFirstGo.countDown();
        assertThat(say("a").get().getPayload()).isEqualTo("a");
        assertThat(commits).containsExactly(List.of("a"));
    }

    @Test
    void servesEveryoneWhateverHappens() throws Exception {
        letFirstGo.countDown();
        var answers = new ArrayList<CompletableFuture<CommandResultMessage<?>>>();
        for (int i = 0; i < 500; i++) {
            var word = i % 7 == 0 ? "no" : "w" + i;
            answers.add(CompletableFuture.supplyAsync(() -> say(word), helpers).thenCompose(answer -> answer));
        }
        for (var answer : answers) {
            answer.get();
        }
        assertThat(events).hasSize(428);
        assertThat(commits.stream().mapToInt(List::size).sum()).isEqualTo(428);
    }
}
