package org.mingzhang.command.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.hamcrest.CustomMatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.guard.CampaignState;
import org.mingzhang.events.campaign.CampaignEvent;
import org.mingzhang.events.campaign.FindingEvent.FindingsRecorded;
import org.mingzhang.events.campaign.PlanEvent.CheckRunRecorded;
import org.mingzhang.events.campaign.QuestionEvent.LeaderAsked;
import org.mingzhang.events.campaign.QuestionEvent.QuestionAsked;
import org.mingzhang.events.campaign.SignOffEvent.Presented;
import org.mingzhang.events.campaign.SignOffEvent.Signed;
import org.mingzhang.events.campaign.SignOffEvent.SignedOff;
import org.mingzhang.events.campaign.Stage;
import org.mingzhang.events.campaign.SubmissionEvent.CampaignClosed;
import org.mingzhang.events.campaign.SubmissionEvent.SnapshotTaken;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionRecorded;
import org.mingzhang.events.campaign.SubmissionEvent.SubmissionReturnRequested;
import org.mingzhang.events.campaign.SubmissionEvent.Submitted;

/**
 * 采集活动在何状态可为何事 — workflow.md, Campaign: every command in every state, all from one table, {@code matrix.tsv}. A cell
 * names the events that follow and the state they lead to, or the code of the refusal; a dash is for nothing. All tables are
 * approved and joined, so that only the state refuses.
 */
class WhatACampaignAllowsTest extends ACampaign {

    private static final Path MATRIX =
            Path.of("src", "test", "resources", "org", "mingzhang", "command", "campaign", "matrix.tsv");

    /** The states, each by what led to it. */
    private Map<String, List<Object>> states() {
        var hash = content();
        var states = new LinkedHashMap<String, List<Object>>();
        states.put(
                "PLANNED",
                List.of(
                        planned,
                        sourceTables,
                        collection,
                        review,
                        new QuestionAsked(CAMPAIGN, "q1", "2.13.1", null, "0201", "集体奖按几人填报？", COLLECTOR, NOW),
                        new LeaderAsked(CAMPAIGN, "l1", "0201", null, "今年的数据有哪些大的变化？", false, PRINCIPAL, NOW)));
        states.put("OPEN", after(states.get("PLANNED"), opened));
        states.put("CHECKING", after(states.get("OPEN"), run(hash, 0), found(0)));
        states.put("RECTIFYING", after(states.get("OPEN"), run(hash, 1), found(1)));
        states.put(
                "SIGNING",
                after(
                        states.get("CHECKING"),
                        new Presented(CAMPAIGN, hash, 1, 3, List.of(PRINCIPAL, DEPUTY), OFFICE, NOW),
                        new SignedOff(CAMPAIGN, hash, "sha256:papers", "副校长", "同意", DEPUTY, NOW),
                        new SnapshotTaken(CAMPAIGN, "s1", 99, hash, "sha", OFFICE, NOW)));
        states.put(
                "SIGNED",
                after(
                        states.get("SIGNING"),
                        new SignedOff(CAMPAIGN, hash, "sha256:papers", "校长", "同意", PRINCIPAL, NOW),
                        new Signed(CAMPAIGN, hash, PRINCIPAL, NOW),
                        new SubmissionRecorded(CAMPAIGN, "s1", hash, "HZ-1", OFFICE, NOW)));
        states.put(
                "SUBMITTED",
                after(
                        states.get("SIGNED"),
                        new Submitted(CAMPAIGN, "s1", hash, "HZ-1", SECOND_OFFICE, NOW),
                        new SubmissionReturnRequested(CAMPAIGN, "省级退回", OFFICE, NOW)));
        states.put("CLOSED", after(states.get("SUBMITTED"), new CampaignClosed(CAMPAIGN, OFFICE, NOW)));
        return states;
    }

    private static List<Object> after(List<Object> before, Object... events) {
        return Stream.concat(before.stream(), Stream.of(events)).toList();
    }

    private static CheckRunRecorded run(String hash, int errors) {
        return new CheckRunRecorded(CAMPAIGN, "r1", 9, false, 204, errors, 0, List.of(), hash, "sha", OFFICE, NOW);
    }

    private static FindingsRecorded found(int blocking) {
        return new FindingsRecorded(CAMPAIGN, "r1", List.of(), List.of(), List.of(), blocking, List.of(), OFFICE, NOW);
    }

    private Map<String, Object> commands() {
        var hash = content();
        var day = LocalDate.of(2022, 10, 17);
        var commands = new LinkedHashMap<String, Object>();
        commands.put(
                "plan",
                new PlanCampaign(
                        CAMPAIGN,
                        "2022",
                        planned.academicYear(),
                        planned.calendarYear(),
                        new TreeMap<>(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        OFFICE));
        commands.put(
                "receive-year",
                new ReceiveYear(
                        CAMPAIGN,
                        "2022",
                        planned.academicYear(),
                        planned.calendarYear(),
                        new TreeMap<>(),
                        "往年.zip",
                        "ab".repeat(32),
                        "云空间下载",
                        false,
                        new TreeMap<>(),
                        OFFICE));
        commands.put("schedule-stage", new ScheduleStage(CAMPAIGN, Stage.COLLECTION, null, day, DAY, "网络故障两天", OFFICE));
        commands.put("pass-stage", new PassStage(CAMPAIGN, Stage.COLLECTION, "system"));
        commands.put("open", new OpenCampaign(CAMPAIGN, OFFICE));
        commands.put("remind", new RemindPeople(CAMPAIGN, List.of(), "", OFFICE));
        commands.put("ask", new AskQuestion(CAMPAIGN, "q2", "2.13.1", "award_on", "跨学年的奖填哪一年？", COLLECTOR));
        commands.put("answer", new AnswerQuestion(CAMPAIGN, "q1", "按获奖证书所列人数逐人填报", OFFICE));
        commands.put("ask-department", new AskDepartment(CAMPAIGN, "l2", "0201", null, "生师比为何升高？", true, PRINCIPAL));
        commands.put("answer-leader", new AnswerLeader(CAMPAIGN, "l1", "新生增加", HEAD));
        commands.put("start-trial", new StartCheckRun(CAMPAIGN, true, OFFICE));
        commands.put("start-run", new StartCheckRun(CAMPAIGN, false, OFFICE));
        commands.put("run-passes", recorded(hash, 0));
        commands.put("send-findings", new SendFindings(CAMPAIGN, List.of(), "", OFFICE));
        commands.put("judge-rule", new JudgeRule(CAMPAIGN, "R-2.9.1-01", true, "本校没有这类专业，规则不适用", OFFICE));
        commands.put(
                "publish-rule",
                new PublishRule(
                        CAMPAIGN, "R-2.9.1-90", "2.9.1", null, "area <= 100", null, null, "面积不超过一百平方米", OFFICE));
        commands.put("set-parameter", new SetParameter(CAMPAIGN, "yoy_student_pct", "30", "扩招以后规模波动放宽", OFFICE));
        commands.put("present", new PresentToLeaders(CAMPAIGN, OFFICE));
        commands.put("sign", new SignOff(CAMPAIGN, hash, "sha256:papers", "同意上报", PRINCIPAL));
        commands.put("return-sign-off", new ReturnSignOff(CAMPAIGN, List.of("2.13.1"), "获奖数偏少，请核对", PRINCIPAL));
        commands.put("void-signatures", new VoidSignatures(CAMPAIGN, "2.13.1 重新打开", "system"));
        commands.put("snapshot", new RecordSnapshot(CAMPAIGN, "s2", 100, hash, "sha", OFFICE));
        commands.put("record-submission", new RecordSubmission(CAMPAIGN, "s1", "HZ-2", OFFICE));
        commands.put("confirm-submission", new ConfirmSubmission(CAMPAIGN, SECOND_OFFICE));
        commands.put("return-submission", new ReturnSubmission(CAMPAIGN, "教育部退回修改", OFFICE));
        commands.put("agree-to-return", new AgreeToReturn(CAMPAIGN, PRINCIPAL));
        commands.put("close", new CloseCampaign(CAMPAIGN, OFFICE));
        return commands;
    }

    private static RecordCheckRun recorded(String hash, int errors) {
        return new RecordCheckRun(CAMPAIGN, "r2", 19, false, 204, errors, 0, List.of(), List.of(), hash, "sha", OFFICE);
    }

    private String content() {
        book.hasEveryTable();
        return new Content(CAMPAIGN, book.tables(CAMPAIGN)).hash().orElseThrow();
    }

    static Stream<String> rows() throws IOException {
        var fixed = new WhatACampaignAllowsTest();
        if (Boolean.getBoolean("matrix.write")) {
            Files.writeString(
                    MATRIX, "command\t" + String.join("\t", fixed.states().keySet()) + "\n");
            for (var command : fixed.commands().keySet()) {
                Files.writeString(MATRIX, fixed.row(command) + "\n", UTF_8, StandardOpenOption.APPEND);
            }
        }
        var rows = Files.readAllLines(MATRIX);
        assertThat(rows).as("every command").hasSize(1 + fixed.commands().size());
        return rows.stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAsTheTableSays(String row) {
        assertThat(row(row.substring(0, row.indexOf('\t')))).isEqualTo(row);
    }

    private String row(String command) {
        var cells = new ArrayList<>(List.of(command));
        for (var state : states().entrySet()) {
            cells.add(outcome(
                    CampaignState.valueOf(state.getKey()),
                    state.getValue(),
                    commands().get(command)));
        }
        return String.join("\t", cells);
    }

    private String outcome(CampaignState before, List<Object> history, Object command) {
        aCampaign();
        clock.set(NOW.plusSeconds(6 * 86_400));
        var told = campaign.given(history).when(command);
        var thrown = new ArrayList<Throwable>();
        var events = new ArrayList<CampaignEvent>();
        try {
            told.expectSuccessfulHandlerExecution();
        } catch (AssertionError refused) {
            told.expectException(new CustomMatcher<Throwable>("any") {
                @Override
                public boolean matches(Object actual) {
                    return thrown.add((Throwable) actual);
                }
            });
            return thrown.get(0) instanceof Refusal refusal ? refusal.rule().code() : String.valueOf(thrown.get(0));
        }
        told.expectEventsMatching(new CustomMatcher<List<EventMessage<?>>>("any") {
            @Override
            @SuppressWarnings("unchecked")
            public boolean matches(Object actual) {
                ((List<EventMessage<?>>) actual).forEach(event -> events.add((CampaignEvent) event.getPayload()));
                return true;
            }
        });
        if (events.isEmpty()) {
            return "–";
        }
        var state = before;
        for (var event : events) {
            state = CampaignState.after(event, state);
        }
        var names =
                events.stream().map(event -> event.getClass().getSimpleName()).collect(Collectors.joining("+"));
        return state == before ? names : names + " → " + state;
    }
}
