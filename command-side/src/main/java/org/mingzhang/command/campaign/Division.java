package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.AssignmentEvent.Filling;

/**
 * 任务分配表: who fills which table, as the plan's table of assignments says it. What it leaves open becomes an open point;
 * nothing is guessed.
 *
 * @param shares by table code, the lead department first
 * @param points what a person must decide
 */
record Division(Map<String, List<Portion>> shares, List<PlanCampaign.Point> points) {

    /** Kind of the point that the plan says 本校无数据 of a table and names nobody who would answer for that. */
    static final String NIL_WITHOUT_DEPARTMENT = "nil-without-department";

    private static final Pattern HEADING = Pattern.compile("表号\\t.*");
    private static final Pattern SEPARATOR = Pattern.compile("[/／、，,;；\\s]+");
    private static final Pattern QUALIFIED = Pattern.compile("([^（()）]*)(?:[（(]([^（()）]*)[）)])?");

    /**
     * One department's portion.
     *
     * @param part row predicate; null if none
     */
    record Portion(
            String department,
            boolean lead,
            Filling filling,
            @Nullable String part,
            boolean nilProposed) {}

    /** Reads the assignments, tab separated: table number, title, departments. */
    static Division read(String assignments, Catalogue catalogue, Directory directory) {
        var reader = new Reader(catalogue, directory);
        assignments
                .lines()
                .filter(line -> !line.isBlank() && !HEADING.matcher(line).matches())
                .forEach(reader::line);
        reader.tablesNobodyNames();
        return new Division(reader.shares, reader.points);
    }

    private static final class Reader {

        private final Catalogue catalogue;
        private final Directory directory;
        private final Units units;
        private final Map<String, List<Portion>> shares = new LinkedHashMap<>();
        private final List<PlanCampaign.Point> points = new ArrayList<>();
        private final Set<String> named = new HashSet<>();

        Reader(Catalogue catalogue, Directory directory) {
            this.catalogue = catalogue;
            this.directory = directory;
            this.units = new Units(directory.departments());
        }

        void line(String line) {
            var cells = line.split("\\t", -1);
            var table = catalogue.table(cells[0].strip());
            if (table.isEmpty()) {
                raise("unknown-table", null, line.replace('\t', ' ').strip(), List.of());
                return;
            }
            var code = table.get().code();
            if (!named.add(code)) {
                raise("named-twice", code, line.replace('\t', ' ').strip(), List.of());
                return;
            }
            if (cells.length > 1 && !sameTitle(cells[1], table.get().zh())) {
                raise("title-differs", code, cells[1].strip(), List.of());
            }
            departments(table.get(), cells.length > 2 ? cells[2].strip() : "");
        }

        private void departments(Table table, String words) {
            if (words.contains("自动统计")) {
                if (table.kind() != Table.Kind.COMPUTED) {
                    raise("not-computed", table.code(), words, List.of());
                }
            } else if (table.kind() == Table.Kind.COMPUTED) {
                raise("computed", table.code(), words, List.of());
            } else if (words.contains("教师个人填写")) {
                perTeacher(table, words);
            } else if (words.isEmpty() || words.equals("本校无数据")) {
                raise(words.isEmpty() ? "no-department" : NIL_WITHOUT_DEPARTMENT, table.code(), words, List.of());
            } else {
                SEPARATOR.splitAsStream(words).forEach(group -> group(table, group));
            }
        }

        private void perTeacher(Table table, String words) {
            var teaching = directory.departments().stream()
                    .map(Directory.Department::code)
                    .filter(code -> !directory.teachersOf(code).isEmpty())
                    .toList();
            if (teaching.isEmpty()) {
                raise("no-department", table.code(), words, List.of());
            }
            teaching.forEach(code -> add(table, code, Filling.PER_TEACHER, null, false));
        }

        /** Departments, perhaps run together, the last perhaps with a word in brackets. */
        private void group(Table table, String words) {
            for (Matcher each = QUALIFIED.matcher(words); each.find(); ) {
                if (!each.group(1).isEmpty()) {
                    qualified(table, each.group(1), each.group(2));
                }
            }
        }

        private void qualified(Table table, String names, @Nullable String qualifier) {
            var part = part(table, qualifier);
            var nil = "本校无数据".equals(qualifier);
            if (qualifier != null && part == null && !nil) {
                raise("unknown-part", table.code(), names + "（" + qualifier + "）", List.of());
            }
            for (var unit : units.in(names)) {
                if (unit instanceof Units.Known known) {
                    add(table, known.department(), Filling.DEPARTMENT, part, nil);
                } else if (unit instanceof Units.Ambiguous ambiguous) {
                    raise("ambiguous-department", table.code(), ambiguous.text(), ambiguous.candidates());
                } else if (unit instanceof Units.Unknown unknown) {
                    raise("unknown-department", table.code(), unknown.text(), unknown.candidates());
                }
            }
        }

        private static @Nullable String part(Table table, @Nullable String qualifier) {
            if (qualifier == null || table.field("in_province").isEmpty()) {
                return null;
            }
            return switch (qualifier) {
                case "省内" -> "in_province = true";
                case "省外" -> "in_province = false";
                default -> null;
            };
        }

        private void add(Table table, String department, Filling filling, @Nullable String part, boolean nil) {
            var own = shares.computeIfAbsent(table.code(), none -> new ArrayList<>());
            if (own.stream().anyMatch(portion -> portion.department().equals(department))) {
                raise("named-twice", table.code(), department, List.of(department));
                return;
            }
            own.add(new Portion(department, own.isEmpty(), filling, part, nil));
        }

        void tablesNobodyNames() {
            catalogue.tables().stream()
                    .filter(table -> table.kind() != Table.Kind.COMPUTED && !named.contains(table.code()))
                    .forEach(table -> raise("no-department", table.code(), table.zh(), List.of()));
        }

        private void raise(String kind, @Nullable String table, String text, List<String> candidates) {
            points.add(new PlanCampaign.Point("p" + (points.size() + 1), kind, table, text, candidates));
        }

        private static boolean sameTitle(String written, String title) {
            return bare(written).equals(bare(title));
        }

        private static String bare(String title) {
            return title.replaceAll("[\\p{P}\\p{S}\\s]", "");
        }
    }
}
