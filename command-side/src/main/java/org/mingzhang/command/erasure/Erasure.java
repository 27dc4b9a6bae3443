package org.mingzhang.command.erasure;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.BeijingTime;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.erasure.ErasureEvent.ErasureCarriedOut;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRefused;
import org.mingzhang.events.erasure.ErasureEvent.ErasureRequested;

/** 依法删除: one order to erase what is known of some people. Nobody both asks and agrees. */
@JsonAutoDetect(
        fieldVisibility = JsonAutoDetect.Visibility.ANY,
        getterVisibility = JsonAutoDetect.Visibility.NONE,
        isGetterVisibility = JsonAutoDetect.Visibility.NONE)
public class Erasure {

    private static final int SHORTEST_REASON = 5;

    @AggregateIdentifier
    private @Nullable String id;

    private String college = "";
    private String document = "";
    private List<String> keys = List.of();
    private String askedBy = "";
    private boolean decided;

    /** For the framework, which makes an empty one and tells it its past. */
    public Erasure() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(ErasureCommand.Request request, Clock clock) {
        if (id != null) {
            throw new Refusal(Rule.ERASURE_DECIDED);
        }
        if (request.document().strip().isEmpty()) {
            throw new Refusal(Rule.ORDER_MISSING);
        }
        mustSayWhy(request.reason());
        if (!request.running().isEmpty()) {
            throw new Refusal(Rule.PERSON_STILL_COLLECTED, String.join("、", request.running()));
        }
        if (request.keys().isEmpty()) {
            throw new Refusal(Rule.NOTHING_TO_ERASE);
        }
        apply(new ErasureRequested(
                request.college(),
                request.erasure(),
                request.document().strip(),
                request.keys(),
                request.persons(),
                request.entries(),
                request.reason().strip(),
                request.by(),
                BeijingTime.now(clock)));
    }

    /** What is sealed under the keys cannot be read from the moment this is committed; until then nothing is lost. */
    @CommandHandler
    void handle(ErasureCommand.CarryOut carryOut, PersonalKeys store, Clock clock) {
        mustBeOpen();
        if (carryOut.by().equals(askedBy)) {
            throw new Refusal(Rule.SAME_PERSON);
        }
        store.destroy(keys);
        apply(new ErasureCarriedOut(
                college, carryOut.erasure(), document, keys, carryOut.by(), BeijingTime.now(clock)));
    }

    @CommandHandler
    void handle(ErasureCommand.Refuse refuse, Clock clock) {
        mustBeOpen();
        mustSayWhy(refuse.reason());
        apply(new ErasureRefused(
                college, refuse.erasure(), refuse.reason().strip(), refuse.by(), BeijingTime.now(clock)));
    }

    private void mustBeOpen() {
        if (decided) {
            throw new Refusal(Rule.ERASURE_DECIDED);
        }
    }

    private static void mustSayWhy(String reason) {
        if (reason.strip().codePointCount(0, reason.strip().length()) < SHORTEST_REASON) {
            throw new Refusal(Rule.REASON_REQUIRED);
        }
    }

    @EventSourcingHandler
    void on(ErasureRequested requested) {
        id = requested.erasure();
        college = requested.college();
        document = requested.document();
        keys = requested.keys();
        askedBy = requested.by();
    }

    @EventSourcingHandler
    void on(ErasureRefused refused) {
        decided = true;
    }

    @EventSourcingHandler
    void on(ErasureCarriedOut done) {
        decided = true;
    }
}
