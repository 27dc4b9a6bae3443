package org.mingzhang.ops.tool.demo;

import java.time.LocalDate;

/** 虚构的姓名与证件号码: the same number always gives the same name; nobody real is meant, and no identity number can be real. */
final class Invented {

    private static final String SURNAMES =
            "王李张刘陈杨黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段";
    private static final String FIRST = "文思雨晓梓子佳欣若安志明嘉俊宇浩泽书清雅静慧婉月云秋春天一亦可心怡语诗景乐";
    private static final String SECOND = "涵轩宁然琪瑶琳晨曦阳航睿辰彤蕾妍婷萱颖洁岚雯倩薇菲芸桐楠枫松柏竹兰荷梅泉溪川峰岩";

    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

    private Invented() {}

    /** A name of three characters; the first hundred thousand numbers give as many different names. */
    static String name(int number) {
        int n = Math.floorMod(number, 1_000_000_007);
        var surname = SURNAMES.charAt(n % SURNAMES.length());
        n = n / SURNAMES.length() + n % SURNAMES.length();
        var first = FIRST.charAt(n % FIRST.length());
        n = n / FIRST.length() + n % FIRST.length();
        return "" + surname + first + SECOND.charAt(n % SECOND.length());
    }

    /**
     * An identity number that satisfies the check digit and carries the birth date, under an area code that no place has.
     *
     * @param serial the three digits of order, 0 to 999; odd for a man
     */
    static String identityNumber(LocalDate birth, int serial) {
        var digits = "999999%04d%02d%02d%03d"
                .formatted(birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth(), serial % 1000);
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += (digits.charAt(i) - '0') * WEIGHTS[i];
        }
        return digits + "10X98765432".charAt(sum % 11);
    }

    /** A credit code (统一社会信用代码) of the right shape that no organisation has. */
    static String creditCode(int number) {
        return "99999999MA%08d".formatted(number);
    }
}
