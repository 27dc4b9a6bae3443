package org.mingzhang.command.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Act;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Receipts;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.table.ChangeEntries;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Changed;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.command.table.ChangeEntries.Row;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.table.How;
import tools.jackson.databind.json.JsonMapper;

/** 导入的登记 — plan §3(五). */
class ImportingAFileTest {

    static final TableKey TABLE = TableKey.of("99001/2022/1.5.1");
    static final String KEY = "0f7d8f3e-3e0a-4f5c-9d5e-6a1f2b3c4d5e";

    final Law law = new Law();
    Imports imports = new Imports(law, law);

    @AfterEach
    void stop() throws InterruptedException {
        law.gate.countDown();
        imports.destroy();
    }

    @Test
    void runsInTheBackgroundAndIsToldWhenItIsDone() throws Exception {
        var begun = begin("a");

        assertThat(begun.state()).isEqualTo(Import.State.RUNNING);
        assertThat(begun.stored()).isZero();
        law.gate.countDown();
        var done = settled();
        assertThat(done.state()).isEqualTo(Import.State.DONE);
        assertThat(done.stored()).isEqualTo(3);
        assertThat(done.entries()).containsExactly(1, 2, 3);
        assertThat(done.position()).isEqualTo(42);
    }

    @Test
    void isCarriedOutOnceHoweverOftenItIsAskedFor() throws Exception {
        begin("a");
        begin("a");
        law.gate.countDown();
        settled();
        begin("a");
        settled();

        assertThat(law.carriedOut).hasValue(1);
    }

    @Test
    void refusesTheSameKeyWithAnotherBody() {
        begin("a");

        assertThatThrownBy(() -> begin("b"))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.rule()).isEqualTo(Rule.IDEMPOTENCY_KEY_REUSED));
    }

    @Test
    void isKnownFromItsReceiptAfterARestart() throws Exception {
        law.gate.countDown();
        begin("a");
        settled();
        imports.destroy();
        imports = new Imports(law, law);

        var again = imports.find("20010006", KEY).orElseThrow();
        assertThat(again.state()).isEqualTo(Import.State.DONE);
        assertThat(again.stored()).isEqualTo(3);
        assertThat(again.position()).isEqualTo(42);
        assertThat(begin("a").state()).isEqualTo(Import.State.DONE);
        assertThat(law.carriedOut).hasValue(1);
    }

    @Test
    void isUnknownWhereNothingWasStoredAndMayBeAskedForAgain() throws Exception {
        begin("a");
        var afterAKill = new Imports(law, law);

        assertThat(afterAKill.find("20010006", KEY)).isEmpty();
        afterAKill.destroy();
    }

    @Test
    void tellsWhyNothingWasStoredAndMayThenBeTriedAgain() throws Exception {
        law.gate.countDown();
        law.refusal = new Refusal(Rule.TABLE_LOCKED, "源数据表尚未审核");
        begin("a");

        var refused = settled();
        assertThat(refused.state()).isEqualTo(Import.State.REFUSED);
        assertThat(refused.stored()).isZero();
        assertThat(refused.refusal()).isSameAs(law.refusal);

        law.refusal = null;
        begin("a");
        assertThat(settled().state()).isEqualTo(Import.State.DONE);
    }

    private Import begin(String body) {
        var wanted = Import.running(KEY, "20010006", body, TABLE, "0105", false, 3);
        var changes = IntStream.range(0, 3)
                .mapToObj(i -> new Change(Op.ADD, null, null, null, Map.of(), ""))
                .toList();
        var command = new ChangeEntries(TABLE, "0105", How.IMPORTED, KEY, null, changes, "20010006");
        return imports.begin(wanted, command, new Act("20010006", "0105", "科员", "c", KEY, body, "d"));
    }

    private Import settled() throws InterruptedException {
        for (int i = 0; i < 500; i++) {
            var found = imports.find("20010006", KEY).orElseThrow();
            if (!found.isRunning()) {
                return found;
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        throw new AssertionError("still running");
    }

    /** Carries out imports when the gate is open and keeps their receipts. */
    private static final class Law implements Commands, Receipts {

        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger carriedOut = new AtomicInteger();
        final Map<String, Receipt> kept = new ConcurrentHashMap<>();
        volatile @Nullable Refusal refusal;

        @Override
        public <R> Done<R> send(Object command, Class<R> result, Act act) {
            try {
                gate.await();
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
            var no = refusal;
            if (no != null) {
                throw no;
            }
            carriedOut.incrementAndGet();
            var rows = IntStream.rangeClosed(
                            1, ((ChangeEntries) command).changes().size())
                    .mapToObj(number -> new Row(number, 1, false, List.of()))
                    .toList();
            var changed = new Changed(rows);
            var json = JsonMapper.builder().build().writeValueAsString(changed);
            kept.put(act.by() + act.key(), new Receipt(act.by(), KEY, act.bodySha256(), "cmd", json, 42));
            return new Done<>(result.cast(changed), 42, false);
        }

        @Override
        public void store(Collection<Receipt> receipts) {
            receipts.forEach(receipt -> kept.put(receipt.by() + receipt.key(), receipt));
        }

        @Override
        public Optional<Receipt> find(String by, String key) {
            return Optional.ofNullable(kept.get(by + key));
        }
    }
}
