package org.mingzhang.query.progress;

import org.mingzhang.query.Language;

/** The stages of a share in words. */
final class StageWords {

    private StageWords() {}

    static String of(Share.Stage stage, Language language) {
        return switch (stage) {
            case LOCKED -> language.of("未开放", "locked");
            case OPEN -> language.of("待填报", "open");
            case DRAFT -> language.of("填报中", "draft");
            case SUBMITTED -> language.of("已提交审核", "submitted");
            case BRIEFED -> language.of("已汇报", "briefed");
            case APPROVED -> language.of("审核通过", "approved");
            case RETURNED -> language.of("已退回", "returned");
            case RECEIVED -> language.of("往年数据", "an earlier year");
        };
    }
}
