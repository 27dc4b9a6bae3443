package org.mingzhang.ops.tool.witness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.mingzhang.events.proof.AddCheckpoint;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Succession;

/** {@code ops/witness}: runs on the inspection office's own machine with the office's own key. */
public final class WitnessProgram {

    private static final String USAGE = """
            用法 Usage:
              ops/witness new-key DIRECTORY NAME        生成见证人密钥 makes witness.key (keep it) and witness.pub (give it away)
              ops/witness sign URL DIRECTORY LOG-KEY    取检查点、查一致性、签名并送回 fetches, compares, signs, sends back; once
              ops/witness watch URL DIRECTORY LOG-KEY   同上，每 15 分钟及每个节点 the same, every 15 minutes and at every milestone
              ops/witness serve PORT DIRECTORY LOG-KEY  由账本送来检查点 the log sends them (C2SP tlog-witness add-checkpoint)
              ops/witness cosign REQUEST ANSWER DIRECTORY LOG-KEY
                                                        用文件（U 盘） by files: …/api/v1/ledger/add-checkpoint in, signed note out
              ops/witness root DIRECTORY LOG-KEY        由自己的副本重算根 makes the root again from its own mirror
              ops/witness agree URL DIRECTORY LOG-KEY [--yes]
                                                        同意账本在丢失条目后重开 agrees that a log which lost entries is reopened
            LOG-KEY 为账本公钥文件（最初的一把即可） the file with the log's public key, the first it had will do.
            退出码 exit code: 0 已签 signed · 1 拒签 refused · 2 用法 usage""";

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration LOOKING = Duration.ofSeconds(20);

    private final List<String> arguments;
    private final InstantSource time;
    private final PrintStream out;

    private WitnessProgram(List<String> arguments, InstantSource time, PrintStream out) {
        this.arguments = arguments;
        this.time = time;
        this.out = out;
    }

    /** Runs the command; answers its exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        return run(arguments, InstantSource.system(), out, err);
    }

    static int run(List<String> arguments, InstantSource time, PrintStream out, PrintStream err) {
        try {
            return new WitnessProgram(arguments, time, out).run();
        } catch (Misused misused) {
            err.println(USAGE);
            return 2;
        } catch (IOException | IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
            err.println(USAGE);
            return 2;
        } catch (ProofRefused refused) {
            out.println("拒签 REFUSED: " + refused.reason().meaning() + " (" + refused.where() + ")");
            out.println(refused.reason().code());
            return 1;
        } catch (WitnessDesk.OtherSize other) {
            out.println("拒签 REFUSED: " + other.getMessage());
            out.println("old-size " + other.size());
            return 1;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static final class Misused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private int run() throws IOException, InterruptedException {
        switch (arguments.isEmpty() ? "" : arguments.get(0)) {
            case "new-key" -> out.println(WitnessDesk.newKey(path(1, 3), arguments.get(2)));
            case "sign" -> sign(log(1, 4), desk(2));
            case "watch" -> watch(log(1, 4), desk(2));
            case "serve" -> serve(Integer.parseInt(argument(1, 4)), desk(2));
            case "cosign" -> cosign(path(1, 5), path(2, 5), desk(3));
            case "root" -> root(desk(1), mirror(1));
            case "agree" -> agree(log(1, arguments.contains("--yes") ? 5 : 4), desk(2));
            default -> throw new Misused();
        }
        return 0;
    }

    private String argument(int at, int count) {
        if (arguments.size() != count) {
            throw new Misused();
        }
        return arguments.get(at);
    }

    private Path path(int at, int count) {
        return Path.of(argument(at, count));
    }

    private LogOverHttp log(int at, int count) {
        return new LogOverHttp(URI.create(argument(at, count)));
    }

    // the directory, and after it the file with the log's key
    private WitnessDesk desk(int at) throws IOException {
        if (arguments.size() < at + 2) {
            throw new Misused();
        }
        try {
            var key = NoteKey.parse(Files.readString(Path.of(arguments.get(at + 1)), StandardCharsets.UTF_8)
                    .strip());
            return new WitnessDesk(Path.of(arguments.get(at)), key, time);
        } catch (ProofRefused noKey) {
            throw new IOException(arguments.get(at + 1) + ": " + noKey.getMessage(), noKey);
        }
    }

    private WitnessMirror mirror(int at) {
        return new WitnessMirror(Path.of(arguments.get(at)).resolve("mirror"));
    }

    // ---- over HTTP

    private void sign(LogOverHttp log, WitnessDesk desk) throws IOException, InterruptedException {
        var note = log.checkpoint();
        desk.learn(log.successions());
        var last = desk.last();
        long old = last == null ? 0 : last.size();
        var checkpoint = Checkpoint.parse(note.text());
        if (last != null && checkpoint.size() < old) {
            show(log, desk);
        }
        var proof = checkpoint.size() > old && old > 0 ? log.consistency(old, checkpoint.size()) : List.<Hash>of();
        var signed = desk.sign(new AddCheckpoint(old, proof, note));
        mirror(2).follow(checkpoint, log::tile);
        log.cosigned(signed);
        out.println(
                "已见证 witnessed " + checkpoint.size() + " " + checkpoint.root().hex());
    }

    // a log that does not know any more what it signed is told so by its own signature, and freezes
    private void show(LogOverHttp log, WitnessDesk desk) throws IOException, InterruptedException {
        var note = desk.lastNote();
        if (note != null) {
            out.println("已向账本出示它签过的检查点 shown to the log what it signed: " + log.shown(note));
        }
    }

    private void watch(LogOverHttp log, WitnessDesk desk) throws InterruptedException, IOException {
        long signed = Long.MIN_VALUE;
        while (true) {
            try {
                var last = desk.last();
                boolean due = System.nanoTime() - signed >= EVERY.toNanos() || signed == Long.MIN_VALUE;
                if (due || last == null || log.wanted() > last.size()) {
                    sign(log, desk);
                    signed = System.nanoTime();
                }
            } catch (IOException unreachable) {
                out.println("账本暂不可达 the ledger cannot be reached: " + unreachable.getMessage());
            }
            Thread.sleep(LOOKING.toMillis());
        }
    }

    private void serve(int port, WitnessDesk desk) throws IOException, InterruptedException {
        try (var server = new WitnessServer(port, desk)) {
            out.println("见证人在端口 " + server.port() + " 等候 · the witness waits for POST /add-checkpoint");
            Thread.currentThread().join();
        }
    }

    // ---- by files

    private void cosign(Path request, Path answer, WitnessDesk desk) throws IOException {
        var signed = desk.sign(AddCheckpoint.parse(Files.readAllBytes(request)));
        Files.write(answer, signed.bytes());
        out.println("已见证 witnessed，请将 " + answer + " 送回账本 give it back: POST /api/v1/ledger/cosignatures");
    }

    private void root(WitnessDesk desk, WitnessMirror mirror) throws IOException {
        argument(1, 3);
        long size = mirror.size();
        var root = mirror.root(size);
        out.println(size + " " + (root == null ? "" : root.hex()));
        var last = desk.last();
        if (root == null || last == null || size != last.size() || !root.equals(last.root())) {
            throw new ProofRefused(Reason.ROOT_DIFFERS, last == null ? "nothing signed" : "witness.state");
        }
        out.println("与所签一致 the same as was signed");
    }

    // ---- reopening

    private void agree(LogOverHttp log, WitnessDesk desk) throws IOException, InterruptedException {
        desk.learn(log.successions());
        var asked = log.reopening();
        var succession = Succession.believed(asked);
        long lost = succession.known().size() - succession.common().size();
        out.println(
                "账本请求以新名重开 the log asks to be reopened as " + succession.to().name());
        out.println("  余下 left     " + succession.common().size() + " 条 entries, "
                + succession.common().root().hex());
        out.println("  丢失 lost     " + lost + " 条 entries");
        out.println("  理由 reason   " + succession.reason());
        if (!arguments.contains("--yes") && !confirmed()) {
            throw new IOException("没有同意 not agreed");
        }
        var mirror = mirror(2);
        log.agreed(desk.agree(asked, mirror::root));
        mirror.beginAgain(succession.from().name());
        out.println("已同意 agreed; 见证从新名继续 the witness goes on with the new origin");
    }

    private boolean confirmed() throws IOException {
        out.print("输入 agree 表示同意 type agree to agree: ");
        out.flush();
        var typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        return typed != null && typed.strip().equals("agree");
    }
}
