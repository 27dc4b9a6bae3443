package org.mingzhang.query.export;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.mingzhang.query.Reads;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.export.Forms.Made;
import org.mingzhang.query.table.Extracts;
import org.mingzhang.query.table.Extracts.Extract;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** 模板与导出: a table as a workbook, empty or with its entries; each export is on record before it is handed out. */
@RestController
@RequestMapping("/api/v1/campaigns/{year}/tables/{code}")
class ExportController {

    private static final MediaType XLSX =
            MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    private static final int SHORTEST_PURPOSE = 4;

    private final Extracts extracts;
    private final Forms forms;
    private final Reads reads;
    private final ExportRecords records;

    ExportController(Extracts extracts, Forms forms, Reads reads, ExportRecords records) {
        this.extracts = extracts;
        this.forms = forms;
        this.reads = reads;
        this.records = records;
    }

    /** The empty form. */
    @GetMapping("/template.xlsx")
    ResponseEntity<Resource> template(
            Principal reader,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable Long minPosition) {
        long position = reads.tableAt(null, minPosition);
        var extract = extracts.of(reader, year, code, department);
        return answer(extract, "模板", position, forms.make(extract, position, false, told -> {}));
    }

    /** The entries as the reader may see them; sensitive values in full only for a purpose, which is recorded. */
    @GetMapping("/entries.xlsx")
    ResponseEntity<Resource> entries(
            Principal reader,
            @PathVariable int year,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable String department,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam(required = false) @Nullable Long minPosition,
            @RequestParam(defaultValue = "false") boolean unmasked,
            @RequestParam(defaultValue = "") String purpose) {
        if (unmasked && purpose.strip().codePoints().count() < SHORTEST_PURPOSE) {
            throw new Unanswerable(Why.PURPOSE_REQUIRED);
        }
        long position = reads.tableAt(asOf, minPosition);
        var extract = extracts.of(reader, year, code, department);
        var made = forms.make(
                extract,
                position,
                true,
                unmasked
                        ? told -> extract.eachUnmasked(position, purpose.strip(), told)
                        : told -> extract.each(position, told));
        var share = department == null ? "" : "/" + department;
        records.record(
                reader, extract.key().campaign(), "entries", extract.key() + share + "@" + position, made.sha256());
        return answer(extract, "数据", position, made);
    }

    private static ResponseEntity<Resource> answer(Extract extract, String kind, long position, Made made) {
        var departments = extract.departments();
        var whose =
                departments.size() == 1 ? "-" + departments.values().iterator().next() : "";
        var name = extract.table().code() + extract.table().zh() + whose + "-" + kind + ".xlsx";
        return Reads.ok(position)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(name, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .cacheControl(CacheControl.noStore())
                .contentType(XLSX)
                .body(made.content());
    }
}
