package org.mingzhang.ops.tool.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mingzhang.events.proof.Hash;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.Reason;
import org.mingzhang.events.proof.Tile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** 账本的公开接口 as the witness asks it; nothing that it answers is believed by itself. */
final class LogOverHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LEDGER = "/api/v1/ledger";

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    LogOverHttp(URI server) {
        this.server = server;
    }

    /** The newest checkpoint. */
    Note checkpoint() throws IOException, InterruptedException {
        return Note.parse(get("/checkpoint"));
    }

    /** Up to where the log wants to be witnessed at once. */
    long wanted() throws IOException, InterruptedException {
        return json("").path("milestone").asLong();
    }

    /** The notes by which the log went on under other keys. */
    List<Note> successions() throws IOException, InterruptedException {
        var notes = new ArrayList<Note>();
        json("/successions")
                .forEach(one ->
                        notes.add(Note.parse(one.path("note").asString("").getBytes(StandardCharsets.UTF_8))));
        return notes;
    }

    List<Hash> consistency(long from, long to) throws IOException, InterruptedException {
        var path = new ArrayList<Hash>();
        json("/proofs/consistency?from=" + from + "&to=" + to)
                .path("path")
                .forEach(hash -> path.add(Hash.parse(hash.asString(""), Reason.PROOF_MALFORMED)));
        return path;
    }

    byte[] tile(Tile tile) throws IOException, InterruptedException {
        return get("/" + tile.path());
    }

    /** The reopening that waits for the witness. */
    Note reopening() throws IOException, InterruptedException {
        return Note.parse(get("/reopening"));
    }

    void cosigned(Note note) throws IOException, InterruptedException {
        var unused = post("/cosignatures", note);
    }

    void agreed(Note note) throws IOException, InterruptedException {
        var unused = post("/reopening/agreement", note);
    }

    /** Shows the log a checkpoint that it signed; what became of it. */
    String shown(Note note) throws IOException, InterruptedException {
        return JsonMapper.shared()
                .readTree(post("/kept-checkpoints", note))
                .path("condition")
                .asString("");
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        return JsonMapper.shared().readTree(get(path));
    }

    private byte[] get(String path) throws IOException, InterruptedException {
        return answered(HttpRequest.newBuilder(server.resolve(LEDGER + path)).GET());
    }

    private byte[] post(String path, Note note) throws IOException, InterruptedException {
        return answered(HttpRequest.newBuilder(server.resolve(LEDGER + path))
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofByteArray(note.bytes())));
    }

    private byte[] answered(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IOException(answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }
}
