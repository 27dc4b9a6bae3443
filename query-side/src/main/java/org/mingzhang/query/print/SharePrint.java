package org.mingzhang.query.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.query.table.Entry;

/**
 * 份额打印件: a department's share of a table with its fields, its signatures, room for hand and seal, and on every page the code of
 * the content and of the ledger.
 */
final class SharePrint {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.of("Asia/Shanghai"));
    private static final float SIGNING = 150;

    /** Who signed or handed over, with the post then, and when. */
    record Signed(@Nullable String name, String post, Instant at) {}

    /**
     * What is printed.
     *
     * @param entries as the reader may see them, in the order of their numbers
     * @param collected who handed it over; null if nobody did yet
     * @param briefed to whom it was reported; null if it was not
     * @param approved whose signature counts; null if none does
     * @param contentHash of the share at the position, {@code sha256:} and 64 hexadecimal digits
     */
    record Content(
            String college,
            int year,
            Catalogue catalogue,
            Table table,
            String period,
            String department,
            List<Entry> entries,
            @Nullable String nilReason,
            @Nullable Signed collected,
            @Nullable Signed briefed,
            @Nullable Signed approved,
            String contentHash,
            String place,
            long position,
            Instant at,
            Optional<PaperCodes.Code> code) {}

    private final Content content;

    SharePrint(Content content) {
        this.content = content;
    }

    byte[] drawn() {
        var table = content.table();
        var title = table.code() + " " + table.zh() + " " + content.department();
        try (var paper = new Paper(title, true, content.at())) {
            head(paper);
            if (content.nilReason() != null) {
                paper.paragraph(11, "零填报：" + content.nilReason());
            } else if (content.entries().isEmpty()) {
                paper.paragraph(11, "没有记录。");
            } else {
                new Grid(paper, headings(), rows()).draw();
            }
            signatures(paper);
            return paper.finished(foot());
        }
    }

    private void head(Paper paper) {
        paper.centred(15, content.college());
        paper.centred(
                13,
                "人才培养工作状态数据采集（" + content.year() + "）　" + content.table().code() + " "
                        + content.table().zh());
        paper.down(4);
        paper.paragraph(
                9,
                "填报部门：" + content.department() + "　　" + content.period() + "　　记录："
                        + content.entries().size() + " 条　　" + (content.approved() == null ? "【未审核通过，仅供核对】" : "审核通过"));
        paper.down(4);
    }

    private List<String> headings() {
        var headings = new ArrayList<String>();
        headings.add("序号");
        content.table()
                .fields()
                .forEach(field ->
                        headings.add(field.unit() == null ? field.zh() : field.zh() + "（" + field.unit() + "）"));
        return headings;
    }

    private List<List<String>> rows() {
        var rows = new ArrayList<List<String>>();
        for (var entry : content.entries()) {
            var row = new ArrayList<String>();
            row.add(Integer.toString(entry.id()));
            content.table()
                    .fields()
                    .forEach(field -> row.add(CellWords.of(
                            content.catalogue(), field, entry.cells().get(field.name()))));
            rows.add(row);
        }
        return rows;
    }

    private void signatures(Paper paper) {
        if (!paper.fits(SIGNING + 20)) {
            paper.turn();
        }
        paper.down(14);
        paper.paragraph(9, "本人已逐项核对，数据真实、完整、准确。");
        paper.down(4);
        float height = SIGNING - 40;
        float width = paper.width() / 4;
        float lower = paper.y() - height;
        person(paper, 0, lower, width, height, "采集人", content.collected());
        person(paper, 1, lower, width, height, "分管领导（听取汇报）", content.briefed());
        person(paper, 2, lower, width, height, "审核人（部门负责人）", content.approved());
        float x = paper.left() + 3 * width;
        paper.box(x + 6, lower, width - 6, height, true);
        paper.text(x + 14, lower + height - 14, 9, "部门盖章");
        paper.text(x + 14, lower + 10, 9, "　　　　年　　月　　日");
        paper.down(height + 4);
    }

    private static void person(
            Paper paper, int column, float lower, float width, float height, String role, @Nullable Signed signed) {
        float x = paper.left() + column * width;
        paper.box(x, lower, width - 6, height, false);
        float base = lower + height - 14;
        paper.text(x + 6, base, 9, role);
        if (signed == null) {
            paper.text(x + 6, base - 16, 9, "（尚无）");
        } else {
            paper.text(x + 6, base - 16, 10, signed.name() == null ? "" : signed.name());
            paper.text(x + 6, base - 31, 8, signed.post());
            paper.text(x + 6, base - 44, 8, MOMENT.format(signed.at()));
        }
        paper.text(x + 6, lower + 10, 9, "签字：");
    }

    private Paper.Foot foot() {
        var code = content.code();
        var shortCode = ShortCode.of(content.contentHash()).text();
        return new Paper.Foot(
                "内容码 " + shortCode + "　" + content.contentHash(),
                "账本核验码 " + code.map(PaperCodes.Code::text).orElse("（尚未签发）") + "　账本位置 " + content.position() + "　"
                        + MOMENT.format(content.at()) + "　在“核验”页输入核验码可查实",
                Marked.text(code, content.place(), content.position(), shortCode));
    }
}
