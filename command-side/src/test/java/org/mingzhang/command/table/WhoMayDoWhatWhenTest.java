package org.mingzhang.command.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hamcrest.CustomMatcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.AssignmentEvent.TableFrozen;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.ShareReopened;

/**
 * 何人在何状态可为何事: every command by everybody in every state of a share, all from one table, {@code matrix.tsv}. A cell is
 * {@code yes} or the code of the refusal. What only the office may do is kept from others by the permission table besides.
 */
class WhoMayDoWhatWhenTest extends ACollectionTable {

    private static final Path MATRIX =
            Path.of("src", "test", "resources", "org", "mingzhang", "command", "table", "matrix.tsv");
    private static final String EVIDENCE = "0b9a6c1e-6f0f-4a55-9b0e-2f5d4c9f1a77";

    /** The states, each by what led to it. */
    private static Map<String, List<Object>> states() {
        var fixed = new WhoMayDoWhatWhenTest();
        var begun = List.<Object>of(fixed.planned, fixed.nursing, fixed.dental, fixed.due, fixed.reviewDue);
        var states = new LinkedHashMap<String, List<Object>>();
        states.put("LOCKED", begun);
        states.put("OPEN", after(begun, fixed.opened));
        states.put("DRAFT", after(states.get("OPEN"), added(1, "一等奖")));
        states.put("SUBMITTED", after(states.get("DRAFT"), fixed.submitted));
        states.put("OPENED", after(states.get("SUBMITTED"), fixed.reviewOpened));
        states.put("BRIEFED", after(states.get("OPENED"), fixed.briefed));
        states.put("RETURNED", after(states.get("BRIEFED"), fixed.returned));
        states.put("APPROVED", after(states.get("BRIEFED"), fixed.approved));
        states.put(
                "REOPENED",
                after(states.get("APPROVED"), new ShareReopened(AWARDS, NURSING, "校验发现错误", List.of(), OFFICE, NOW)));
        states.put("CLOSED", after(states.get("DRAFT"), new TableLocked(AWARDS, "源数据表重新打开", "system", NOW)));
        states.put("FROZEN", after(states.get("APPROVED"), new TableFrozen(AWARDS, "system", NOW)));
        return states;
    }

    private static List<Object> after(List<Object> before, Object event) {
        var longer = new ArrayList<>(before);
        longer.add(event);
        return longer;
    }

    private static final Map<String, String> ROLES = roles();

    private static Map<String, String> roles() {
        var roles = new LinkedHashMap<String, String>();
        roles.put("collector", COLLECTOR);
        roles.put("other-collector", DENTAL_COLLECTOR);
        roles.put("reviewer", HEAD);
        roles.put("leader", LEADER);
        roles.put("secretary", SECRETARY);
        roles.put("office", OFFICE);
        roles.put("inspector", "20030009");
        return roles;
    }

    private static final Map<String, Function<String, Object>> COMMANDS = commands();

    private static Map<String, Function<String, Object>> commands() {
        var commands = new LinkedHashMap<String, Function<String, Object>>();
        commands.put("add", by -> change(new Change(Op.ADD, null, null, null, award("特等奖"), ""), by));
        commands.put(
                "amend",
                by -> change(new Change(Op.AMEND, 1, 1, null, Map.of("team_name", CellValue.text("二队")), "更正队名"), by));
        commands.put("remove", by -> change(new Change(Op.REMOVE, 1, 1, null, Map.of(), "重复填报"), by));
        commands.put(
                "attach",
                by -> new AttachEvidence(
                        AWARDS, NURSING, EVIDENCE, null, "获奖证书", "application/pdf", 20, "ab".repeat(32), by));
        commands.put(
                "submit",
                by -> new SubmitShare(
                        AWARDS,
                        NURSING,
                        new ShareReports.ShareReport(9, 1, 1, HASH, List.of(), List.of()),
                        List.of(),
                        by));
        commands.put("nil", by -> new DeclareNil(AWARDS, NURSING, "本学年无此项", by));
        commands.put("withdraw", by -> new WithdrawShare(AWARDS, NURSING, by));
        commands.put("open-review", by -> new OpenReview(AWARDS, NURSING, by));
        commands.put("brief", by -> new RecordBriefing(AWARDS, NURSING, LEADER, NOW, "当面", "", by));
        commands.put("confirm-briefing", by -> new ConfirmBriefing(AWARDS, NURSING, by));
        commands.put("contest-briefing", by -> new ContestBriefing(AWARDS, NURSING, "没有向我汇报", by));
        commands.put("approve", by -> new ApproveShare(AWARDS, NURSING, HASH, List.of(), by));
        commands.put("return", by -> new ReturnShare(AWARDS, NURSING, "缺证书编号", List.of(), by));
        commands.put("consolidate", by -> new ConsolidateTable(AWARDS, by));
        return commands;
    }

    private static Object change(Change change, String by) {
        return new ChangeEntries(AWARDS, NURSING, How.TYPED, null, null, List.of(change), by);
    }

    static Stream<String> rows() throws IOException {
        if (Boolean.getBoolean("matrix.write")) {
            Files.writeString(MATRIX, "command\trole\t" + String.join("\t", states().keySet()) + "\n");
            for (var command : COMMANDS.keySet()) {
                for (var role : ROLES.keySet()) {
                    Files.writeString(MATRIX, row(command, role) + "\n", UTF_8, StandardOpenOption.APPEND);
                }
            }
        }
        var rows = Files.readAllLines(MATRIX);
        assertThat(rows).as("every command by everybody").hasSize(1 + COMMANDS.size() * ROLES.size());
        return rows.stream().skip(1);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAsTheTableSays(String row) {
        var cells = row.split("\t", -1);
        assertThat(row(cells[0], cells[1])).isEqualTo(row);
    }

    private static String row(String command, String role) {
        var cells = new ArrayList<>(List.of(command, role));
        for (var state : states().values()) {
            cells.add(outcome(state, COMMANDS.get(command).apply(ROLES.get(role))));
        }
        return String.join("\t", cells);
    }

    private static String outcome(List<Object> history, Object command) {
        var thrown = new AtomicReference<Throwable>();
        var told = at(NOW).given(history.toArray()).when(command);
        try {
            told.expectSuccessfulHandlerExecution();
            return "yes";
        } catch (AssertionError refused) {
            told.expectException(new CustomMatcher<Throwable>("any") {
                @Override
                public boolean matches(Object actual) {
                    thrown.set((Throwable) actual);
                    return true;
                }
            });
        }
        return thrown.get() instanceof Refusal refusal ? refusal.rule().code() : String.valueOf(thrown.get());
    }
}
