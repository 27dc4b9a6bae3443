package org.mingzhang.command.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.mingzhang.command.guard.Directory;

/**
 * 部门名称的切分: departments that a plan runs together without a separator, told apart by the organisation's names, aliases
 * and the short forms people use (护理 for 护理系). The reading with the fewest unknown characters and then the fewest, so
 * longest, names counts; where two readings are equally good, neither is taken.
 */
final class Units {

    private static final Pattern ENDING = Pattern.compile("(?:办公室|中心|系|部|处|室|科|院|馆|办)$");
    private static final Pattern UNIT = Pattern.compile(".+?(?:校区|教研室|中心|集团|系|部|处|室|科|馆|院|办|委)|.+$");
    private static final int UNKNOWN = 1000;
    private static final int READINGS = 64;

    private final Map<String, Set<String>> codesByName = new TreeMap<>();
    private final List<Directory.Department> departments;
    private final int longest;

    /** One unit of the text. */
    sealed interface Unit {
        String text();
    }

    /** A department. */
    record Known(String text, String department) implements Unit {}

    /** Something that could be read in more than one way. */
    record Ambiguous(String text, List<String> candidates) implements Unit {}

    /** Something that is no department's name; the candidates are departments whose names resemble it. */
    record Unknown(String text, List<String> candidates) implements Unit {}

    /** A piece of a reading: from one place to another; {@code known} if it is a name. */
    private record Piece(int from, int to, boolean known) {}

    Units(List<Directory.Department> departments) {
        this.departments = departments;
        for (var department : departments) {
            name(department.name(), department.code());
            department.aliases().forEach(alias -> name(alias, department.code()));
        }
        for (var department : departments) {
            shortForm(department.name(), department.code());
            department.aliases().forEach(alias -> shortForm(alias, department.code()));
        }
        longest = codesByName.keySet().stream().mapToInt(String::length).max().orElse(0);
    }

    private void name(String name, String code) {
        codesByName.computeIfAbsent(name, none -> new TreeSet<>()).add(code);
    }

    private void shortForm(String name, String code) {
        var shortened = ENDING.matcher(name).replaceFirst("");
        if (shortened.length() >= 2 && !shortened.equals(name)) {
            name(shortened, code);
        }
    }

    /** The units of a text, in its order. */
    List<Unit> in(String text) {
        var readings = readings(text);
        var units = new ArrayList<Unit>();
        var from = 0;
        for (var to = 1; to <= text.length(); to++) {
            var end = to;
            if (readings.stream().allMatch(reading -> reading.stream().anyMatch(piece -> piece.to() == end))) {
                units.addAll(between(from, to, text, readings));
                from = to;
            }
        }
        return units;
    }

    /** What stands between two places at which all readings agree that a unit ends. */
    private List<Unit> between(int from, int to, String text, List<List<Piece>> readings) {
        var words = text.substring(from, to);
        var candidates = new TreeSet<String>();
        var single = true;
        for (var reading : readings) {
            var pieces = reading.stream()
                    .filter(piece -> piece.from() >= from && piece.to() <= to)
                    .toList();
            single &= pieces.size() == 1;
            for (var piece : pieces) {
                if (piece.known()) {
                    candidates.addAll(codesByName.getOrDefault(text.substring(piece.from(), piece.to()), Set.of()));
                }
            }
        }
        if (candidates.isEmpty()) {
            return unknown(words);
        }
        return single && candidates.size() == 1
                ? List.of(new Known(words, candidates.first()))
                : List.of(new Ambiguous(words, List.copyOf(candidates)));
    }

    private List<Unit> unknown(String words) {
        return UNIT.matcher(words)
                .results()
                .map(unit -> (Unit) new Unknown(unit.group(), resembling(unit.group())))
                .toList();
    }

    private List<String> resembling(String words) {
        var stem = ENDING.matcher(words).replaceFirst("");
        return departments.stream()
                .filter(department -> stem.length() >= 2
                        && (department.name().contains(stem)
                                || department.aliases().stream().anyMatch(alias -> alias.contains(stem))))
                .map(Directory.Department::code)
                .sorted()
                .toList();
    }

    /** All readings of least cost: unknown characters weigh most, then the number of pieces. */
    private List<List<Piece>> readings(String text) {
        var cost = new int[text.length() + 1];
        var pieces = new ArrayList<List<Piece>>();
        for (var to = 1; to <= text.length(); to++) {
            cost[to] = Integer.MAX_VALUE;
        }
        pieces.add(List.of());
        for (var to = 1; to <= text.length(); to++) {
            pieces.add(new ArrayList<>());
            for (var from = Math.max(0, to - Math.max(longest, 1)); from < to; from++) {
                var known = codesByName.containsKey(text.substring(from, to));
                if (known || to - from == 1) {
                    consider(new Piece(from, to, known), cost, pieces.get(to));
                }
            }
        }
        return trace(text.length(), pieces);
    }

    private static void consider(Piece piece, int[] cost, List<Piece> best) {
        var price = cost[piece.from()] + (piece.known() ? 1 : UNKNOWN);
        if (price < cost[piece.to()]) {
            best.clear();
            cost[piece.to()] = price;
        }
        if (price == cost[piece.to()]) {
            best.add(piece);
        }
    }

    /** The readings from the end to the beginning; neighbouring unknown characters are one piece. */
    private static List<List<Piece>> trace(int end, List<List<Piece>> pieces) {
        var open = new ArrayList<List<Piece>>();
        open.add(List.of());
        var done = new ArrayList<List<Piece>>();
        while (!open.isEmpty() && done.size() < READINGS) {
            var reading = open.remove(open.size() - 1);
            var at = reading.isEmpty() ? end : reading.get(0).from();
            if (at == 0) {
                done.add(reading);
                continue;
            }
            pieces.get(at).forEach(piece -> open.add(before(piece, reading)));
        }
        return done;
    }

    private static List<Piece> before(Piece piece, List<Piece> rest) {
        var reading = new ArrayList<Piece>(rest.size() + 1);
        if (!piece.known() && !rest.isEmpty() && !rest.get(0).known()) {
            reading.add(new Piece(piece.from(), rest.get(0).to(), false));
            reading.addAll(rest.subList(1, rest.size()));
        } else {
            reading.add(piece);
            reading.addAll(rest);
        }
        return reading;
    }
}
