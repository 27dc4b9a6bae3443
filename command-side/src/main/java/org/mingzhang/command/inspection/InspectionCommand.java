package org.mingzhang.command.inspection;

import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;

/** What one can ask of one matter of the inspection office (督查事项). */
public sealed interface InspectionCommand {

    /** Id of the matter, unique in the installation. */
    @TargetAggregateIdentifier
    String inspection();

    /** 立项. The fields mean what they mean in {@link org.mingzhang.events.inspection.InspectionEvent.InspectionOpened}. */
    record Open(
            String inspection,
            CampaignKey campaign,
            @Nullable String department,
            String matter,
            List<Long> positions,
            String by)
            implements InspectionCommand {

        public Open {
            positions = List.copyOf(positions);
        }
    }

    /** 询问. */
    record Ask(String inspection, String staffNo, String text, String by) implements InspectionCommand {}

    /** 答复. */
    record Answer(String inspection, int question, String text, String by) implements InspectionCommand {}

    /** 记录. */
    record RecordFact(String inspection, String text, String by) implements InspectionCommand {}

    /** 问责. */
    record HoldToAccount(String inspection, String staffNo, String document, String text, String post, String by)
            implements InspectionCommand {}

    /** 完成质量考核 of the department that the matter concerns. */
    record Appraise(String inspection, String text, String by) implements InspectionCommand {}

    /** 办结. */
    record Close(String inspection, String text, String by) implements InspectionCommand {}
}
