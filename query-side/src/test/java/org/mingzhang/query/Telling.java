package org.mingzhang.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.GenericTrackedEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.Event;
import org.mingzhang.events.Unsealing;
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

/** Tells events to the projectors as a tracking processor would: in batches, each in a transaction, with their positions. */
public final class Telling {

    /** In the tests what is sealed is simply written backwards. */
    public static final Unsealing BACKWARDS = (event, fields, box) -> fields.stream()
            .<CellValue>map(field ->
                    box.person().equals("erased") ? new CellValue.Erased() : CellValue.text(reversed(box.box())))
            .toList();

    private final List<AnnotationEventHandlerAdapter> projectors = new ArrayList<>();
    private final TransactionTemplate transaction;
    private final List<TrackedEventMessage<Event>> told = new ArrayList<>();

    public Telling(DataSource source, ViewPositions positions) {
        var views = Views.live(source, positions);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        for (var projector : List.of(
                new EntryProjector(views, BACKWARDS),
                new CorrectionProjector(views, BACKWARDS),
                new ErasedCells(views),
                new ErasureProjector(views),
                new TrailProjector(views),
                new NoticeProjector(views),
                new OwnEntryNotices(views),
                new FindingProjector(views),
                new QuestionProjector(views),
                new InspectionProjector(views),
                new EvidenceProjector(views),
                new ShareProjector(views),
                new OrganisationProjector(views, BACKWARDS),
                new CampaignProjector(views))) {
            projectors.add(new AnnotationEventHandlerAdapter(projector));
        }
    }

    /** From here on tells only the projectors of these classes. */
    public Telling only(Class<?>... classes) {
        projectors.removeIf(projector -> !List.of(classes).contains(projector.getTargetType()));
        return this;
    }

    public static CellValue.Sealed closed(String text) {
        return new CellValue.Sealed("person-of-" + text.length(), reversed(text));
    }

    /** Tells further events in one batch. */
    public Telling tell(Event... events) {
        var batch = new ArrayList<TrackedEventMessage<Event>>();
        for (var event : events) {
            batch.add(message(told.size() + batch.size() + 1, event));
        }
        tell(batch);
        told.addAll(batch);
        return this;
    }

    /** Tells everything once more, in batches of another size. */
    public void again(int size) {
        for (int from = 0; from < told.size(); from += size) {
            tell(told.subList(from, Math.min(told.size(), from + size)));
        }
    }

    /** What was told so far. */
    public List<TrackedEventMessage<Event>> told() {
        return List.copyOf(told);
    }

    public long position() {
        return told.size();
    }

    public static String eventAt(long position) {
        return "00000000-0000-7000-8000-%012d".formatted(position);
    }

    static TrackedEventMessage<Event> message(long position, Event event) {
        var metadata = Map.of(
                "post",
                "科员",
                "department",
                "0201",
                "device",
                "dev",
                "correlation",
                "c-" + position,
                "cmd",
                "x",
                "key",
                "k");
        return new GenericTrackedEventMessage<>(
                new GlobalSequenceTrackingToken(position),
                new GenericEventMessage<>(eventAt(position), event, metadata, event.at()));
    }

    private void tell(List<? extends EventMessage<?>> batch) {
        var work = new BatchingUnitOfWork<EventMessage<?>>(new ArrayList<EventMessage<?>>(batch));
        transaction.executeWithoutResult(status -> work.executeWithResult(() -> {
                    for (var projector : projectors) {
                        if (projector.canHandle(work.getMessage())) {
                            projector.handle(work.getMessage());
                        }
                    }
                    return null;
                })
                .getPayload());
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
