package org.mingzhang.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.UUID;
import org.mingzhang.ops.tool.demo.Browser;
import org.mingzhang.ops.tool.demo.Browser.Answer;

/** 上传: a file as a browser sends it, with the fields beside it. */
public final class Sending {

    private static final String BOUNDARY = "----mingzhang";

    private Sending() {}

    public static Answer file(Browser who, String path, String name, byte[] file, Map<String, String> fields) {
        return file(who, path, name, file, fields, UUID.randomUUID().toString());
    }

    public static Answer file(
            Browser who, String path, String name, byte[] file, Map<String, String> fields, String key) {
        var body = new ByteArrayOutputStream();
        fields.forEach((field, value) -> body.writeBytes(("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
        return who.raw(
                "POST",
                path,
                body.toByteArray(),
                "Content-Type",
                "multipart/form-data; boundary=" + BOUNDARY,
                "Idempotency-Key",
                key,
                "X-XSRF-TOKEN",
                who.token());
    }
}
