package org.mingzhang.query;

import java.util.Locale;

/** Every reason for which a question is not answered: stable code, HTTP status, and words in both languages. */
public enum Why {
    NOT_VISIBLE(
            404,
            "没有可以查看的内容",
            "该内容不存在，或者不在您的查看范围之内",
            "Nothing to see",
            "There is nothing here, or nothing that you may see."),
    VIEW_BEHIND(
            503,
            "数据正在更新",
            "您要看的更改（账本位置 {0}）尚未显示，请稍候重试；更改本身已经保存",
            "View behind",
            "The view has not reached ledger position {0} yet. Your change is stored; please try again shortly."),
    AS_OF_MALFORMED(
            400,
            "时点无法识别",
            "asOf、from、to 须为账本位置（数字）或带时区的时间，例如 2022-10-15T23:59:59+08:00；收到的是“{0}”",
            "Malformed instant",
            "asOf, from and to are a ledger position or an instant such as 2022-10-15T23:59:59+08:00, not “{0}”."),
    AS_OF_IN_FUTURE(
            422,
            "时点在将来",
            "“{0}”尚未到来，只能查看已经发生的数据",
            "In the future",
            "“{0}” has not come yet; only the past can be shown."),
    LAST_YEAR_MISSING(
            404,
            "没有上年数据",
            "上一年度没有这张表，无法带入",
            "No data of last year",
            "Last year did not have this table; there is nothing to carry forward."),
    BAD_LIMIT(400, "条数不正确", "limit 须在 1 到 {0} 之间", "Bad limit", "limit is between 1 and {0}."),
    BAD_CURSOR(
            400,
            "翻页位置无效",
            "cursor 无法识别，请从第一页重新开始",
            "Bad cursor",
            "The cursor cannot be read; start again from the first page."),
    BAD_FILTER(
            400,
            "筛选条件不正确",
            "不能按“{0}”筛选：没有这个字段，或者该字段的内容对您不完整显示",
            "Bad filter",
            "“{0}” cannot be filtered by: there is no such field, or you see it masked."),
    RULE_DRAFT_WRONG(422, "规则草案不能使用", "{0}", "The draft of the rule cannot be used", "{0}"),
    SUPPOSITION_WRONG(422, "假设的值不能接受", "{0}", "The supposition cannot be taken", "{0}"),
    BAD_SORT(
            400,
            "排序方式不正确",
            "不能按“{0}”排序：可用 id、revision 以及对您完整显示的字段",
            "Bad sort",
            "“{0}” cannot be sorted by: use id, revision or a field you see unmasked."),
    UNMASK_NOT_ALLOWED(
            403,
            "不能查看完整信息",
            "完整的敏感个人信息只对该份额的采集人、审核人以及教师本人显示",
            "Not allowed to unmask",
            "Sensitive values are shown in full to the share's collectors and reviewer and to the teacher concerned only."),
    TOO_LONG_FOR_PAPER(
            422,
            "记录太多，不宜打印",
            "超过 {0} 条记录的表不打印成纸；请导出工作簿，或打印签字页",
            "Too long for paper",
            "More than {0} entries are not printed; export the workbook, or print the signed sheet."),
    PURPOSE_REQUIRED(
            422,
            "请写明查看目的",
            "查看完整的敏感个人信息须用 purpose 写明目的（至少 4 个字），并记入审计轨迹",
            "Purpose required",
            "Reading sensitive values in full needs a purpose of at least four characters; it is recorded.");

    private final int status;
    private final String titleZh;
    private final String detailZh;
    private final String titleEn;
    private final String detailEn;

    Why(int status, String titleZh, String detailZh, String titleEn, String detailEn) {
        this.status = status;
        this.titleZh = titleZh;
        this.detailZh = detailZh;
        this.titleEn = titleEn;
        this.detailEn = detailEn;
    }

    /** Stable code, such as {@code view-behind}; the last part of the problem's type. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public int status() {
        return status;
    }

    String title(Language language) {
        return language.of(titleZh, titleEn);
    }

    String detail(Language language, String argument) {
        return language.of(detailZh, detailEn).replace("{0}", argument);
    }
}
