package org.mingzhang.command.table;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.org.Role;
import org.mingzhang.events.table.AssignmentEvent.DueDateSet;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.events.table.AssignmentEvent.ShareAssigned;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.AssignmentEvent.TablePlanned;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.BriefingRecorded;
import org.mingzhang.events.table.ShareEvent.ReviewOpened;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.TableStage;

/** 学生获奖表 2.13.1 of an invented college, with shares of two departments: what the specifications have in common. */
abstract class ACollectionTable {

    static final Instant NOW = Instant.parse("2022-10-10T01:00:00Z");
    static final Instant DUE = Instant.parse("2022-10-15T15:59:59.999Z");
    static final Instant REVIEW_DUE = Instant.parse("2022-10-18T15:59:59.999Z");
    static final Catalogues CATALOGUES = Catalogues.load();
    static final TableKey AWARDS = TableKey.of("99001/2022/2.13.1");
    static final String NURSING = "0201";
    static final String DENTAL = "0202";
    static final String COLLECTOR = "20150101";
    static final String DENTAL_COLLECTOR = "20160102";
    static final String HEAD = "20000001";
    static final String DENTAL_HEAD = "20000002";
    static final String SECRETARY = "20180103";
    static final String LEADER = "19980002";
    static final String OFFICE = "20050007";
    static final String HASH = "sha256:" + "a".repeat(64);

    final TablePlanned planned = new TablePlanned(AWARDS, "2022", Form.COLLECTED, List.of("1.2.1"), OFFICE, NOW);
    final ShareAssigned nursing = share(NURSING, true, COLLECTOR, HEAD);
    final ShareAssigned dental = share(DENTAL, false, DENTAL_COLLECTOR, DENTAL_HEAD);
    final DueDateSet due = new DueDateSet(AWARDS, TableStage.COLLECTION, DUE, "", OFFICE, NOW);
    final DueDateSet reviewDue = new DueDateSet(AWARDS, TableStage.REVIEW, REVIEW_DUE, "", OFFICE, NOW);
    final TableOpened opened = new TableOpened(AWARDS, "system", NOW);
    final ShareSubmitted submitted = new ShareSubmitted(AWARDS, NURSING, 1, 1, HASH, List.of(), false, COLLECTOR, NOW);
    final ReviewOpened reviewOpened = new ReviewOpened(AWARDS, NURSING, HASH, HEAD, NOW);
    final BriefingRecorded briefed = new BriefingRecorded(AWARDS, NURSING, LEADER, NOW, "当面", "", HEAD, NOW);
    final ShareApproved approved = new ShareApproved(AWARDS, NURSING, HASH, List.of("ALL"), 1, "主任", false, HEAD, NOW);
    final ShareReturned returned = new ShareReturned(AWARDS, NURSING, "缺证书编号", List.of(), HEAD, NOW);

    FixtureConfiguration<CollectionTable> table;

    @BeforeEach
    void aTable() {
        table = at(NOW);
    }

    /** A fixture whose clock stands still at an instant. */
    static FixtureConfiguration<CollectionTable> at(Instant now) {
        return new AggregateTestFixture<>(CollectionTable.class)
                .registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC))
                .registerInjectableResource(CATALOGUES)
                .registerInjectableResource((KeyedHash) (domain, parts) -> domain + ":" + String.join("|", parts))
                .registerInjectableResource(new People());
    }

    static ShareAssigned share(String department, boolean lead, String collector, String reviewer) {
        return new ShareAssigned(
                AWARDS,
                department,
                lead,
                Filling.DEPARTMENT,
                List.of(collector),
                reviewer,
                LEADER,
                List.of(),
                null,
                false,
                "",
                OFFICE,
                NOW);
    }

    /** An award as a collector types it, its business key complete. */
    static Map<String, CellValue> award(String name) {
        return Map.of(
                "award_name", CellValue.text(name),
                "award_on", CellValue.text("2022-05"),
                "team_name", CellValue.text("一队"),
                "level", CellValue.text("10"));
    }

    static EntryAdded added(int entry, String no) {
        return new EntryAdded(
                AWARDS, NURSING, entry, keyOf(no), null, new TreeMap<>(award(no)), How.TYPED, null, COLLECTOR, NOW);
    }

    static SortedMap<String, String> keyOf(String name) {
        return new TreeMap<>(Map.of(
                "award_name", "student_award.award_name:" + name,
                "award_on", "student_award.award_on:2022-05",
                "team_name", "student_award.team_name:一队"));
    }

    static EntryAmended amended(int entry, int revision, String field, CellValue value) {
        return new EntryAmended(
                AWARDS,
                NURSING,
                entry,
                revision,
                new TreeMap<>(),
                new TreeMap<>(Map.of(field, value)),
                "",
                How.TYPED,
                null,
                COLLECTOR,
                NOW);
    }

    /** The people of the specifications, invented. */
    static final class People implements Directory {

        private final Map<String, Person> people = new HashMap<>();
        private final Map<String, Department> departments = new HashMap<>();

        People() {
            add(COLLECTOR, NURSING, "干事");
            add(SECRETARY, NURSING, "秘书");
            add(DENTAL_COLLECTOR, DENTAL, "干事");
            add(HEAD, NURSING, "主任");
            add(DENTAL_HEAD, DENTAL, "主任");
            add(LEADER, "0101", "副校长", Role.LEADER);
            add(OFFICE, "0110", "科研处干事", Role.OFFICE);
            add("20030009", "0105", "纪检员", Role.INSPECTOR);
            departments.put(NURSING, new Department(NURSING, "护理系", List.of("护理"), HEAD, LEADER));
            departments.put(DENTAL, new Department(DENTAL, "口腔系", List.of("口腔"), DENTAL_HEAD, LEADER));
        }

        private void add(String staffNo, String department, String post, Role... roles) {
            people.put(staffNo, new Person(staffNo, department, post, true, Set.of(roles), true));
        }

        @Override
        public Optional<String> college() {
            return Optional.of("99001");
        }

        @Override
        public Optional<Person> person(String staffNo) {
            return Optional.ofNullable(people.get(staffNo));
        }

        @Override
        public Optional<Department> department(String code) {
            return Optional.ofNullable(departments.get(code));
        }

        @Override
        public List<Department> departments() {
            return List.copyOf(departments.values());
        }

        @Override
        public List<Person> withRole(Role role) {
            return people.values().stream().filter(person -> person.has(role)).toList();
        }

        @Override
        public List<String> teachersOf(String department) {
            return people.values().stream()
                    .filter(person -> person.department().equals(department))
                    .map(Person::staffNo)
                    .sorted()
                    .toList();
        }
    }
}
