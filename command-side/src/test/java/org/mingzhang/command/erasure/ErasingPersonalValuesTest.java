package org.mingzhang.command.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.command.table.Refusals.refusal;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.Rule;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRefused;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRequested;

/** 依法删除个人信息: one person asks under an order, another carries it out. */
class ErasingPersonalValuesTest {

    private static final Instant NOW = Instant.parse("2023-09-28T01:00:00Z");
    private static final String ID = "7f0c2a90";
    private static final String OFFICE = "20050007";
    private static final String INSPECTOR = "20030009";
    private static final String ORDER = "云示档〔2023〕5号";
    private static final List<String> KEYS = List.of("k1", "k2");

    private final List<String> destroyed = new ArrayList<>();
    private AggregateTestFixture<Erasure> erasure;

    private final ErasureRequested requested =
            new ErasureRequested("99001", ID, ORDER, KEYS, 1, 3, "毕业满五年，按期限删除", OFFICE, NOW);

    @BeforeEach
    void anErasure() {
        erasure = new AggregateTestFixture<>(Erasure.class);
        erasure.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        erasure.registerInjectableResource(new PersonalKeys() {
            @Override
            public Set<String> existing(Collection<String> names) {
                return Set.copyOf(names);
            }

            @Override
            public String ofEvidence(String evidence) {
                return evidence;
            }

            @Override
            public void destroy(Collection<String> names) {
                destroyed.addAll(names);
            }
        });
    }

    private static ErasureCommand.Request request(String document, List<String> keys, List<String> running) {
        return new ErasureCommand.Request(ID, "99001", document, keys, 1, 3, running, "毕业满五年，按期限删除", OFFICE);
    }

    @Test
    void isAskedForUnderAnOrder() {
        erasure.givenNoPriorActivity().when(request(ORDER, KEYS, List.of())).expectEvents(requested);
        erasure.givenNoPriorActivity().when(request(" ", KEYS, List.of())).expectException(refusal(Rule.ORDER_MISSING));
        erasure.givenNoPriorActivity()
                .when(request(ORDER, List.of(), List.of()))
                .expectException(refusal(Rule.NOTHING_TO_ERASE));
    }

    @Test
    void doesNotTouchWhatIsStillBeingCollected() {
        erasure.givenNoPriorActivity()
                .when(request(ORDER, KEYS, List.of("2023 年")))
                .expectException(refusal(Rule.PERSON_STILL_COLLECTED));
    }

    @Test
    void destroysTheKeysOnceASecondPersonAgrees() {
        erasure.given(requested)
                .when(new ErasureCommand.CarryOut(ID, INSPECTOR))
                .expectEvents(new ErasureCarriedOut("99001", ID, ORDER, KEYS, INSPECTOR, NOW));
        assertThat(destroyed).isEqualTo(KEYS);
    }

    @Test
    void isNotCarriedOutByWhoeverAsked() {
        erasure.given(requested)
                .when(new ErasureCommand.CarryOut(ID, OFFICE))
                .expectException(refusal(Rule.SAME_PERSON));
        assertThat(destroyed).isEmpty();
    }

    @Test
    void isDecidedOnce() {
        var refused = new ErasureRefused("99001", ID, "保存期限未满", INSPECTOR, NOW);
        erasure.given(requested)
                .when(new ErasureCommand.Refuse(ID, "保存期限未满", INSPECTOR))
                .expectEvents(refused);
        erasure.given(requested, refused)
                .when(new ErasureCommand.CarryOut(ID, INSPECTOR))
                .expectException(refusal(Rule.ERASURE_DECIDED));
        assertThat(destroyed).isEmpty();
    }
}
