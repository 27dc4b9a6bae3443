package org.mingzhang.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mingzhang.command.intake.StandingEntries.Version;
import org.mingzhang.command.intake.Undoing.Left;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;

/** 撤回一个人一段时间的修改: the opposite of each change, and what others did since is left to people. */
class UndoingTest {

    private static final Instant NOW = Instant.parse("2022-09-20T06:00:00Z");
    private static final String LI = "20150101";
    private static final String WANG = "20160102";

    private final List<Version> versions = new ArrayList<>();
    private Map<String, CellValue> cells = new TreeMap<>();

    /** Somebody writes a cell of entry 1; null removes the entry. */
    private void writes(String who, @Nullable String field, String value) {
        var before = new TreeMap<>(cells);
        if (field != null) {
            cells = new TreeMap<>(cells);
            cells.put(field, CellValue.text(value));
        }
        versions.add(new Version(
                1,
                versions.size() + 1,
                null,
                field == null,
                null,
                who,
                NOW,
                field == null ? List.of() : List.of(field),
                versions.isEmpty() ? new TreeMap<>() : before,
                new TreeMap<>(cells)));
    }

    private Undoing undoing(String who) {
        return new Undoing(version -> version.by().equals(who), "误填", versions);
    }

    @Test
    void whatWasAddedGoes() {
        writes(LI, "name", "甲");
        writes(LI, "hours", "8");
        assertThat(undoing(LI).changes()).containsExactly(new Change(Op.REMOVE, 1, 2, null, Map.of(), "误填"));
    }

    @Test
    void whatWasAddedAndSomebodyElseWorkedOnStays() {
        writes(LI, "name", "甲");
        writes(WANG, "hours", "8");
        assertThat(undoing(LI).changes()).isEmpty();
        assertThat(undoing(LI).left()).containsExactly(new Left(1, null, WANG));
    }

    @Test
    void cellsGoBackToWhatTheyWereBeforeTheFirstOfHisChanges() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(LI, "name", "丙");
        writes(LI, "hours", "8");
        assertThat(undoing(LI).changes())
                .containsExactly(new Change(
                        Op.AMEND, 1, 4, null, Map.of("name", CellValue.text("甲"), "hours", CellValue.blank()), "误填"));
    }

    @Test
    void aCellThatSomebodyElseChangedSinceIsLeftAndTheOthersGoBack() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(LI, "hours", "8");
        writes(WANG, "name", "丁");
        assertThat(undoing(LI).left()).containsExactly(new Left(1, "name", WANG));
        assertThat(undoing(LI).changes())
                .containsExactly(new Change(Op.AMEND, 1, 4, null, Map.of("hours", CellValue.blank()), "误填"));
    }

    @Test
    void whatSomebodyElseWroteBetweenHisChangesIsWhatComesBack() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(WANG, "name", "丁");
        writes(LI, "name", "戊");
        assertThat(undoing(LI).changes())
                .containsExactly(new Change(Op.AMEND, 1, 4, null, Map.of("name", CellValue.text("丁")), "误填"));
    }

    @Test
    void whatHeTypedAndTookBackHimselfNeedsNothing() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(LI, "name", "甲");
        assertThat(undoing(LI).changes()).isEmpty();
        assertThat(undoing(LI).left()).isEmpty();
    }

    @Test
    void whatHeRemovedComesBackAsItWas() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(LI, null, "");
        assertThat(undoing(LI).changes())
                .containsExactly(new Change(Op.ADD, null, null, null, Map.of("name", CellValue.text("甲")), ""));
    }

    @Test
    void whatSomebodyElseRemovedSinceIsLeft() {
        writes(WANG, "name", "甲");
        writes(LI, "name", "乙");
        writes(WANG, null, "");
        assertThat(undoing(LI).changes()).isEmpty();
        assertThat(undoing(LI).left()).containsExactly(new Left(1, null, WANG));
    }
}
