package org.mingzhang.command.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.Message;
import org.hamcrest.CustomMatcher;
import org.mingzhang.command.table.ChangeEntries.Change;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.table.AssignmentEvent.TableLocked;
import org.mingzhang.events.table.AssignmentEvent.TableOpened;
import org.mingzhang.events.table.EntryEvent;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.EntryAmended;
import org.mingzhang.events.table.EntryEvent.EntryRemoved;
import org.mingzhang.events.table.How;
import org.mingzhang.events.table.ShareEvent.BriefingRecorded;
import org.mingzhang.events.table.ShareEvent.EvidenceAttached;
import org.mingzhang.events.table.ShareEvent.NilDeclared;
import org.mingzhang.events.table.ShareEvent.ReviewOpened;
import org.mingzhang.events.table.ShareEvent.ShareApproved;
import org.mingzhang.events.table.ShareEvent.ShareReopened;
import org.mingzhang.events.table.ShareEvent.ShareReturned;
import org.mingzhang.events.table.ShareEvent.ShareSubmitted;
import org.mingzhang.events.table.ShareEvent.ShareWithdrawn;

/**
 * 无论谁做什么: random people do random things to one table, most of them not allowed; what is accepted never breaks what must
 * always hold. The history is read by a model of its own, which knows nothing of the aggregate.
 */
class WhateverPeopleDoTest extends ACollectionTable {

    private static final List<String> PEOPLE =
            List.of(COLLECTOR, DENTAL_COLLECTOR, HEAD, DENTAL_HEAD, LEADER, SECRETARY, OFFICE);
    private static final List<String> SHARES = List.of(NURSING, DENTAL);

    /**
     * Something somebody tries.
     *
     * @param what which kind of command
     * @param one first free choice, such as which entry
     * @param other second free choice, such as which value
     */
    record Try(int what, int who, int share, int one, int other) {}

    @Provide
    Arbitrary<List<Try>> afternoons() {
        var number = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.integers().between(0, 15),
                        Arbitraries.integers().between(0, PEOPLE.size() - 1),
                        Arbitraries.integers().between(0, 1),
                        number,
                        number)
                .as(Try::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(60);
    }

    /** The seed is fixed, so that a build that was green stays green. */
    @Property(tries = 100, seed = "2022")
    void whatMustHoldHolds(@ForAll("afternoons") List<Try> afternoon) {
        var history = new ArrayList<Object>(List.of(planned, nursing, dental, due, reviewDue, opened));
        for (var attempt : afternoon) {
            history.addAll(accepted(history, command(attempt, history)));
        }
        mustHold(history);
        Statistics.label("comes as far as an approval")
                .collect(history.stream().anyMatch(ShareApproved.class::isInstance))
                .coverage(told -> told.check(true).percentage(share -> share > 5));
    }

    /** The events that came of a command; none if it was refused. */
    private static List<Object> accepted(List<Object> history, Object command) {
        var found = new ArrayList<Object>();
        at(NOW).given(history.toArray())
                .when(command)
                .expectEventsMatching(new CustomMatcher<List<? super EventMessage<?>>>("any") {
                    @Override
                    public boolean matches(Object actual) {
                        ((List<?>) actual).forEach(message -> found.add(((Message<?>) message).getPayload()));
                        return true;
                    }
                });
        return found;
    }

    private static Object command(Try attempt, List<Object> history) {
        var by = PEOPLE.get(attempt.who());
        var share = SHARES.get(attempt.share());
        // most of what people do is what they may do; else nothing would ever come so far as an approval
        var collector = attempt.other() < 7 ? (share.equals(NURSING) ? COLLECTOR : DENTAL_COLLECTOR) : by;
        var head = attempt.other() < 7 ? (share.equals(NURSING) ? HEAD : DENTAL_HEAD) : by;
        var model = new Model();
        history.forEach(model::tell);
        return switch (attempt.what() < 5 ? natural(model, share) : attempt.what()) {
            case 0 -> changes(share, new Change(Op.ADD, null, null, null, award("奖" + attempt.one()), ""), collector);
            case 5 -> changes(share, amend(attempt, model), collector);
            case 13 ->
                changes(
                        share,
                        new Change(
                                Op.REMOVE,
                                attempt.one() + 1,
                                model.revision(attempt.one() + 1),
                                null,
                                Map.of(),
                                "重复填报"),
                        collector);
            case 6 ->
                new SubmitShare(
                        AWARDS,
                        share,
                        new ShareReports.ShareReport(
                                1,
                                model.changes(share),
                                model.standing(share),
                                hash(model, share),
                                List.of(),
                                List.of()),
                        List.of(),
                        collector);
            case 7 -> new DeclareNil(AWARDS, share, "本学年无此项", collector);
            case 8 -> new WithdrawShare(AWARDS, share, collector);
            case 9 -> new OpenReview(AWARDS, share, head);
            case 10 -> new RecordBriefing(AWARDS, share, LEADER, NOW, "当面", "", head);
            case 11 -> new ApproveShare(AWARDS, share, hash(model, share), List.of(), head);
            case 12 -> new ReturnShare(AWARDS, share, "请核对获奖名称", List.of(), head);
            case 14 -> new ReopenShare(AWARDS, share, "校验发现错误", List.of(), OFFICE);
            default ->
                attempt.one() < 3
                        ? new LockTable(AWARDS, "源数据表重新打开", "system")
                        : attempt.one() < 6
                                ? new OpenTable(AWARDS, "system")
                                : new AttachEvidence(
                                        AWARDS,
                                        share,
                                        "e" + history.size(),
                                        null,
                                        "证书",
                                        "application/pdf",
                                        1,
                                        "ab".repeat(32),
                                        collector);
        };
    }

    /** What would come next if everybody did what he should. */
    private static int natural(Model model, String share) {
        return switch (model.stage(share)) {
            case FILLING -> model.standing(share) < 2 ? 0 : 6;
            case HANDED -> model.opened.contains(share) ? model.briefed.contains(share) ? 11 : 10 : 9;
            case APPROVED -> 14;
        };
    }

    private static Change amend(Try attempt, Model model) {
        int entry = attempt.one() + 1;
        return new Change(
                Op.AMEND,
                entry,
                model.revision(entry),
                null,
                Map.of("award_name", CellValue.text("奖" + attempt.other())),
                "更正名称");
    }

    private static ChangeEntries changes(String share, Change change, String by) {
        return new ChangeEntries(AWARDS, share, How.TYPED, null, null, List.of(change), by);
    }

    private static String hash(Model model, String share) {
        var content = Integer.toHexString(model.changes(share) + 1) + (share.equals(NURSING) ? "a" : "b");
        return "sha256:" + "0".repeat(64 - content.length()) + content;
    }

    private static void mustHold(List<Object> history) {
        var model = new Model();
        for (var event : history) {
            model.mustAllow(event);
            model.tell(event);
        }
    }

    /** What must always hold, written down a second time and as simply as it can be. */
    private static final class Model {

        private enum Stage {
            FILLING,
            HANDED,
            APPROVED
        }

        private final Map<String, Stage> stages = new HashMap<>();
        private final Map<String, Set<String>> writers = new HashMap<>();
        private final Map<String, String> handed = new HashMap<>();
        private final Set<String> briefed = new HashSet<>();
        private final Set<String> opened = new HashSet<>();
        private final Map<Integer, Integer> revisions = new HashMap<>();
        private final Map<Integer, String> departments = new HashMap<>();
        private final SortedMap<Integer, SortedMap<String, String>> keys = new TreeMap<>();
        private final Map<String, Integer> changes = new HashMap<>();
        private boolean open;

        int revision(int entry) {
            return revisions.getOrDefault(entry, 1);
        }

        int changes(String share) {
            return changes.getOrDefault(share, 0);
        }

        int standing(String share) {
            return (int) keys.keySet().stream()
                    .filter(entry -> share.equals(departments.get(entry)))
                    .count();
        }

        private Stage stage(String share) {
            return stages.getOrDefault(share, Stage.FILLING);
        }

        void mustAllow(Object event) {
            if (event instanceof EntryEvent entry) {
                assertThat(open).as("nothing is written into a closed table").isTrue();
                assertThat(stage(entry.department()))
                        .as("nothing is written after it was handed over")
                        .isEqualTo(Stage.FILLING);
            }
            if (event instanceof EntryAdded added) {
                assertThat(keysIn(added.department()))
                        .as("a share reports a thing once")
                        .doesNotContain(new TreeMap<>(added.key()));
                assertThat(revisions).as("a number is never used again").doesNotContainKey(added.entry());
            }
            if (event instanceof EntryAmended amended) {
                assertThat(amended.revision()).isEqualTo(revision(amended.entry()) + 1);
                assertThat(keys).as("what was removed is not amended").containsKey(amended.entry());
            }
            if (event instanceof ShareSubmitted submitted) {
                assertThat(stage(submitted.department())).isEqualTo(Stage.FILLING);
                assertThat(submitted.entries())
                        .isEqualTo(standing(submitted.department()))
                        .isPositive();
                assertThat(keysIn(submitted.department().equals(NURSING) ? DENTAL : NURSING))
                        .as("what both report is settled first")
                        .doesNotContainAnyElementsOf(keysIn(submitted.department()));
            }
            if (event instanceof NilDeclared nil) {
                assertThat(standing(nil.department())).isZero();
            }
            if (event instanceof ShareApproved approved) {
                var share = approved.department();
                assertThat(stage(share))
                        .as("one approval for what was handed over")
                        .isEqualTo(Stage.HANDED);
                assertThat(briefed).as("after the briefing").contains(share);
                assertThat(approved.contentHash())
                        .as("of exactly what was handed over")
                        .isEqualTo(handed.get(share));
                assertThat(writers.getOrDefault(share, Set.of()))
                        .as("by nobody who wrote in it")
                        .doesNotContain(approved.by());
                assertThat(approved.by()).isEqualTo(share.equals(NURSING) ? HEAD : DENTAL_HEAD);
            }
            if (event instanceof ShareReopened reopened) {
                assertThat(stage(reopened.department())).isEqualTo(Stage.APPROVED);
            }
            if (event instanceof EvidenceAttached attached) {
                assertThat(stage(attached.department())).isEqualTo(Stage.FILLING);
            }
        }

        void tell(Object event) {
            if (event instanceof TableOpened) {
                open = true;
            } else if (event instanceof TableLocked) {
                open = false;
            } else if (event instanceof EntryAdded added) {
                wrote(added);
                revisions.put(added.entry(), 1);
                departments.put(added.entry(), added.department());
                keys.put(added.entry(), new TreeMap<>(added.key()));
            } else if (event instanceof EntryAmended amended) {
                wrote(amended);
                revisions.put(amended.entry(), amended.revision());
                var key = keys.get(amended.entry());
                if (key != null) {
                    key.putAll(amended.key());
                    assertThat(keysIn(amended.department()).stream()
                                    .filter(key::equals)
                                    .count())
                            .as("a share reports a thing once")
                            .isEqualTo(1);
                }
            } else if (event instanceof EntryRemoved removed) {
                wrote(removed);
                revisions.put(removed.entry(), removed.revision());
                keys.remove(removed.entry());
            } else if (event instanceof ShareSubmitted submitted) {
                hand(submitted.department(), submitted.contentHash());
            } else if (event instanceof NilDeclared nil) {
                hand(nil.department(), nil.contentHash());
            } else if (event instanceof ReviewOpened looked) {
                opened.add(looked.department());
            } else if (event instanceof BriefingRecorded recorded) {
                briefed.add(recorded.department());
            } else if (event instanceof ShareApproved approved) {
                stages.put(approved.department(), Stage.APPROVED);
            } else if (event instanceof ShareReturned returned) {
                stages.put(returned.department(), Stage.FILLING);
            } else if (event instanceof ShareWithdrawn withdrawn) {
                stages.put(withdrawn.department(), Stage.FILLING);
            } else if (event instanceof ShareReopened reopened) {
                stages.put(reopened.department(), Stage.FILLING);
            }
        }

        private List<SortedMap<String, String>> keysIn(String share) {
            return keys.entrySet().stream()
                    .filter(entry -> share.equals(departments.get(entry.getKey())))
                    .map(Map.Entry::getValue)
                    .toList();
        }

        private void hand(String share, String hash) {
            stages.put(share, Stage.HANDED);
            handed.put(share, hash);
            briefed.remove(share);
            opened.remove(share);
        }

        private void wrote(EntryEvent event) {
            changes.merge(event.department(), 1, Integer::sum);
            writers.computeIfAbsent(event.department(), none -> new HashSet<>()).add(event.by());
        }
    }
}
