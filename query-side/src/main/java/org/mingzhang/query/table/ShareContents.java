package org.mingzhang.query.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Field;
import org.mingzhang.events.catalogue.Judge;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.ContentHash;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Views;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.springframework.stereotype.Component;

/** 份额内容: what a share holds at a position, its hash, and what is wrong with it. */
@Component
public final class ShareContents {

    /**
     * What is wrong in one place.
     *
     * @param rule rule id, {@code required}, {@code reference}, {@code duplicate-key} or {@code part}
     * @param entry number of the entry; null for the whole share
     * @param field field name; null if several
     */
    public record Fault(
            String rule, @Nullable Integer entry, @Nullable String field, String zh, String en) {}

    /**
     * A share's content.
     *
     * @param position ledger position at which it was read
     * @param revision changes of data it had seen there
     * @param entries entries standing in it
     * @param errors what must be corrected
     * @param warnings what must be corrected or explained
     */
    public record Content(
            long position, int revision, int entries, String contentHash, List<Fault> errors, List<Fault> warnings) {}

    private final Entries entries;
    private final Shares shares;
    private final Tables tables;
    private final RowFaults rows;
    private final RulesInForce rulesInForce;
    private final Organisation organisation;
    private final Reads reads;

    ShareContents(
            Entries entries,
            Shares shares,
            Tables tables,
            RowFaults rows,
            RulesInForce rulesInForce,
            Organisation organisation,
            Reads reads) {
        this.entries = entries;
        this.shares = shares;
        this.tables = tables;
        this.rows = rows;
        this.rulesInForce = rulesInForce;
        this.organisation = organisation;
        this.reads = reads;
    }

    /** A share with everything that was committed before the question. */
    public Content now(TableKey table, String department) {
        long position = reads.everything(Views.TABLE, Views.PROGRESS);
        var share = shares.find(table, department).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var catalogue = rulesInForce.at(table.campaign(), tables.catalogue(table), position);
        var definition = catalogue.table(table.code()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        var hash = ContentHash.share(table, department);
        var errors = new ArrayList<Fault>();
        var warnings = new ArrayList<Fault>();
        var checks = rows.of(catalogue, definition, share, position);
        entries.each(table, department, position, entry -> {
            hash.add(new ContentHash.Entry(entry.id(), entry.cells()));
            missing(definition, entry, errors);
            checks.check(entry, errors, warnings);
        });
        references(catalogue, definition, share, position, errors);
        repetitions(definition, share, position, errors);
        return new Content(
                position,
                entries.revision(table, department, share.since(), position),
                hash.entries(),
                hash.hex(),
                errors,
                warnings);
    }

    /** The numbers of the entries of a share that are about one person. */
    public Set<Integer> ownEntries(TableKey table, String department, String staffNo, long position) {
        return entries.ownedBy(staffNo, table, department, position);
    }

    /** The hash of a share's content at a position. */
    public String hash(TableKey table, String department, long position) {
        var hash = ContentHash.share(table, department);
        entries.each(table, department, position, entry -> hash.add(new ContentHash.Entry(entry.id(), entry.cells())));
        return hash.hex();
    }

    private static void missing(Table table, Entry entry, List<Fault> errors) {
        for (var problem : Judge.missing(table, entry.cells())) {
            errors.add(new Fault("required", entry.id(), problem.field(), problem.zh(), problem.en()));
        }
    }

    private void references(Catalogue catalogue, Table table, Share share, long position, List<Fault> errors) {
        for (var field : table.fields()) {
            var reference = field.reference();
            if (reference != null) {
                var other = catalogue.tableNamed(reference.table()).orElseThrow();
                if (waitsFor(other, table)) {
                    continue;
                }
                var key = share.table().campaign().table(other.code());
                entries.dangling(share.table(), share.department(), position, field.name(), key, reference.field())
                        .forEach(dangling -> errors.add(dangling(field, other, dangling)));
            }
        }
    }

    /** What two departments report is settled between them; each is told of the other. */
    private void repetitions(Table table, Share share, long position, List<Fault> errors) {
        if (table.key().isEmpty() || shares.of(share.table()).size() < 2) {
            return;
        }
        var titles = table.keyTitles();
        var names = organisation.departmentNames();
        for (var repeated : entries.repeated(share.table(), share.department(), position, table.key())) {
            var other = names.getOrDefault(repeated.department(), repeated.department());
            errors.add(new Fault(
                    "duplicate-key",
                    repeated.entry(),
                    table.key().get(0),
                    titles + "与" + other + "的第 " + repeated.other() + " 条记录重复；请双方商定由谁填报，另一方删除",
                    titles + " repeat entry " + repeated.other() + " of " + other
                            + "; agree on who reports it, the other removes it"));
        }
    }

    /** A source table is filled before the tables that wait for it, so what it says of them is for the check run to judge. */
    private static boolean waitsFor(Table other, Table table) {
        return table.kind() == Table.Kind.SOURCE && other.kind() != Table.Kind.SOURCE;
    }

    private static Fault dangling(Field field, Table other, Entries.Dangling dangling) {
        return new Fault(
                "reference",
                dangling.entry(),
                field.name(),
                "“" + field.zh() + "”的值“" + dangling.value() + "”在表 " + other.code() + "《" + other.zh() + "》中不存在",
                "“" + dangling.value() + "” in " + field.name() + " does not exist in table " + other.code());
    }
}
