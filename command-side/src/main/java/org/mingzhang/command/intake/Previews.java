package org.mingzhang.command.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mingzhang.command.Refusal;
import org.mingzhang.command.Rule;
import org.mingzhang.command.guard.AssignmentBook;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.events.table.AssignmentEvent.Filling;
import org.springframework.stereotype.Component;

/**
 * 预览: what a file would do. Computed anew from the file and the ledger whenever it is asked for, so there is nothing that
 * could be out of date without saying so: the digest of the plan that was looked at is named when it is accepted.
 */
@Component
class Previews {

    /** A file in hand takes memory; more than these wait. */
    private static final int AT_ONCE = 2;

    private static final int PATIENCE_SECONDS = 50;

    private final Uploads uploads;
    private final AssignmentBook book;
    private final Catalogues catalogues;
    private final StandingEntries standing;
    private final Semaphore hands = new Semaphore(AT_ONCE);

    Previews(Uploads uploads, AssignmentBook book, Catalogues catalogues, StandingEntries standing) {
        this.uploads = uploads;
        this.book = book;
        this.catalogues = catalogues;
        this.standing = standing;
    }

    /**
     * A file, read and compared.
     *
     * @param position ledger position at which it was compared
     * @param digest of the plan, by which an acceptance says what it accepts
     */
    record Preview(
            Path file,
            RawBook book,
            Layout layout,
            Table table,
            Catalogue catalogue,
            Plan plan,
            long position,
            String digest) {}

    /** What comes of a preview; no more than two are in hand at once. */
    <T> T of(Uploads.Upload upload, Function<Preview, T> use) {
        boolean mine = false;
        try {
            mine = hands.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!mine) {
                throw new Refusal(Rule.BUSY);
            }
            return use.apply(preview(upload));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Refusal(Rule.BUSY);
        } finally {
            if (mine) {
                hands.release();
            }
        }
    }

    private Preview preview(Uploads.Upload upload) {
        var planned = book.table(upload.table()).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var share = planned.share(upload.department()).orElseThrow(() -> new Refusal(Rule.NO_SUCH_SHARE));
        var catalogue = catalogues.edition(planned.edition());
        var table = catalogue.table(upload.table().code()).orElseThrow(() -> new Refusal(Rule.NOT_FOUND));
        var file = uploads.file(upload);
        var raw = Workbooks.read(file, upload.fileName());
        var mark = FormMark.in(raw).orElse(null);
        var layout = new Form(catalogues, catalogue, upload.table(), upload.department()).find(raw, mark);
        long now = standing.position();
        var plan = new Comparison(
                        catalogue,
                        table,
                        upload.department(),
                        layout,
                        raw.from1904(),
                        mark != null && mark.whole(),
                        layout.departmentColumn() >= 0 || (mark != null && mark.isOfAllShares()),
                        standing.at(upload.by(), upload.table(), now),
                        wentOut(upload, mark, now),
                        share.filling() == Filling.PER_TEACHER
                                ? number -> share.teachers().contains(number)
                                : Comparison.Owners.NONE)
                .plan();
        return new Preview(file, raw, layout, table, catalogue, plan, now, digest(plan));
    }

    private List<StandingEntries.Stood> wentOut(Uploads.Upload upload, @Nullable FormMark mark, long now) {
        return mark == null || mark.position() <= 0 || mark.position() > now
                ? List.of()
                : standing.at(upload.by(), upload.table(), mark.position());
    }

    private static String digest(Plan plan) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            plan.rows().forEach(row -> digest.update((row + "\n").getBytes(UTF_8)));
            plan.removals().forEach(removal -> digest.update((removal + "\n").getBytes(UTF_8)));
            plan.clashes().forEach(clash -> digest.update((clash + "\n").getBytes(UTF_8)));
            plan.faults().forEach(fault -> digest.update((fault.address() + fault.rule() + "\n").getBytes(UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
