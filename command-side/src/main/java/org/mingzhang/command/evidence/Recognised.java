package org.mingzhang.command.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.zip.ZipInputStream;

/** 按内容识别: what a file is by what it holds; its name says nothing. */
final class Recognised {

    private static final byte[] PDF = {'%', 'P', 'D', 'F', '-'};
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 0x0d, 0x0a, 0x1a, 0x0a};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};
    private static final byte[] OLE = {
        (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
    };
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int MOST_PARTS = 2_000;

    private Recognised() {}

    /** Media type of a PDF, PNG, JPEG or a workbook without macros; empty for anything else. */
    static Optional<String> mediaType(byte[] content) {
        if (begins(content, PDF)) {
            return Optional.of("application/pdf");
        }
        if (begins(content, PNG)) {
            return Optional.of("image/png");
        }
        if (begins(content, JPEG)) {
            return Optional.of("image/jpeg");
        }
        if (begins(content, OLE) && holds(content, "Workbook") && !holds(content, "_VBA_PROJECT")) {
            return Optional.of("application/vnd.ms-excel");
        }
        return begins(content, ZIP) && isWorkbook(content)
                ? Optional.of("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                : Optional.empty();
    }

    private static boolean begins(byte[] content, byte[] sign) {
        if (content.length < sign.length) {
            return false;
        }
        for (int i = 0; i < sign.length; i++) {
            if (content[i] != sign[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether a compound file has a stream of this name, which stands there in UTF-16. */
    private static boolean holds(byte[] content, String name) {
        var wanted = name.getBytes(StandardCharsets.UTF_16LE);
        search:
        for (int i = 0; i + wanted.length <= content.length; i++) {
            for (int j = 0; j < wanted.length; j++) {
                if (content[i + j] != wanted[j]) {
                    continue search;
                }
            }
            return true;
        }
        return false;
    }

    /** Names of the parts are read, their content is not. */
    private static boolean isWorkbook(byte[] content) {
        var parts = new HashSet<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (var part = zip.getNextEntry(); part != null; part = zip.getNextEntry()) {
                parts.add(part.getName());
                if (parts.size() > MOST_PARTS) {
                    return false;
                }
            }
        } catch (IOException | IllegalArgumentException broken) {
            return false;
        }
        return parts.contains("[Content_Types].xml")
                && parts.contains("xl/workbook.xml")
                && !parts.contains("xl/vbaProject.bin");
    }
}
