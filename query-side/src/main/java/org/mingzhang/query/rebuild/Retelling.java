package org.mingzhang.query.rebuild;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.mingzhang.events.Unsealing;
import org.mingzhang.query.HandlersByType;
import org.mingzhang.query.Views;
import org.mingzhang.query.campaign.CampaignProjector;
import org.mingzhang.query.check.FindingProjector;
import org.mingzhang.query.correction.CorrectionProjector;
import org.mingzhang.query.erasure.ErasedCells;
import org.mingzhang.query.erasure.ErasureProjector;
import org.mingzhang.query.evidence.EvidenceProjector;
import org.mingzhang.query.inspection.InspectionProjector;
import org.mingzhang.query.notice.NoticeProjector;
import org.mingzhang.query.notice.OwnEntryNotices;
import org.mingzhang.query.org.OrganisationProjector;
import org.mingzhang.query.progress.ShareProjector;
import org.mingzhang.query.question.QuestionProjector;
import org.mingzhang.query.table.EntryProjector;
import org.mingzhang.query.trail.TrailProjector;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 重讲账本: tells projectors the ledger from its beginning, into tables of their own. Only projectors are told anything; nothing is sent
 * and nothing is commanded.
 */
public final class Retelling {

    private static final int AT_ONCE = 1000;

    private final StreamableMessageSource<TrackedEventMessage<?>> ledger;
    private final Map<String, HandlersByType> projectors = new LinkedHashMap<>();
    private final TransactionTemplate transaction;
    private final Map<String, Long> reached = new HashMap<>();
    private long events;

    /**
     * Nothing is told yet.
     *
     * @param into connections whose unqualified names stand for empty tables of the views
     * @param ledger all events by position
     * @param unsealing opens personal values
     * @param groups of {@link Views#GROUPS}, those that are to be told
     */
    public Retelling(
            DataSource into,
            StreamableMessageSource<TrackedEventMessage<?>> ledger,
            Unsealing unsealing,
            Collection<String> groups) {
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(new DataSourceTransactionManager(into));
        var views = Views.beside(into);
        groups.forEach(group -> projectors.put(group, adapted(projectors(group, views, unsealing))));
    }

    private static List<Object> projectors(String group, Views views, Unsealing unsealing) {
        return switch (group) {
            case Views.TABLE ->
                List.of(
                        new EntryProjector(views, unsealing),
                        new CorrectionProjector(views, unsealing),
                        new ErasedCells(views));
            case Views.TRAIL -> List.of(new TrailProjector(views));
            case Views.PROGRESS ->
                List.of(
                        new NoticeProjector(views),
                        new OwnEntryNotices(views),
                        new FindingProjector(views),
                        new QuestionProjector(views),
                        new InspectionProjector(views),
                        new EvidenceProjector(views),
                        new ErasureProjector(views),
                        new ShareProjector(views),
                        new OrganisationProjector(views, unsealing),
                        new CampaignProjector(views));
            default -> throw new IllegalArgumentException(group);
        };
    }

    /** The tables hold already what follows from the ledger up to here. */
    public void goOnFrom(long position) {
        projectors.keySet().forEach(group -> reached.put(group, position));
    }

    /** How many events were told. */
    public long events() {
        return events;
    }

    /** Tells each group everything up to its own position. */
    public void tell(Map<String, Long> upTo) {
        long last = upTo.values().stream().mapToLong(Long::longValue).max().orElse(0);
        var behind = new HashMap<String, Long>();
        projectors.keySet().forEach(group -> behind.put(group, reached.getOrDefault(group, 0L)));
        long position =
                behind.values().stream().mapToLong(Long::longValue).min().orElse(0);
        if (position >= last) {
            return;
        }
        try (var stream = ledger.openStream(position == 0 ? null : new GlobalSequenceTrackingToken(position))) {
            while (position < last) {
                var batch = next(stream, position, last);
                position = positionOf(batch.get(batch.size() - 1));
                tell(batch, behind, upTo);
                events += batch.size();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while rebuilding", stopped);
        }
        reached.putAll(upTo);
    }

    private static List<TrackedEventMessage<?>> next(
            BlockingStream<TrackedEventMessage<?>> stream, long position, long last) throws InterruptedException {
        var batch = new ArrayList<TrackedEventMessage<?>>(AT_ONCE);
        long at = position;
        while (at < last && batch.size() < AT_ONCE) {
            var event = stream.nextAvailable();
            at = positionOf(event);
            batch.add(event);
        }
        return batch;
    }

    private static long positionOf(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    private void tell(List<TrackedEventMessage<?>> batch, Map<String, Long> after, Map<String, Long> upTo) {
        var work = new BatchingUnitOfWork<EventMessage<?>>(new ArrayList<EventMessage<?>>(batch));
        transaction.executeWithoutResult(status -> {
            var result = work.executeWithResult(() -> {
                var message = work.getMessage();
                long at = positionOf((TrackedEventMessage<?>) message);
                for (var group : projectors.entrySet()) {
                    var from = after.getOrDefault(group.getKey(), 0L);
                    var to = upTo.getOrDefault(group.getKey(), 0L);
                    if (at > from && at <= to) {
                        group.getValue().handle(message);
                    }
                }
                return message;
            });
            if (result.isExceptional()) {
                throw new IllegalStateException("an event could not be told", result.exceptionResult());
            }
        });
    }

    private static HandlersByType adapted(List<Object> handlers) {
        return new HandlersByType(
                handlers.stream().map(AnnotationEventHandlerAdapter::new).toList());
    }
}
