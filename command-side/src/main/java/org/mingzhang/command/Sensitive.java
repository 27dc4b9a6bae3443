package org.mingzhang.command;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The acts whose refusal is recorded: review, signing, assignment, unlocking, export. */
final class Sensitive {

    private static final String CAMPAIGN = "/api/v1/campaigns/([0-9]{4})";
    private static final String SHARE = CAMPAIGN + "/tables/([^/]+)/shares/([^/]+)";

    private static final List<Sensitive> ALL = List.of(
            new Sensitive("PUT", SHARE, "assign-share"),
            new Sensitive("POST", SHARE + "/approval", "approve-share"),
            new Sensitive("POST", SHARE + "/return", "return-share"),
            new Sensitive("POST", SHARE + "/briefing", "record-briefing"),
            new Sensitive("POST", SHARE + "/briefing/(?:confirmation|contest)", "answer-briefing"),
            new Sensitive("POST", SHARE + "/reopening", "reopen-share"),
            new Sensitive("POST", CAMPAIGN + "/extensions", "grant-extension"),
            new Sensitive("POST", CAMPAIGN + "/reopening", "reopen-campaign"),
            new Sensitive("POST", CAMPAIGN + "/sign-offs", "sign-off"),
            new Sensitive("POST", CAMPAIGN + "/sign-offs/return", "return-sign-off"),
            new Sensitive("POST", CAMPAIGN + "/submission(?:/confirmation|/return)?", "submit-campaign"),
            new Sensitive("POST", CAMPAIGN + "/snapshots", "take-snapshot"),
            new Sensitive("GET", CAMPAIGN + "/snapshots/([^/]+)\\.zip", "export-snapshot"),
            new Sensitive("GET", CAMPAIGN + "/tables/([^/]+)/entries\\.xlsx", "export-entries"),
            new Sensitive("PUT", "/api/v1/organisation/departments/([^/]+)/head", "appoint-head"));

    private final String method;
    private final Pattern path;
    private final String act;

    /**
     * One attempt.
     *
     * @param act stable name of what was tried
     * @param target year, table, department …, as far as the path names them
     */
    record Attempt(String act, String target) {}

    private Sensitive(String method, String path, String act) {
        this.method = method;
        this.path = Pattern.compile(path);
        this.act = act;
    }

    /** What a request attempts, if that is sensitive. */
    static Optional<Attempt> attempt(String method, String path) {
        return ALL.stream()
                .filter(each -> each.method.equals(method))
                .flatMap(each -> each.match(path).stream())
                .findFirst();
    }

    private Optional<Attempt> match(String tried) {
        var found = path.matcher(tried);
        if (!found.matches()) {
            return Optional.empty();
        }
        var target = new StringBuilder();
        for (var group = 1; group <= found.groupCount(); group++) {
            target.append(group == 1 ? "" : "/").append(found.group(group));
        }
        return Optional.of(new Attempt(act, target.toString()));
    }
}
