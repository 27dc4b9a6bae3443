package org.mingzhang.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A request that knows the digest of its method, path and body. The body is digested while it is read; only what nobody has
 * read yet when the digest is asked for is kept, so a controller that takes its {@link Act} after the body copies nothing.
 */
final class Fingerprint extends HttpServletRequestWrapper {

    private static final int MEGABYTES = 32;

    private final MessageDigest digest;
    private @Nullable Body body;
    private @Nullable String hex;

    Fingerprint(HttpServletRequest request) {
        super(request);
        digest = sha256();
        var query = request.getQueryString();
        var line = request.getMethod() + " " + request.getRequestURI() + (query == null ? "" : "?" + query) + "\n";
        digest.update(line.getBytes(UTF_8));
    }

    /** 64 hexadecimal digits over method, path, query and body. */
    String sha256Hex() {
        if (hex == null) {
            try {
                body().readRest();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            hex = HexFormat.of().formatHex(digest.digest());
        }
        return hex;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return body();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(body(), UTF_8));
    }

    private Body body() throws IOException {
        if (body == null) {
            body = new Body(super.getInputStream());
        }
        return body;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class Body extends ServletInputStream {

        private final ServletInputStream wire;
        private InputStream source;
        private long seen;
        private boolean atEnd;

        Body(ServletInputStream wire) {
            this.wire = wire;
            this.source = wire;
        }

        void readRest() throws IOException {
            var rest = wire.readNBytes((int) (MEGABYTES * 1_048_576L - seen + 1));
            count(rest.length);
            digest.update(rest);
            source = new ByteArrayInputStream(rest);
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            var read = source.read(into, offset, length);
            atEnd = read < 0;
            if (read > 0 && source == wire) {
                count(read);
                digest.update(into, offset, read);
            }
            return read;
        }

        private void count(int read) {
            seen += read;
            if (seen > MEGABYTES * 1_048_576L) {
                throw new Refusal(Rule.BODY_TOO_LARGE, MEGABYTES);
            }
        }

        @Override
        public boolean isFinished() {
            return atEnd;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            wire.setReadListener(listener);
        }
    }
}
