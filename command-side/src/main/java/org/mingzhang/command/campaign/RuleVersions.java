package org.mingzhang.command.campaign;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.events.campaign.FindingEvent.RulePublished;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.RuleDraft;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.rule.ExpressionRefused;

/** 规则的版本 of one campaign: what was published beside its edition. */
final class RuleVersions {

    /** As the edition names its rules: what it looks at, the table, a number. */
    private static final Pattern NAME = Pattern.compile("[A-Z]-([0-9]+(?:\\.[0-9]+)+)-[0-9]{2,3}");

    private final Map<String, RulePublished> newest = new HashMap<>();

    /** What a rule says now. */
    private record Said(Table table, String severity, String expression, String words, String message, int version) {}

    boolean knows(String rule) {
        return newest.containsKey(rule);
    }

    void on(RulePublished published) {
        newest.put(published.rule(), published);
    }

    /**
     * The next version of a rule, read and found sound.
     *
     * @throws Refusal if there is no such rule or table, the expression is not sound, or nothing would change
     */
    RulePublished publish(PublishRule wanted, Catalogue catalogue, Instant at) {
        var now = now(wanted.rule(), catalogue);
        var table = now.map(Said::table).orElseGet(() -> tableOfNew(wanted, catalogue));
        var expression = either(wanted.expression(), now.map(Said::expression).orElse(""));
        var severity = either(wanted.severity(), now.map(Said::severity).orElse("WARNING"));
        var next = new RulePublished(
                wanted.campaign(),
                wanted.rule(),
                now.map(Said::version).orElse(0) + 1,
                table.code(),
                severity,
                expression,
                either(wanted.words(), now.map(Said::words).orElse(expression)),
                either(wanted.message(), now.map(Said::message).orElse(expression)),
                wanted.reason().strip(),
                wanted.by(),
                at);
        if (now.filter(said -> said.expression().equals(expression)
                        && said.severity().equals(severity)
                        && said.words().equals(next.words())
                        && said.message().equals(next.message()))
                .isPresent()) {
            throw new Refusal(Rule.RULE_UNCHANGED, wanted.rule());
        }
        mustBeSound(next, table, catalogue);
        return next;
    }

    private Optional<Said> now(String rule, Catalogue catalogue) {
        var published = newest.get(rule);
        if (published != null) {
            return catalogue
                    .table(published.table())
                    .map(table -> new Said(
                            table,
                            published.severity(),
                            published.expression(),
                            published.words(),
                            published.message(),
                            published.version()));
        }
        return catalogue
                .rule(rule)
                .flatMap(known -> catalogue
                        .tableNamed(known.table())
                        .map(table -> new Said(
                                table,
                                known.severity().name(),
                                known.check().text(),
                                known.words(),
                                known.message(),
                                1)));
    }

    private static Table tableOfNew(PublishRule wanted, Catalogue catalogue) {
        var name = NAME.matcher(wanted.rule());
        if (!name.matches() || !name.group(1).equals(wanted.table())) {
            throw new Refusal(Rule.NO_SUCH_RULE, wanted.rule());
        }
        return catalogue.table(name.group(1)).orElseThrow(() -> new Refusal(Rule.NO_SUCH_TABLE, name.group(1)));
    }

    private static void mustBeSound(RulePublished next, Table table, Catalogue catalogue) {
        try {
            var severity = org.mingzhang.events.catalogue.Rule.Severity.valueOf(next.severity());
            RuleDraft.read(catalogue, table, next.rule(), severity, next.words(), next.expression(), next.message());
        } catch (ExpressionRefused refused) {
            throw new Refusal(Rule.RULE_UNSOUND, refused.at(), refused.zh());
        } catch (IllegalArgumentException unknown) {
            throw new Refusal(Rule.UNREADABLE, "/severity");
        }
    }

    private static String either(@Nullable String wanted, String now) {
        return wanted == null || wanted.isBlank() ? now : wanted.strip();
    }
}
