package org.mingzhang.command.intake;

import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/** 数字格式: whether a format shows a date, a percentage, or leading zeros. */
final class NumberLooks {

    private static final Pattern ZEROS = Pattern.compile("0{2,18}");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|\\\\.|\\[[^\\]]*\\]");

    private NumberLooks() {}

    /**
     * The look of a format.
     *
     * @param id its number
     * @param code what it says; null for one that every program knows by its number
     */
    static RawCell.Look of(int id, @Nullable String code) {
        if (isChineseDate(id)) {
            return new RawCell.Look(RawCell.Kind.DATE, 0);
        }
        var format = code == null ? builtIn(id) : code;
        if (ZEROS.matcher(format).matches()) {
            return new RawCell.Look(RawCell.Kind.PLAIN, format.length());
        }
        if (DateUtil.isADateFormat(id, format)) {
            return new RawCell.Look(RawCell.Kind.DATE, 0);
        }
        return QUOTED.matcher(format).replaceAll("").contains("%")
                ? new RawCell.Look(RawCell.Kind.PERCENT, 0)
                : RawCell.Look.PLAIN;
    }

    private static String builtIn(int id) {
        return id >= 0 && id < BuiltinFormats.FIRST_USER_DEFINED_FORMAT_INDEX
                ? String.valueOf(BuiltinFormats.getBuiltinFormat(id))
                : "General";
    }

    /** Formats of Chinese dates that programs know by their number and files do not spell out. */
    private static boolean isChineseDate(int id) {
        return (id >= 27 && id <= 36) || (id >= 50 && id <= 58);
    }
}
