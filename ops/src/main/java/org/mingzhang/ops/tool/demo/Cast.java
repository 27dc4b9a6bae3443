package org.mingzhang.ops.tool.demo;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mingzhang.ops.tool.demo.Browser.Answer;
import org.mingzhang.ops.tool.demo.DemoCollege.Kind;
import org.mingzhang.ops.tool.demo.DemoCollege.Staff;

/** 众人: everybody of the demo college at a browser each, all looking at the same server. */
public final class Cast {

    private final URI server;
    private final DemoCollege college;
    private final Browser.Keys keys;
    private final AtomicLong seen = new AtomicLong();
    private final Map<String, Browser> signedIn = new ConcurrentHashMap<>();
    private volatile Consumer<String> onLogIn = staffNo -> {};

    /**
     * Everybody, at that server.
     *
     * @param seen ledger position up to which they have seen everything already
     */
    public Cast(URI server, DemoCollege college, Browser.Keys keys, long seen) {
        this.server = server;
        this.college = college;
        this.keys = keys;
        this.seen.set(seen);
    }

    /** Last ledger position that anybody here has written. */
    public long seen() {
        return seen.get();
    }

    /** Somebody wants to know who logs in with a password chosen before. */
    public void onLogIn(Consumer<String> listener) {
        onLogIn = listener;
    }

    /** A browser in which nobody has logged in, on this person's desk. */
    public Browser stranger(String staffNo) {
        return new Browser(server, staffNo, seen, keys);
    }

    /** The person's browser, logged in; the account is activated by the way if it has not been. */
    public Browser as(String staffNo) {
        return signedIn.computeIfAbsent(staffNo, this::enter);
    }

    /** Sets the clock of the test or demo installation. */
    public Answer setClock(Instant now) {
        return stranger("").put("/test/clock", Map.of("now", now.toString())).mustBeOk();
    }

    private Browser enter(String staffNo) {
        var browser = stranger(staffNo);
        var known = browser.post("/session", logIn(staffNo, DemoCollege.PASSWORD));
        if (known.ok()) {
            onLogIn.accept(staffNo);
        } else {
            activate(browser);
        }
        return browser;
    }

    /** The first log-in: staff number as password, the end of the identity number as proof, a password of one's own. */
    public static Answer activate(Browser browser, String lastSixOfIdentity, String password) {
        browser.post("/session", logIn(browser.staffNo(), browser.staffNo())).mustBeOk();
        return browser.put("/session/password", Map.of("proof", lastSixOfIdentity, "newPassword", password));
    }

    private void activate(Browser browser) {
        activate(browser, college.staff(browser.staffNo()).lastSixOfIdentity(), DemoCollege.PASSWORD)
                .mustBeOk();
    }

    static Map<String, String> logIn(String staffNo, String password) {
        return Map.of("staffNumber", staffNo, "password", password);
    }

    /** What the one-time set-up asks for. */
    public Map<String, Object> setUp(String code) {
        var office = college.staff(Kind.OFFICE).get(0);
        var first = new LinkedHashMap<String, Object>();
        first.put("staffNo", office.staffNo());
        first.put("name", office.name());
        first.put("identityNumber", office.identityNumber());
        first.put("department", office.department());
        first.put("departmentName", college.department(office.department()).name());
        first.put("post", office.post());
        return Map.of("code", code, "college", college.code(), "name", college.name(), "office", first);
    }

    /** The list of departments as personnel keeps it. */
    public Map<String, Object> departments(boolean withSupervisors) {
        var rows = new ArrayList<Map<String, Object>>();
        for (var department : college.departments()) {
            var row = new LinkedHashMap<String, Object>();
            row.put("code", department.code());
            row.put("name", department.name());
            row.put("aliases", department.aliases());
            if (withSupervisors) {
                row.put("supervisor", department.supervisor());
            }
            rows.add(row);
        }
        return Map.of("rows", rows, "complete", true);
    }

    /** The list of staff as personnel keeps it. */
    public Map<String, Object> staff() {
        return Map.of(
                "rows", college.staff().stream().map(this::row).toList(), "complete", true, "document", "云示组〔2022〕3号");
    }

    public Map<String, Object> row(Staff person) {
        var row = new LinkedHashMap<String, Object>();
        row.put("staffNo", person.staffNo());
        row.put("name", person.name());
        row.put("identityNumber", person.identityNumber());
        row.put("department", person.department());
        row.put("post", person.post());
        row.put("teacher", person.teacher());
        row.put("head", person.kind() == Kind.HEAD);
        row.put("roles", person.roles());
        return row;
    }
}
