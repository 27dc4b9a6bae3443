package org.mingzhang.ops.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.util.stream.Collectors;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.HtmlUtils;

/** 问题说明: where the type of a problem document leads whoever follows it. */
@Hidden
@RestController
class ProblemPages {

    private static final String HTML = MediaType.TEXT_HTML_VALUE + ";charset=UTF-8";

    private final ProblemTypes types;

    ProblemPages(ProblemTypes types) {
        this.types = types;
    }

    @GetMapping(path = "/problems", produces = HTML)
    String all() {
        return page(
                "问题类型 Problem types",
                types.all().stream()
                        .map(type -> "<dt><a href=\"" + type.type() + "\"><code>" + type.code() + "</code></a> "
                                + type.status() + "</dt><dd>" + escaped(type.titleZh()) + " · <span lang=\"en\">"
                                + escaped(type.titleEn()) + "</span></dd>")
                        .collect(Collectors.joining("\n", "<dl>\n", "\n</dl>")));
    }

    @GetMapping(path = "/problems/{code}", produces = HTML)
    String one(@PathVariable String code) {
        var type = types.named(code).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var place = type.place().equals("api")
                ? ""
                : "<dt>依据 Source</dt><dd>采集工作方案 " + escaped(type.place()) + " of the work plan</dd>";
        return page(
                type.titleZh(),
                "<p>" + escaped(type.detailZh()) + "</p><h2 lang=\"en\">" + escaped(type.titleEn())
                        + "</h2><p lang=\"en\">" + escaped(type.detailEn()) + "</p><dl><dt>代码 Code</dt><dd><code>"
                        + type.code() + "</code></dd><dt>HTTP</dt><dd>" + type.status() + "</dd>" + place
                        + "</dl><p><a href=\"/problems\">全部问题类型 All problem types</a></p>");
    }

    private static String page(String title, String body) {
        return "<!doctype html>\n<html lang=\"zh-CN\">\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escaped(title)
                + " · 明账</title>\n<link rel=\"stylesheet\" href=\"/problems.css\">\n<h1>" + escaped(title) + "</h1>\n"
                + body
                + "\n</html>\n";
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
