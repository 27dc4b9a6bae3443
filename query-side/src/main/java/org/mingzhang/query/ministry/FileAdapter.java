package org.mingzhang.query.ministry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipOutputStream;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.export.Csv;
import org.mingzhang.query.export.FixedZip;
import org.mingzhang.query.export.PackedTables;
import org.springframework.stereotype.Component;

/**
 * 文件通道: the form's tables as workbooks under their official titles, with a list of their rows and digests, to be uploaded one after another.
 * What the package holds beside them, such as findings and signatures, is the college's own and stays here.
 */
@Component
public final class FileAdapter implements MinistryAdapter {

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

    @Override
    public String name() {
        return "file";
    }

    @Override
    public DryRun rehearse(PackedTables packed) {
        var tables = packed.tables().stream()
                .map(table -> new DryRun.Told(
                        null,
                        null,
                        table.zh(),
                        List.of(table.code()),
                        packed.entries(table),
                        0,
                        1,
                        List.of(),
                        List.of()))
                .toList();
        return new DryRun(
                name(),
                null,
                tables.stream().mapToInt(DryRun.Told::records).sum(),
                0,
                tables.size(),
                tables,
                List.of(),
                List.of());
    }

    @Override
    public void write(PackedTables packed, OutputStream into) throws IOException {
        var time = LocalDateTime.ofInstant(packed.at(), BEIJING);
        var list = new StringBuilder(Csv.MARK + "表号,表名,行数,文件,SHA-256" + Csv.LINE_END);
        try (var zip = new ZipOutputStream(into)) {
            for (var table : packed.tables()) {
                var name = name(table);
                FixedZip.begin(zip, name, time);
                var digest = copied(packed, table, zip);
                zip.closeEntry();
                list.append(String.join(
                                ",",
                                table.code(),
                                Csv.quoted(table.zh()),
                                Integer.toString(packed.entries(table)),
                                Csv.quoted(name),
                                digest))
                        .append(Csv.LINE_END);
            }
            FixedZip.begin(zip, "清单.csv", time);
            zip.write(list.toString().getBytes(UTF_8));
            zip.closeEntry();
        }
    }

    private static String name(Table table) {
        return table.code() + " " + table.zh().replaceAll("[\\\\/:*?\"<>|]", "") + ".xlsx";
    }

    private static String copied(PackedTables packed, Table table, OutputStream into) throws IOException {
        try (var workbook = packed.workbook(table)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            // closing the digest's stream would close the ZIP
            workbook.transferTo(new DigestOutputStream(into, sha256));
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
