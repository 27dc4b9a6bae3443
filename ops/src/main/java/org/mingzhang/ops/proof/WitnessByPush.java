package org.mingzhang.ops.proof;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.mingzhang.events.proof.Checkpoint;
import org.mingzhang.events.proof.Note;
import org.mingzhang.events.proof.ProofRefused;
import org.mingzhang.ops.time.InTheBackground;
import org.mingzhang.ops.time.Repeating;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.stereotype.Component;

/**
 * 送交见证: sends checkpoints to a witness that waits for them ({@code mingzhang.witness}, C2SP tlog-witness): every quarter of an hour
 * and at every milestone. What the witness is short of it says itself, by the size it signed last.
 */
@Component
@ConditionalOnExpression("!'${mingzhang.witness:}'.isBlank()")
final class WitnessByPush implements InTheBackground {

    private static final Logger LOG = LoggerFactory.getLogger(WitnessByPush.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long EVERY = TimeUnit.MINUTES.toNanos(15);

    /** After a witness did not sign it is left alone so long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Duration LOOKING = Duration.ofSeconds(2);
    private static final int OTHER_SIZE = 409;

    private final URI server;
    private final ProofLog log;
    private final Witness witness;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private long last = System.nanoTime() - EVERY;
    private final Repeating looking = new Repeating("witness-push", LOOKING, this::look);

    WitnessByPush(@Value("${mingzhang.witness}") URI server, ProofLog log, Witness witness) {
        this.server = server;
        this.log = log;
        this.witness = witness;
    }

    private Duration look() {
        var note = log.state().checkpoint();
        if (note == null || witness.key().isEmpty() || log.state().condition() != ProofLog.Condition.SOUND) {
            return LOOKING;
        }
        long signed = witness.signed();
        boolean due = System.nanoTime() - last >= EVERY;
        if (!due && log.milestone() <= signed) {
            return LOOKING;
        }
        try {
            send(note, signed);
            last = System.nanoTime();
            return LOOKING;
        } catch (IOException | ProofRefused failed) {
            LOG.warn("见证人未能签名 · the witness did not sign: {}", failed.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return PAUSE;
    }

    private void send(Note note, long old) throws IOException, InterruptedException {
        var answer = post(note, old);
        if (answer.statusCode() == OTHER_SIZE) {
            long other = Long.parseLong(answer.body().strip());
            if (other > Checkpoint.parse(note.text()).size()) {
                throw new IOException("the witness signed " + other + " entries already");
            }
            answer = post(note, other);
        }
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " " + answer.body().strip());
        }
        var cosigned = note;
        for (var line : answer.body().strip().split("\n", -1)) {
            cosigned = cosigned.with(Note.Signature.parse(line));
        }
        log.cosigned(cosigned, witness.key().orElseThrow());
    }

    private HttpResponse<String> post(Note note, long old) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.resolve("/add-checkpoint"))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        log.asked(note, old).bytes()))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    @Override
    public Repeating repeated() {
        return looking;
    }
}
