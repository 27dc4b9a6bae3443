package org.mingzhang.ops.tool.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.mingzhang.events.proof.AddCheckpoint;
import org.mingzhang.events.proof.ProofRefused;

/**
 * 见证服务: takes checkpoints that a log sends, as C2SP tlog-witness has it: {@code POST /add-checkpoint} answers 200 and the signature
 * line; 409 and the size signed last if the proof begins elsewhere; 403 if the log did not sign it; 404 if it is another log's; 422 if
 * the proof is wrong; 400 if it cannot be read.
 */
final class WitnessServer implements AutoCloseable {

    private static final int LONGEST = 1 << 20;

    private final WitnessDesk desk;
    private final HttpServer server;

    WitnessServer(int port, WitnessDesk desk) throws IOException {
        this.desk = desk;
        server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/add-checkpoint", this::add);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    // one after the other: what was signed last decides what is signed next
    private synchronized void add(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                answer(exchange, 405, "text/plain", "");
                return;
            }
            var asked = AddCheckpoint.parse(exchange.getRequestBody().readNBytes(LONGEST));
            var signed = desk.sign(asked);
            var mine = signed.signatures().get(signed.signatures().size() - 1);
            answer(exchange, 200, "text/plain", mine.line() + "\n");
        } catch (WitnessDesk.OtherSize other) {
            answer(exchange, 409, "text/x.tlog.size", other.size() + "\n");
        } catch (ProofRefused refused) {
            var reason = refused.reason();
            int status = switch (reason) {
                case NOTE_UNSIGNED, NOTE_SIGNATURE, KEY_RETIRED -> 403;
                case CHECKPOINT_ORIGIN -> 404;
                case LOG_SHRANK, PROOF_LENGTH, PROOF_ROOT, PROOF_EARLIER_ROOT, PROOF_RANGE -> 422;
                default -> 400;
            };
            answer(exchange, status, "text/plain", reason.code() + "\n");
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
