package org.mingzhang.query.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.campaign.PlanEvent.ShareAt;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.How;
import org.mingzhang.query.Database;
import org.mingzhang.query.Story;
import org.mingzhang.query.Telling;
import org.mingzhang.query.ViewPositions;
import org.mingzhang.query.progress.Shares;
import org.mingzhang.query.table.RulesInForce;
import org.mingzhang.query.table.Standing;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 数据逻辑性校验 — plan §3(六). */
class CheckingACampaignTest {

    static final Instant NOW = Instant.parse("2022-10-19T01:00:00Z");
    static final String RUN = "5c0a1c1e-8c1b-4f2f-9a59-0b6f0f2f7a11";

    @TempDir
    Path data;

    Telling telling;
    Checks checks;
    CheckReport report;
    Checks.Checked checked;

    @BeforeEach
    void aCampaignWithEntries() {
        var source = Database.views();
        var positions = new ViewPositions(() -> Map.of());
        telling = new Telling(source, positions);
        telling.tell(new Story()
                .theCollegeIsSetUp()
                .theCampaignIsPlanned()
                .entriesAreMade()
                .events());
        telling.tell(
                course(1, "K01", "M01", 32, 40),
                course(2, "K01", "M01", 32, 16),
                amended(1, "基础护理"),
                teacher(4, "0301", "20150009"));
        checks = new Checks(
                new Standing(source),
                positions,
                Catalogues.load(),
                new RulesInForce(JdbcClient.create(source)),
                new Shares(JdbcClient.create(source)),
                data);
        checked = run();
        report = checked.report();
    }

    @Test
    void namesEveryRequiredCellThatIsEmpty() {
        assertThat(found("required", "1.3.1", 1))
                .flatExtracting(Finding::fields)
                .contains("course_property")
                .doesNotContain("course_code", "course_name");
    }

    @Test
    void findsWhatARowContradicts() {
        var contradiction = found("R-1.3.1-02", "1.3.1", 1);
        assertThat(contradiction).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.department()).isEqualTo("0201");
            assertThat(finding.fields()).contains("practice_hours", "plan_hours");
        });
        assertThat(found("R-1.3.1-02", "1.3.1", 2)).isEmpty();
    }

    @Test
    void findsReferencesToNothingOnlyInTablesOfTheCampaign() {
        assertThat(found("reference", "1.4.1", 1)).isEmpty();
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("reference"))
                .isEmpty();
    }

    @Test
    void findsTheSameThingReportedByTwoDepartmentsForBoth() {
        assertThat(report.findings())
                .filteredOn(finding -> finding.rule().equals("duplicate-key"))
                .extracting(finding -> finding.table() + "/" + finding.department() + "/" + finding.entry())
                .containsExactlyInAnyOrder("1.3.1/0201/1", "1.3.1/0201/2", "1.4.1/0201/1", "1.4.1/0301/4");
        assertThat(found("duplicate-key", "1.4.1", 4).get(0).message()).contains("0201/1");
    }

    @Test
    void namesWhoLastWroteTheCell() {
        var cause = found("R-1.3.1-02", "1.3.1", 1).get(0).cause();
        assertThat(cause).isNotNull();
        assertThat(cause.by()).isEqualTo(Story.COLLECTOR);
        assertThat(cause.position()).isEqualTo(telling.position() - 3);
        assertThat(cause.event()).isEqualTo(Telling.eventAt(telling.position() - 3));
        assertThat(cause.how()).isEqualTo("TYPED");
    }

    @Test
    void skipsTheYearlyRulesWhereThereWasNoLastYear() {
        assertThat(report.skipped())
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.reason()).isEqualTo("no-last-year"))
                .extracting(CheckReport.Skipped::rule)
                .contains("Y-1.4.1-01");
        assertThat(report.rules()).isPositive();
    }

    @Test
    void namesTheSharesThatMustBeMended() {
        assertThat(checked.shares())
                .contains(new ShareAt("1.3.1", "0201"), new ShareAt("1.4.1", "0201"), new ShareAt("1.4.1", "0301"));
        assertThat(report.errors())
                .isEqualTo(report.counts().stream()
                        .filter(CheckReport.Count::error)
                        .mapToInt(CheckReport.Count::failed)
                        .sum());
    }

    @Test
    void saysNothingThatIsPersonal() {
        var text = new String(report.bytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("温示例", "110101199001011234", "药示例");
    }

    @Test
    void givesTheSameReportAtTheSamePositionWhateverHappensLater() {
        long position = telling.position();
        telling.tell(amended(2, "后来的改动"));

        var again =
                checks.run(Story.CAMPAIGN, position, (done, total, table) -> {}).orElseThrow();

        assertThat(again.sha256()).isEqualTo(checked.sha256());
    }

    @Test
    void aRunAfterAnEditTakesOnlyTheStepsThatReadItAndReportsTheSame() {
        assertThat(run().taken()).as("nothing happened").isZero();

        telling.tell(amended(2, "儿科护理"));
        var after = run();

        assertThat(after.taken()).isPositive().isLessThan(checked.taken());
        assertThat(after.report()).isEqualTo(anew().report());
    }

    @Test
    void whateverHappensARunAfterAnotherReportsWhatOneAnewWould() {
        var chance = new Random(20221019);
        for (var i = 0; i < 40; i++) {
            switch (chance.nextInt(4)) {
                case 0 -> telling.tell(amended(1 + chance.nextInt(2), "课程" + chance.nextInt(3)));
                case 1 -> telling.tell(course(10 + i, "K0" + chance.nextInt(4), "M01", 32, chance.nextInt(60)));
                case 2 -> telling.tell(teacher(30 + i, "0301", "2015000" + chance.nextInt(10)));
                default -> telling.tell(amended(2, "护理"), teacher(70 + i, "0301", "20150008"));
            }
            assertThat(run().sha256()).as("after step %d", i).isEqualTo(anew().sha256());
        }
    }

    private Checks.Checked anew() {
        return checks.runAnew(Story.CAMPAIGN, telling.position(), (done, total, table) -> {})
                .orElseThrow();
    }

    @Test
    void tellsHowFarItIs() {
        var steps = new ArrayList<String>();
        checks.run(
                Story.CAMPAIGN,
                telling.position(),
                (done, total, table) -> steps.add(done + "/" + total + " " + table));

        assertThat(steps).containsExactly("1/2 1.3.1", "2/2 1.4.1");
    }

    @Test
    void keepsAReportWholeAndMakesItAgainWhereItIsGone() throws Exception {
        var recorded = new RecordedRuns.Recorded(
                Story.CAMPAIGN, RUN, telling.position(), 99, true, 1, 1, 1, checked.sha256(), Story.OFFICE, NOW);
        checks.keep(RUN, checked);
        try (var files = Files.list(data.resolve("check-runs"))) {
            assertThat(files).containsExactly(data.resolve("check-runs").resolve(RUN + ".json"));
        }
        assertThat(checks.report(recorded)).contains(report);

        Files.writeString(data.resolve("check-runs").resolve(RUN + ".json"), "{}");
        assertThat(checks.report(recorded)).contains(report);

        Files.delete(data.resolve("check-runs").resolve(RUN + ".json"));
        assertThat(checks.report(recorded)).contains(report);
    }

    @Test
    void answersNothingForACampaignThatIsNot() {
        assertThat(checks.run(CampaignKey.of("99001/2030"), telling.position(), (done, total, table) -> {}))
                .isEmpty();
    }

    private Checks.Checked run() {
        return checks.run(Story.CAMPAIGN, telling.position(), (done, total, table) -> {})
                .orElseThrow();
    }

    private List<Finding> found(String rule, String table, int entry) {
        return report.findings().stream()
                .filter(finding -> finding.rule().equals(rule)
                        && finding.table().equals(table)
                        && Integer.valueOf(entry).equals(finding.entry()))
                .toList();
    }

    private static EntryAdded course(int entry, String code, String major, int planned, int practised) {
        return added(
                "1.3.1",
                entry,
                "0201",
                Map.of(
                        "course_code", CellValue.text(code),
                        "major_no", CellValue.text(major),
                        "course_name", CellValue.text("护理"),
                        "course_type", CellValue.text("B"),
                        "plan_hours", CellValue.whole(planned),
                        "practice_hours", CellValue.whole(practised)));
    }

    private static EntryAdded teacher(int entry, String department, String staffNo) {
        return added(
                "1.4.1", entry, department, Map.of("staff_no", Telling.closed(staffNo), "name", Telling.closed("温示例")));
    }

    private static EntryAdded added(String table, int entry, String department, Map<String, CellValue> cells) {
        return new EntryAdded(
                Story.CAMPAIGN.table(table),
                department,
                entry,
                new TreeMap<>(),
                null,
                new TreeMap<>(cells),
                How.TYPED,
                null,
                Story.COLLECTOR,
                NOW);
    }

    private static EntryAmended amended(int entry, String name) {
        return new EntryAmended(
                Story.COURSES,
                "0201",
                entry,
                2,
                new TreeMap<>(),
                new TreeMap<>(Map.of("course_name", CellValue.text(name))),
                "",
                How.TYPED,
                null,
                Story.COLLECTOR,
                NOW);
    }
}
