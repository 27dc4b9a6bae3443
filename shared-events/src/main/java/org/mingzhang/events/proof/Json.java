package org.mingzhang.events.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Canonical JSON, read on the JDK alone; a value of another type than the one asked for is refused. */
public sealed interface Json {

    /**
     * Reads one canonical JSON value.
     *
     * @throws ProofRefused if the bytes are not canonical JSON
     */
    static Json parse(byte[] bytes) {
        try {
            Canonical.require(bytes);
        } catch (Canonical.NotCanonical wrong) {
            throw new ProofRefused(Reason.JSON_NOT_CANONICAL, String.valueOf(wrong.getMessage()));
        }
        return new Reader(new String(bytes, StandardCharsets.UTF_8)).value();
    }

    /** An object, names ascending. */
    record Members(SortedMap<String, Json> members) implements Json {

        public Members {
            members = Collections.unmodifiableSortedMap(members);
        }
    }

    /** An array. */
    record Items(List<Json> items) implements Json {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** A string. */
    record Text(String text) implements Json {}

    /** An integer. */
    record Whole(long number) implements Json {}

    /** true or false. */
    record Truth(boolean yes) implements Json {}

    /** null. */
    record Nothing() implements Json {}

    /** The members of this object. */
    default SortedMap<String, Json> members() {
        if (this instanceof Members object) {
            return object.members();
        }
        throw new ProofRefused(Reason.JSON_TYPE);
    }

    /** The items of this array. */
    default List<Json> items() {
        if (this instanceof Items array) {
            return array.items();
        }
        throw new ProofRefused(Reason.JSON_TYPE);
    }

    /** This string. */
    default String text() {
        if (this instanceof Text string) {
            return string.text();
        }
        throw new ProofRefused(Reason.JSON_TYPE);
    }

    /** This integer. */
    default long number() {
        if (this instanceof Whole integer) {
            return integer.number();
        }
        throw new ProofRefused(Reason.JSON_TYPE);
    }

    /** A member that must be there. */
    default Json member(String name) {
        var member = members().get(name);
        if (member == null) {
            throw new ProofRefused(Reason.JSON_TYPE, name);
        }
        return member;
    }

    /** Whether this object has a member that is not null. */
    default boolean has(String name) {
        var member = members().get(name);
        return member != null && !(member instanceof Nothing);
    }

    /** Reads what is known to be canonical. */
    final class Reader {

        private final String json;
        private int at;

        private Reader(String json) {
            this.json = json;
        }

        private Json value() {
            char c = json.charAt(at);
            return switch (c) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> new Text(string());
                case 't' -> word(4, new Truth(true));
                case 'f' -> word(5, new Truth(false));
                case 'n' -> word(4, new Nothing());
                default -> integer();
            };
        }

        private Json object() {
            var members = new TreeMap<String, Json>();
            at++;
            while (json.charAt(at) != '}') {
                var name = string();
                at++;
                members.put(name, value());
                comma();
            }
            at++;
            return new Members(members);
        }

        private Json array() {
            var items = new ArrayList<Json>();
            at++;
            while (json.charAt(at) != ']') {
                items.add(value());
                comma();
            }
            at++;
            return new Items(items);
        }

        private void comma() {
            if (json.charAt(at) == ',') {
                at++;
            }
        }

        private Json word(int length, Json value) {
            at += length;
            return value;
        }

        private Json integer() {
            int from = at;
            while (at < json.length() && "-0123456789".indexOf(json.charAt(at)) >= 0) {
                at++;
            }
            return new Whole(Long.parseLong(json.substring(from, at)));
        }

        private String string() {
            int from = ++at;
            while (json.charAt(at) != '"' && json.charAt(at) != '\\') {
                at++;
            }
            if (json.charAt(at) == '"') {
                return json.substring(from, at++);
            }
            var text = new StringBuilder(json.substring(from, at));
            for (char c = json.charAt(at); c != '"'; c = json.charAt(at)) {
                at++;
                text.append(c == '\\' ? escaped() : c);
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            char kind = json.charAt(at++);
            if (kind != 'u') {
                return "\b\t\n\f\r\"\\".charAt("btnfr\"\\".indexOf(kind));
            }
            at += 4;
            return (char) Integer.parseInt(json.substring(at - 4, at), 16);
        }
    }
}
