package org.mingzhang.command.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.table.ChangeEntries.Op;
import org.mingzhang.events.catalogue.Field;

/**
 * 预览的内容, as the console shows it: how many of what, and the first of each with its place in the file.
 *
 * @param file what was uploaded
 * @param sheet the sheet that was read
 * @param headingRow its last row of headings
 * @param preview names this plan when it is accepted
 * @param conflicts cells that both sides changed; each needs a choice
 * @param removals entries that are not in the file any more; to be confirmed
 */
record Told(
        File file,
        String sheet,
        int headingRow,
        String preview,
        Counts counts,
        List<Line> rows,
        List<Clash> conflicts,
        List<Removal> removals,
        List<Tidied> normalised,
        List<Bad> errors,
        List<String> remarks) {

    /** More than these nobody reads on a screen; the returned workbook holds all errors. */
    private static final int MOST = 200;

    /** The file; the fields mean what they mean in {@link Uploads.Upload}. */
    record File(
            String name,
            String sha256,
            long size,
            FileKind kind,
            String department,
            String preparedBy,
            String uploadedBy,
            Instant uploadedAt) {}

    /**
     * How many entries are new, changed, unchanged and gone, cells tidied, rows refused, clashes to be decided.
     *
     * @param errors cells at fault
     */
    record Counts(
            long added,
            long changed,
            long unchanged,
            long removed,
            long normalised,
            long refused,
            long conflicts,
            long errors) {}

    /** A row that changes something. */
    record Line(int row, Op op, @Nullable Integer entry, List<Cell> cells) {}

    /** A cell: what stands there and what is written. */
    record Cell(String field, String title, String before, String after) {}

    /**
     * A cell to be decided.
     *
     * @param confirmed whether its teacher has confirmed what stands there
     */
    record Clash(
            String id,
            int row,
            int entry,
            @Nullable String field,
            String title,
            String address,
            @Nullable String base,
            String mine,
            String theirs,
            boolean confirmed) {}

    record Removal(int entry, String label) {}

    record Tidied(int row, String field, String title, String address, String raw, String kept, String what) {}

    record Bad(int row, @Nullable String field, String title, String address, String rule, String message) {}

    static Told of(Uploads.Upload upload, Previews.Preview preview, boolean english) {
        var plan = preview.plan();
        Function<@Nullable String, String> title = field ->
                field == null ? "" : preview.table().field(field).map(Field::zh).orElse(field);
        return new Told(
                new File(
                        upload.fileName(),
                        upload.sha256(),
                        upload.size(),
                        preview.book().kind(),
                        upload.department(),
                        upload.preparedBy(),
                        upload.by(),
                        upload.at()),
                preview.layout().sheet().name(),
                preview.layout().headingRow(),
                preview.digest(),
                counts(plan),
                plan.rows().stream().limit(MOST).map(line -> line(line, title)).toList(),
                plan.clashes().stream()
                        .map(clash -> new Clash(
                                clash.id(),
                                clash.row(),
                                clash.entry(),
                                clash.field(),
                                title.apply(clash.field()),
                                clash.address(),
                                clash.base(),
                                clash.mine(),
                                clash.theirs(),
                                clash.confirmed()))
                        .toList(),
                plan.removals().stream()
                        .limit(MOST)
                        .map(removal -> new Removal(removal.entry(), removal.label()))
                        .toList(),
                plan.tidied().stream()
                        .limit(MOST)
                        .map(tidied -> new Tidied(
                                tidied.row(),
                                tidied.field(),
                                title.apply(tidied.field()),
                                tidied.address(),
                                tidied.raw(),
                                tidied.kept(),
                                english ? tidied.en() : tidied.zh()))
                        .toList(),
                plan.faults().stream()
                        .limit(MOST)
                        .map(bad -> new Bad(
                                bad.row(),
                                bad.field(),
                                title.apply(bad.field()),
                                bad.address(),
                                bad.rule(),
                                english ? bad.en() : bad.zh()))
                        .toList(),
                plan.remarks().stream()
                        .map(said -> english ? said.en() : said.zh())
                        .toList());
    }

    private static Counts counts(Plan plan) {
        return new Counts(
                plan.added(),
                plan.amended(),
                plan.unchanged(),
                plan.removals().size(),
                plan.tidied().size(),
                plan.refused(),
                plan.clashes().size(),
                plan.faults().size());
    }

    private static Line line(Plan.Line line, Function<@Nullable String, String> title) {
        return new Line(
                line.row(),
                line.op(),
                line.entry(),
                line.values().entrySet().stream()
                        .map(cell -> cell(cell, line.before(), title))
                        .toList());
    }

    private static Cell cell(
            Map.Entry<String, org.mingzhang.events.CellValue> cell,
            Map<String, String> before,
            Function<@Nullable String, String> title) {
        return new Cell(
                cell.getKey(),
                title.apply(cell.getKey()),
                Objects.requireNonNullElse(before.get(cell.getKey()), ""),
                Shown.of(cell.getValue()));
    }
}
