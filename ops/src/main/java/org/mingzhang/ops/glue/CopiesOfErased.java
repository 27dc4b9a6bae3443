package org.mingzhang.ops.glue;

import java.util.Collection;
import java.util.stream.Collectors;
import org.mingzhang.command.erasure.Leftovers;
import org.mingzhang.command.intake.UploadedCopies;
import org.mingzhang.ops.database.DataDirectory;
import org.mingzhang.ops.database.DeadRows;
import org.mingzhang.ops.tool.backup.ErasureList;
import org.mingzhang.ops.tool.then.ViewsThen;
import org.mingzhang.query.erasure.Holding;
import org.mingzhang.query.export.Snapshots;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * 遗留的副本 of erased values: imported files, packages on this machine, and what the database keeps of changed rows. Backups are not
 * changed; the list of erasures says what of them is not brought back.
 */
@Component
final class CopiesOfErased implements Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(CopiesOfErased.class);

    private final Holding holding;
    private final UploadedCopies uploads;
    private final Snapshots snapshots;
    private final ViewsThen past;
    private final DeadRows rows;
    private final ErasureList list;

    CopiesOfErased(
            Holding holding,
            UploadedCopies uploads,
            Snapshots snapshots,
            ViewsThen past,
            DeadRows rows,
            DataDirectory directory) {
        this.past = past;
        this.list = new ErasureList(directory.resolve("."));
        this.holding = holding;
        this.uploads = uploads;
        this.snapshots = snapshots;
        this.rows = rows;
    }

    @Override
    public void clear(Collection<String> keys) {
        list.add(keys);
        var tables = holding.entries(keys).stream().map(Holding.At::table).collect(Collectors.toSet());
        int files = uploads.forget(tables);
        int packages = snapshots.forget(
                tables.stream().map(table -> table.campaign().toString()).collect(Collectors.toSet()));
        past.forget();
        rows.clear();
        LOG.info("依法删除：清除上传文件 {} 个、快照包 {} 个 · erased: {} files, {} packages", files, packages, files, packages);
    }
}
