package org.mingzhang.command.erasure;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Act;
import org.mingzhang.command.Answer;
import org.mingzhang.command.Commands;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.command.guard.Directory;
import org.mingzhang.command.guard.KeyedHash;
import org.mingzhang.command.guard.Permissions;
import org.mingzhang.events.org.Role;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * 依法删除个人信息 — J8 step 10: the office asks under an order, the inspection office agrees, and the keys under which the persons'
 * values lie sealed are destroyed. Whoever trusts nobody sees that not one event has changed.
 */
@RestController
@RequestMapping("/api/v1/erasures")
class ErasureController {

    /** People of one order. */
    private static final int MOST = 500;

    private final Commands commands;
    private final Permissions permissions;
    private final Directory directory;
    private final AssignmentBook book;
    private final KeyedHash hash;
    private final PersonalKeys keys;
    private final PersonalEntries entries;

    ErasureController(
            Commands commands,
            Permissions permissions,
            Directory directory,
            AssignmentBook book,
            KeyedHash hash,
            PersonalKeys keys,
            PersonalEntries entries) {
        this.commands = commands;
        this.permissions = permissions;
        this.directory = directory;
        this.book = book;
        this.hash = hash;
        this.keys = keys;
        this.entries = entries;
    }

    /**
     * Whose values are to be erased.
     *
     * @param document number of the order
     * @param kind as the catalogue calls the persons: {@code student}, {@code staff} …
     * @param numbers what names each of them in the tables: student or staff numbers, at most 500
     */
    record Wanted(
            @Nullable String document,
            @Nullable String kind,
            @Nullable List<String> numbers,
            @Nullable String reason) {}

    record Reason(@Nullable String reason) {}

    /**
     * What is asked for.
     *
     * @param entries how many entries hold values of theirs
     * @param files how many pieces of evidence are attached to those
     */
    record Asked(String erasure, int persons, int entries, int files) {}

    @PostMapping
    ResponseEntity<Asked> request(@RequestBody Wanted wanted, Act act) {
        permissions.office(act);
        var named = named(wanted);
        var own = new LinkedHashMap<String, String>();
        var kind = Objects.requireNonNullElse(wanted.kind(), "");
        named.forEach(number -> own.put(hash.of(kind, number), number));
        var known = keys.existing(own.keySet());
        var unknown = own.entrySet().stream()
                .filter(each -> !known.contains(each.getKey()))
                .map(java.util.Map.Entry::getValue)
                .toList();
        if (!unknown.isEmpty()) {
            throw new Refusal(Rule.PERSON_UNKNOWN, String.join("、", unknown));
        }
        var found = entries.of(known);
        var all = new TreeSet<>(known);
        all.addAll(keys.existing(ofTheirOwn(found)));
        var erasure = Objects.requireNonNull(act.key());
        var done = commands.send(
                new ErasureCommand.Request(
                        erasure,
                        directory.college().orElseThrow(() -> new Refusal(Rule.NOT_SET_UP)),
                        Objects.requireNonNullElse(wanted.document(), ""),
                        List.copyOf(all),
                        named.size(),
                        found.entries().size(),
                        running(found),
                        Objects.requireNonNullElse(wanted.reason(), ""),
                        act.by()),
                act);
        return ResponseEntity.created(URI.create("/api/v1/erasures/" + erasure))
                .header(Answer.LEDGER_POSITION, Long.toString(done.position()))
                .body(new Asked(
                        erasure,
                        named.size(),
                        found.entries().size(),
                        found.evidence().size()));
    }

    private static Set<String> named(Wanted wanted) {
        var named = new TreeSet<String>();
        Objects.requireNonNullElse(wanted.numbers(), List.<String>of()).stream()
                .map(String::strip)
                .filter(number -> !number.isEmpty())
                .forEach(named::add);
        if (named.isEmpty() || named.size() > MOST || wanted.kind() == null) {
            throw new Refusal(Rule.PERSONS_WRONG, MOST);
        }
        return named;
    }

    /** Values typed before an entry said whom it is about, and the files attached to it, lie under keys of their own. */
    private List<String> ofTheirOwn(PersonalEntries.Found found) {
        var own = new ArrayList<String>();
        found.entries()
                .forEach(each -> own.add(hash.of("entry", each.table().toString(), Integer.toString(each.entry()))));
        found.evidence().forEach(each -> own.add(keys.ofEvidence(each)));
        return own;
    }

    /** Campaigns in which an entry of theirs stands and which are not over. */
    private List<String> running(PersonalEntries.Found found) {
        return found.standing().stream()
                .map(each -> each.table().campaign())
                .distinct()
                .filter(campaign -> book.campaign(campaign)
                        .filter(AssignmentBook.CampaignNow::runs)
                        .isPresent())
                .map(campaign -> campaign.year() + " 年")
                .sorted()
                .toList();
    }

    @PostMapping("/{erasure}/agreement")
    ResponseEntity<Void> agree(@PathVariable String erasure, Act act) {
        inspector(act);
        return Answer.done(commands.send(new ErasureCommand.CarryOut(erasure, act.by()), act));
    }

    @PostMapping("/{erasure}/refusal")
    ResponseEntity<Void> refuse(@PathVariable String erasure, @RequestBody Reason reason, Act act) {
        inspector(act);
        return Answer.done(commands.send(
                new ErasureCommand.Refuse(erasure, Objects.requireNonNullElse(reason.reason(), ""), act.by()), act));
    }

    private void inspector(Act act) {
        if (!permissions.has(act, Role.INSPECTOR)) {
            throw new Refusal(Rule.INSPECTOR_ONLY);
        }
    }
}
