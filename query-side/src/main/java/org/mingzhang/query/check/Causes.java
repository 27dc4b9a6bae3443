package org.mingzhang.query.check;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.query.check.Contents.Content;
import org.mingzhang.query.table.Standing;

/** 起因: the events that broke what findings are about. */
record Causes(Standing standing) {

    /** Who last wrote one of the cells of each finding, or the entry where no such cell was ever written. */
    Map<Finding, Finding.Cause> of(CampaignKey campaign, long position, Content content, List<Finding> findings) {
        var authors = new HashMap<String, Map<Integer, Map<String, Standing.Author>>>();
        findings.stream()
                .filter(finding -> finding.entry() != null)
                .collect(Collectors.groupingBy(
                        Finding::table, Collectors.mapping(Finding::entry, Collectors.toCollection(TreeSet::new))))
                .forEach((table, entries) ->
                        authors.put(table, standing.authors(campaign.table(table), entries, position)));
        var last = new HashMap<String, Map<Integer, Standing.Author>>();
        authors.forEach((table, entries) -> last.put(
                table,
                content.entries().getOrDefault(table, List.of()).stream()
                        .filter(entry -> entries.containsKey(entry.number()))
                        .collect(Collectors.toMap(Standing.Entry::number, Standing.Entry::last))));
        var taken = takenAway(campaign, position, content, findings);
        var causes = new HashMap<Finding, Finding.Cause>();
        findings.forEach(finding -> Optional.ofNullable(later(cause(finding, authors, last), taken.get(finding)))
                .ifPresent(cause -> causes.put(finding, cause)));
        return causes;
    }

    private static Finding.@Nullable Cause later(Finding.@Nullable Cause one, Finding.@Nullable Cause other) {
        return one == null || (other != null && other.position() > one.position()) ? other : one;
    }

    /** What a reference named may have been taken away after it was written: then whoever did that is the cause. */
    private Map<Finding, Finding.Cause> takenAway(
            CampaignKey campaign, long position, Content content, List<Finding> findings) {
        var pointing = findings.stream()
                .filter(finding -> finding.rule().equals("reference") && finding.entry() != null)
                .flatMap(finding -> pointing(content, finding).stream())
                .collect(Collectors.groupingBy(each -> List.of(each.table(), each.field())));
        var causes = new HashMap<Finding, Finding.Cause>();
        pointing.values().forEach(group -> {
            var values = group.stream().map(Pointing::value).collect(Collectors.toSet());
            var first = group.get(0);
            var taken = standing.takenAway(campaign.table(first.table()), first.field(), values, position);
            group.forEach(each -> Optional.ofNullable(taken.get(each.value()))
                    .ifPresent(author -> causes.put(each.finding(), caused(author))));
        });
        return causes;
    }

    /** A finding about a reference, and what it points to: table, field and value. */
    private record Pointing(Finding finding, String table, String field, String value) {}

    private static Optional<Pointing> pointing(Content content, Finding finding) {
        var name = finding.fields().get(0);
        var reference = content.catalogue()
                .table(finding.table())
                .flatMap(table -> table.field(name))
                .flatMap(field -> Optional.ofNullable(field.reference()));
        var value = content.entries().getOrDefault(finding.table(), List.of()).stream()
                .filter(entry -> Objects.equals(entry.number(), finding.entry()))
                .findFirst()
                .map(entry -> entry.values().get(name));
        return reference.flatMap(to -> content.catalogue()
                .tableNamed(to.table())
                .flatMap(target -> value.filter(CellValue.Text.class::isInstance)
                        .map(CellValue.Text.class::cast)
                        .map(text -> new Pointing(finding, target.code(), to.field(), text.text()))));
    }

    private static Finding.Cause caused(Standing.Author author) {
        return new Finding.Cause(
                author.event(), author.position(), author.by(), author.post(), author.at(), author.how());
    }

    private static Finding.@Nullable Cause cause(
            Finding finding,
            Map<String, Map<Integer, Map<String, Standing.Author>>> authors,
            Map<String, Map<Integer, Standing.Author>> last) {
        var entry = finding.entry();
        if (entry == null) {
            return null;
        }
        var ofCells = authors.getOrDefault(finding.table(), Map.of()).getOrDefault(entry, Map.of());
        return finding.fields().stream()
                .flatMap(field -> Optional.ofNullable(ofCells.get(field)).stream())
                .max(Comparator.comparingLong(Standing.Author::position))
                .or(() -> Optional.ofNullable(
                        last.getOrDefault(finding.table(), Map.of()).get(entry)))
                .map(Causes::caused)
                .orElse(null);
    }
}
