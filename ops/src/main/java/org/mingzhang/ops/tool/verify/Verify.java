package org.mingzhang.ops.tool.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.DeadlineProof;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.PackageVerifier;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.ShortCode;
import org.mingzhang.events.proof.Succession;

/**
 * {@code ops/verify}: confirms a package with keys from the command line. Exit code 0 if everything was confirmed, 1 with one reason
 * on the last line if not, 2 if the command was used wrongly.
 */
public final class Verify {

    private static final String USAGE = """
            用法 Usage: ops/verify PACKAGE.zip --log-key FILE [--witness-key FILE] [--old-checkpoint FILE]…
                       [--state] [--event ID --deadline 2022-10-15T24:00:00+08:00]
            离线核验账本包：不联网、不用数据库，只相信命令行给出的公钥。
            Checks a package offline: no network, no database, no trust but in the public keys named here.
            包中有表时，一并核对封存、签审内容；--state 再由事件逐格推出各表并对照。
            With tables in it, seal and signed content are checked; --state also folds the events into tables and compares.
            --event 与 --deadline：由见证人签名的时间说明该事件在截止时是否已在账本中（不看事件自己写的时间）。
            With --event and --deadline: whether the event stood in the ledger by then, told by when the witness saw it.
            退出码 exit code: 0 已核实 confirmed · 1 未核实 not confirmed, reason on the last line · 2 用法 usage
            没有见证人公钥时答复永远不是 OK（未对照外部见证）。Without a witness key the answer is never OK (not-compared).""";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ISO_OFFSET_DATE_TIME.withResolverStyle(ResolverStyle.SMART);

    private @Nullable Path file;
    private @Nullable NoteKey log;
    private @Nullable NoteKey witness;
    private boolean fold;
    private @Nullable String event;
    private @Nullable Instant deadline;
    private final List<Note> kept = new ArrayList<>();

    private Verify() {}

    /** Runs the command; answers its exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        var verify = new Verify();
        try {
            if (!verify.read(arguments)) {
                err.println(USAGE);
                return 2;
            }
        } catch (IOException | ProofRefused unreadable) {
            err.println(unreadable.getMessage());
            err.println(USAGE);
            return 2;
        }
        try {
            return verify.confirm(out);
        } catch (ProofRefused refused) {
            out.println("未核实 NOT CONFIRMED: " + refused.reason().meaning()
                    + (refused.where().isEmpty() ? "" : " (" + refused.where() + ")"));
            out.println(refused.reason().code());
            return 1;
        } catch (RuntimeException defect) {
            out.println("未核实 NOT CONFIRMED: " + Reason.INTERNAL.meaning() + " (" + defect + ")");
            out.println(Reason.INTERNAL.code());
            return 1;
        }
    }

    private boolean read(List<String> arguments) throws IOException {
        for (int i = 0; i < arguments.size(); i++) {
            var argument = arguments.get(i);
            if (argument.equals("--state")) {
                fold = true;
            } else if (argument.startsWith("--")) {
                if (i + 1 == arguments.size()) {
                    return false;
                }
                var path = Path.of(arguments.get(++i));
                switch (argument) {
                    case "--log-key" -> log = key(path);
                    case "--witness-key" -> witness = key(path);
                    case "--event" -> event = arguments.get(i);
                    case "--deadline" -> deadline = instant(arguments.get(i));
                    case "--old-checkpoint" -> kept.add(Note.parse(Files.readAllBytes(path)));
                    default -> {
                        return false;
                    }
                }
            } else if (file == null) {
                file = Path.of(argument);
            } else {
                return false;
            }
        }
        var both = (event == null) == (deadline == null) && (event == null || witness != null);
        return file != null && log != null && both;
    }

    /** A moment with its offset; 24:00 is the end of its day. */
    private static Instant instant(String written) throws IOException {
        try {
            return MOMENT.parse(written, OffsetDateTime::from).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new IOException("不是时刻 not a moment: " + written, unreadable);
        }
    }

    private static NoteKey key(Path path) throws IOException {
        return NoteKey.parse(Files.readString(path, StandardCharsets.UTF_8).strip());
    }

    private int confirm(PrintStream out) {
        if (file == null || log == null) {
            throw new IllegalStateException("read before");
        }
        var verified = new PackageVerifier(log, witness, kept).verify(file, new PackageVerifier.Questions(fold, event));
        var checkpoint = verified.checkpoint();
        out.println("账本 ledger       " + checkpoint.origin());
        out.println("条目 entries      " + checkpoint.size());
        out.println("根   root         " + checkpoint.root().hex());
        out.println("核验码 code       " + ShortCode.of(checkpoint.root()).text());
        verified.successions().forEach(succession -> tell(succession, out));
        if (checkpoint.isDemonstration()) {
            out.println("演示 demo         时钟由人调整，不核对时刻 · its clock is set by hand: dates are not compared");
        }
        if (verified.sealed() != null) {
            tell(verified.sealed(), out);
        }
        if (verified.seen() == null) {
            out.println("账本内部一致，但未对照外部见证 · consistent in itself, but " + Reason.NOT_COMPARED.meaning());
            out.println(Reason.NOT_COMPARED.code());
            return 1;
        }
        out.println("见证 witnessed    " + verified.seen());
        if (deadline != null && verified.index() != null) {
            tell(verified.index(), DeadlineProof.of(verified.index(), deadline, verified.sightings()), out);
        }
        out.println("已核实 OK");
        return 0;
    }

    private static void tell(Succession succession, PrintStream out) {
        long size = succession.common().size();
        if (succession.reopens()) {
            long lost = succession.known().size() - size;
            out.println("重开 reopened     " + succession.to().name() + "，余 " + size + " 条，丢失 " + lost
                    + " 条 entries lost：" + succession.reason());
        } else {
            out.println("换钥 succession   " + succession.from().id() + " → "
                    + succession.to().id() + "，在 " + size + " 条时 at that size：" + succession.reason());
        }
    }

    private static void tell(PackageVerifier.Sealed sealed, PrintStream out) {
        out.println("表   tables       " + sealed.campaign() + "，账本位置 at position " + sealed.position() + "，"
                + sealed.entries() + " 条 entries");
        out.println("封存 sealed       第 " + sealed.index() + " 条 by entry " + sealed.index());
        out.println("内容 content      " + sealed.contentHash());
        out.println(
                sealed.signed()
                        ? "签审 signed       " + String.join("；", sealed.signatures())
                        : "签审 signed       尚未签审这一内容 · not by all leaders, or void");
        if (sealed.receipt() != null) {
            out.println("上报 handed in    " + sealed.receipt());
        }
        if (sealed.folded()) {
            out.println("状态 state        由事件推出的各表与包中一致（密封的格只核对有无） · the events make these tables of"
                    + " themselves; of sealed cells only that there is a value");
        }
    }

    private static void tell(long index, DeadlineProof proof, PrintStream out) {
        var sighting = proof.sighting();
        if (sighting == null) {
            throw new ProofRefused(Reason.DEADLINE_UNDECIDED, "entry " + index);
        }
        var size = sighting.size();
        out.println(
                proof.verdict() == DeadlineProof.Verdict.BEFORE
                        ? "时限 deadline     截止前已在账本中：第 " + index + " 条，见证人 " + sighting.at() + " 所见账本共 " + size
                                + " 条 · in the ledger by then, as the witness saw"
                        : "时限 deadline     截止时不在账本中：第 " + index + " 条，见证人 " + sighting.at() + " 所见账本只有 " + size
                                + " 条 · not in the ledger then, as the witness saw");
    }
}
