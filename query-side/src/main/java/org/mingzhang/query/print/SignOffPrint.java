package org.mingzhang.query.print;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.ShortCode;

/**
 * 领导签审材料: indicators and how far they are met, what was explained, tolerated, overridden and late, and room for hands and seal,
 * as one paper.
 */
final class SignOffPrint {

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));
    private static final float BOX = 84;

    /**
     * A leader.
     *
     * @param signed null while not signed
     */
    record Signer(
            String name,
            String post,
            String opinion,
            @Nullable Instant signed) {}

    /**
     * What is printed.
     *
     * @param contentHash what the leaders sign, {@code sha256:} and 64 hexadecimal digits; null while nothing was presented
     */
    record Content(
            String college,
            int year,
            String state,
            SignOffPack.Pack pack,
            List<Signer> signers,
            @Nullable String contentHash,
            String place,
            long position,
            Instant at,
            Optional<PaperCodes.Code> code) {}

    private final Content content;

    SignOffPrint(Content content) {
        this.content = content;
    }

    byte[] drawn() {
        try (var paper = new Paper("人才培养工作状态数据采集 " + content.year() + " 学校领导签审材料", false, content.at())) {
            paper.centred(15, content.college());
            paper.centred(13, content.year() + " 年人才培养工作状态数据采集　学校领导签审材料");
            paper.down(6);
            paper.paragraph(
                    9,
                    "采集活动状态：" + content.state() + "　　院校类别："
                            + orDash(content.pack().indicators().category()) + "　　基本办学条件："
                            + orDash(content.pack().indicators().card()));
            new Section("核心指标与达标情况", List.of("序号", "指标", "单位", "本年", "上年", "标准", "情况"), figures()).draw(paper);
            content.pack().sections().forEach(section -> section.draw(paper));
            paper.down(6);
            paper.paragraph(8, "材料码（签审时随签名一并记入账本）：" + content.pack().hash());
            signers(paper);
            return paper.finished(foot());
        }
    }

    private List<List<String>> figures() {
        var lines = new ArrayList<List<String>>();
        for (var line : content.pack().indicators().lines()) {
            var standard = line.standard() == null ? "—" : (line.lowerIsBetter() ? "≤ " : "≥ ") + line.standard();
            lines.add(List.of(
                    Integer.toString(lines.size() + 1),
                    line.zh(),
                    line.unit(),
                    line.value(),
                    orDash(line.lastYear()),
                    standard,
                    line.level()));
        }
        return lines;
    }

    private void signers(Paper paper) {
        // the seal takes the last place on the right, on the same page as the hands
        int rows = content.signers().size() / 2 + 1;
        if (!paper.fits(rows * (BOX + 6) + 30)) {
            paper.turn();
        }
        paper.down(10);
        paper.paragraph(9, "以下签审人对内容码所指的全部数据负责；数据任何一处变化，签名随之失效。");
        float width = (paper.width() - 8) / 2;
        float right = paper.left() + width + 8;
        for (int row = 0; row < rows; row++) {
            paper.down(BOX + 6);
            for (int i = 2 * row; i < Math.min(2 * row + 2, content.signers().size()); i++) {
                signer(paper, content.signers().get(i), i % 2 == 0 ? paper.left() : right, width);
            }
        }
        paper.box(right, paper.y(), width, BOX, true);
        paper.text(right + 8, paper.y() + BOX - 14, 9, "学校盖章");
        paper.text(right + 8, paper.y() + 8, 9, "　　　　年　　月　　日");
    }

    private static void signer(Paper paper, Signer signer, float x, float width) {
        paper.box(x, paper.y(), width, BOX, false);
        float base = paper.y() + BOX - 15;
        paper.text(x + 6, base, 10, signer.name());
        paper.text(x + 6, base - 15, 8, signer.post());
        var signed = signer.signed();
        paper.text(
                x + 6,
                base - 29,
                8,
                signed == null ? "（尚未签审）" : "已签审 " + MOMENT.format(signed) + "　意见：" + signer.opinion());
        paper.text(x + 6, paper.y() + 8, 9, "签字：");
    }

    private static String orDash(@Nullable String text) {
        return text == null || text.isEmpty() ? "—" : text;
    }

    private Paper.Foot foot() {
        var hash = content.contentHash();
        var code = content.code();
        var shortCode = hash == null ? "" : ShortCode.of(hash).text();
        return new Paper.Foot(
                hash == null ? "尚未上报领导，没有可签的内容" : "内容码 " + shortCode + "　" + hash,
                "账本核验码 " + code.map(PaperCodes.Code::text).orElse("（尚未签发）") + "　账本位置 " + content.position(),
                Marked.text(code, content.place(), content.position(), shortCode));
    }
}
