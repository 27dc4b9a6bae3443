package org.mingzhang.query.progress;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.mingzhang.events.table.AssignmentEvent.Form;
import org.mingzhang.query.Language;
import org.mingzhang.query.org.Reader;

/** Why a reader cannot change a share's entries now, in words. The law decides; this only says beforehand what it will say. */
enum Editing {
    TABLE_FROZEN("数据已上报，不再更改", "The data were submitted and no longer change."),
    TABLE_COMPUTED("自动统计表由系统计算，无需填写", "This table is computed from others; nobody fills it in."),
    TABLE_LOCKED("所引用的源数据表审核通过后自动开放", "It opens by itself once the source tables it refers to are approved."),
    NOT_YOUR_SHARE("您不是该份额的采集人", "You are not a collector of this share."),
    SHARE_NOT_OPEN(
            "已提交审核，退回或撤回后才能修改", "It was handed to the reviewer; it can be changed again once returned or withdrawn."),
    STAGE_CLOSED(
            "采集时间已截止，请向采集工作办公室申请延期", "The collection date has passed; ask the collection office for an extension.");

    private final String zh;
    private final String en;

    Editing(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String words(Language language) {
        return language.of(zh, en);
    }

    /** What stands in the way; empty if the reader may edit. */
    static Optional<Editing> hindrance(Reader reader, Share share, Instant now) {
        if (share.gate().frozen()) {
            return Optional.of(TABLE_FROZEN);
        }
        if (share.gate().form() == Form.COMPUTED) {
            return Optional.of(TABLE_COMPUTED);
        }
        if (!mayFill(reader, share)) {
            return Optional.of(NOT_YOUR_SHARE);
        }
        if (!share.gate().open()) {
            return Optional.of(TABLE_LOCKED);
        }
        if (!share.stage().isOpen()) {
            return Optional.of(SHARE_NOT_OPEN);
        }
        var due = share.collection().counts();
        return due != null && now.isAfter(due) && !share.sentBack() ? Optional.of(STAGE_CLOSED) : Optional.empty();
    }

    private static boolean mayFill(Reader reader, Share share) {
        return share.collectors().contains(reader.staffNo())
                || (share.filling() == Filling.PER_TEACHER && share.teachers().contains(reader.staffNo()));
    }
}
