package org.mingzhang.ops.tool.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.ConsistencyProof;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.KeyKind;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.NoteKey;
import org.mingzhang.events.proof.NoteSigner;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Tree;
import org.mingzhang.ops.store.KeyFile;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ops/witness}: runs on the inspection office's own machine with the office's own key. Remembers size and root of the newest
 * checkpoint it signed and signs only what continues it; a log that shrank or forked is refused for ever.
 */
public final class WitnessProgram {

    private static final String USAGE = """
            用法 Usage:
              ops/witness new-key DIRECTORY NAME        生成见证人密钥 makes witness.key (keep it) and witness.pub (give it away)
              ops/witness sign URL DIRECTORY LOG-KEY    取检查点、查一致性、签名并送回 fetches, compares, signs, sends back; once
              ops/witness watch URL DIRECTORY LOG-KEY   同上，每 15 分钟一次 the same, every 15 minutes
            LOG-KEY 为账本公钥文件 the file with the log's public key. 退出码 exit code: 0 已签 signed · 1 拒签 refused · 2 用法 usage""";

    private static final Duration EVERY = Duration.ofMinutes(15);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI server;
    private final Path directory;
    private final NoteKey log;
    private final InstantSource time;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WitnessProgram(URI server, Path directory, NoteKey log, InstantSource time) {
        this.server = server;
        this.directory = directory;
        this.log = log;
        this.time = time;
    }

    /** Runs the command; answers its exit code. */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            if (arguments.size() == 3 && arguments.get(0).equals("new-key")) {
                return newKey(Path.of(arguments.get(1)), arguments.get(2), out);
            }
            if (arguments.size() == 4 && List.of("sign", "watch").contains(arguments.get(0))) {
                var key = NoteKey.parse(Files.readString(Path.of(arguments.get(3)), StandardCharsets.UTF_8)
                        .strip());
                var witness = new WitnessProgram(
                        URI.create(arguments.get(1)), Path.of(arguments.get(2)), key, InstantSource.system());
                return witness.work(arguments.get(0).equals("watch"), out);
            }
        } catch (IOException | ProofRefused | IllegalArgumentException wrong) {
            err.println(wrong.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return 0;
        }
        err.println(USAGE);
        return 2;
    }

    private static int newKey(Path directory, String name, PrintStream out) throws IOException {
        if (Files.exists(directory.resolve("witness.key"))) {
            throw new IOException(directory.resolve("witness.key") + " 已存在 exists already");
        }
        var signer = NoteSigner.create(name, KeyKind.COSIGNATURE, new SecureRandom());
        KeyFile.create(directory, "witness.key", signer.secret());
        Files.writeString(directory.resolve("witness.pub"), signer.key() + "\n", StandardCharsets.UTF_8);
        out.println(signer.key());
        return 0;
    }

    private int work(boolean again, PrintStream out) throws IOException, InterruptedException {
        while (true) {
            try {
                var signed = sign();
                out.println(
                        "已见证 witnessed " + signed.size() + " " + signed.root().hex());
            } catch (ProofRefused refused) {
                out.println("拒签 REFUSED: " + refused.reason().meaning() + " (" + refused.where() + ")");
                out.println(refused.reason().code());
                return 1;
            } catch (IOException unreachable) {
                if (!again) {
                    throw unreachable;
                }
                out.println("账本暂不可达 the ledger cannot be reached: " + unreachable.getMessage());
            }
            if (!again) {
                return 0;
            }
            Thread.sleep(EVERY.toMillis());
        }
    }

    /**
     * Fetches the newest checkpoint, compares it with the last one signed, remembers it, signs it and sends it back.
     *
     * @throws ProofRefused if the log shrank, forked or did not sign it
     */
    Checkpoint sign() throws IOException, InterruptedException {
        var signer = NoteSigner.parse(KeyFile.read(directory.resolve("witness.key")));
        var note = Note.parse(get("/api/v1/ledger/checkpoint"));
        var checkpoint = Checkpoint.believed(note, log);
        var last = last();
        if (last != null) {
            compare(last, checkpoint);
        }
        // remembered before it is signed: whatever happens next, nothing that contradicts it is ever signed
        remember(checkpoint);
        post(note.with(signer.cosign(note, time.instant())).bytes());
        return checkpoint;
    }

    private void compare(Checkpoint last, Checkpoint now) throws IOException, InterruptedException {
        if (!last.origin().equals(now.origin())) {
            throw new ProofRefused(Reason.CHECKPOINT_ORIGIN, now.origin());
        }
        if (now.size() < last.size()) {
            throw new ProofRefused(Reason.LOG_SHRANK, now.size() + " < " + last.size());
        }
        if (now.size() == last.size() || last.size() == 0) {
            new ConsistencyProof(last.size(), now.size(), List.of())
                    .verify(last.size() == 0 ? Tree.EMPTY : last.root(), now.root());
            return;
        }
        var answer = JsonMapper.shared()
                .readTree(get("/api/v1/ledger/proofs/consistency?from=" + last.size() + "&to=" + now.size()));
        var path = new ArrayList<Hash>();
        answer.path("path").forEach(hash -> path.add(Hash.parse(hash.asString(""), Reason.PROOF_MALFORMED)));
        new ConsistencyProof(last.size(), now.size(), path).verify(last.root(), now.root());
    }

    private @Nullable Checkpoint last() throws IOException {
        var file = directory.resolve("witness.state");
        if (!Files.exists(file)) {
            return null;
        }
        var words = Files.readString(file, StandardCharsets.UTF_8).strip().split(" ", 3);
        return new Checkpoint(
                words[0], Long.parseLong(words[1]), Hash.of(HexFormat.of().parseHex(words[2])));
    }

    private void remember(Checkpoint checkpoint) throws IOException {
        var file = directory.resolve("witness.state");
        var half = directory.resolve("witness.state.new");
        Files.writeString(
                half,
                checkpoint.origin() + " " + checkpoint.size() + " "
                        + checkpoint.root().hex() + "\n",
                StandardCharsets.UTF_8,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.TRUNCATE_EXISTING,
                java.nio.file.StandardOpenOption.WRITE,
                java.nio.file.StandardOpenOption.SYNC);
        try {
            Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException oldFileSystem) {
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        return answered(
                HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE).GET());
    }

    private void post(byte[] note) throws IOException, InterruptedException {
        answered(HttpRequest.newBuilder(server.resolve("/api/v1/ledger/cosignatures"))
                .timeout(PATIENCE)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(note)));
    }

    private byte[] answered(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }
}
