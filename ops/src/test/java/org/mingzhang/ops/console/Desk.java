package org.mingzhang.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.mingzhang.ops.tool.demo.DemoCollege;

/** One person at one browser. Whatever the browser complains about is noted. */
final class Desk implements AutoCloseable {

    private static final Pattern ALL_SAVED = Pattern.compile("已(全部)?保存.*");
    private static final List<String> STANDARDS = List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa");
    private static final double PATIENCE = 20_000;

    private final BrowserContext context;
    private final URI server;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    Desk(BrowserContext context, URI server) {
        this.context = context;
        this.server = server;
        context.addInitScript("document.addEventListener('securitypolicyviolation', event => console.error("
                + "'POLICY ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sourceFile))");
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(this::heard);
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequest(this::asked);
    }

    private void heard(ConsoleMessage message) {
        // a refusal is an answer like any other; the browser calls it an error all the same
        if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
            complaints.add("console: " + message.text());
        }
    }

    private void asked(Request request) {
        if (!request.url().startsWith(server.toString()) && !request.url().startsWith("data:")) {
            complaints.add("elsewhere: " + request.url());
        }
    }

    /** What the browser complained about since it was last asked. */
    List<String> complaints() {
        var said = List.copyOf(complaints);
        complaints.clear();
        return said;
    }

    /** What would keep somebody out who hears or types the page: serious and critical findings of axe. */
    List<String> barriers() {
        var found = new ArrayList<String>();
        for (var rule : new AxeBuilder(page).withTags(STANDARDS).analyze().getViolations()) {
            if (rule.getImpact().equals("serious") || rule.getImpact().equals("critical")) {
                rule.getNodes()
                        .forEach(node -> found.add(rule.getId() + " " + node.getTarget() + " " + node.getHtml()));
            }
        }
        return found;
    }

    Page page() {
        return page;
    }

    BrowserContext browser() {
        return context;
    }

    void signIn(String staffNo) {
        open("/console/login");
        page.fill("input[name=username]", staffNo);
        page.fill("input[name=password]", DemoCollege.PASSWORD);
        page.click("button.p");
        page.waitForURL(url -> !url.contains("/login"));
    }

    /** Opens a page and waits until it stands still. */
    void open(String path) {
        page.navigate(server + path);
        page.waitForLoadState(LoadState.NETWORKIDLE);
    }

    /** Opens a share's sheet. */
    void openSheet(String table, String department) {
        open("/console/2022/tables/" + table + "/" + department);
        page.waitForSelector(".sheet-cell");
    }

    Locator at(String testId) {
        return page.getByTestId(testId);
    }

    /** A cell by row and column, both from 0. */
    Locator cell(int row, int column) {
        return page.locator(
                ".sheet-row[aria-rowindex='" + (row + 2) + "'] [role=gridcell][aria-colindex='" + (column + 2) + "']");
    }

    void select(int row, int column) {
        cell(row, column).click();
    }

    void type(String text) {
        page.keyboard().type(text);
    }

    void press(String key) {
        page.keyboard().press(key);
    }

    /** Puts a block on the clipboard, as a spreadsheet would, and pastes it. */
    void paste(String block) {
        page.evaluate("text => navigator.clipboard.writeText(text)", block);
        press("Control+v");
    }

    void see(Locator what, String text) {
        PlaywrightAssertions.assertThat(what)
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }

    void see(Locator what, Pattern text) {
        PlaywrightAssertions.assertThat(what)
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE));
    }

    void awaitSaved() {
        see(at("saved"), ALL_SAVED);
    }

    /** What was typed or pasted is being saved, or has been. */
    void awaitEverythingSavedAfter(Runnable deed) {
        deed.run();
        awaitSaved();
        assertThat(page.locator("dialog[open]").count()).isZero();
    }

    @Override
    public void close() {
        context.close();
    }
}
