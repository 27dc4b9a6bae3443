package org.mingzhang.events.catalogue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** 相近: what a person probably meant. */
final class Nearest {

    private static final int MOST = 3;

    /** Longer than any label; comparing more would only cost time. */
    private static final int LONGEST = 60;

    private Nearest() {}

    /** The things whose name contains what was typed, is contained in it or differs in few characters; nearest first. */
    static <T> List<T> to(String typed, List<T> things, Function<T, String> name) {
        if (typed.isEmpty() || typed.length() > LONGEST) {
            return List.of();
        }
        record Near<T>(T thing, int distance) {}
        var near = new ArrayList<Near<T>>();
        for (var thing : things) {
            var distance = distance(typed, name.apply(thing));
            if (distance <= Math.max(1, Math.min(typed.length(), 20) / 2)) {
                near.add(new Near<>(thing, distance));
            }
        }
        near.sort(Comparator.comparingInt(Near::distance));
        return near.stream().limit(MOST).map(Near::thing).toList();
    }

    private static int distance(String typed, String name) {
        if (name.contains(typed) || typed.contains(name)) {
            return name.length() == typed.length() ? 0 : 1;
        }
        var before = new int[name.length() + 1];
        for (var j = 0; j <= name.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= typed.length(); i++) {
            var row = new int[name.length() + 1];
            row[0] = i;
            for (var j = 1; j <= name.length(); j++) {
                var change = typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = row;
        }
        return before[name.length()];
    }
}
