package org.mingzhang.command.intake;

import java.util.Set;
import org.mingzhang.events.TableKey;
import org.springframework.stereotype.Component;

/** 上传文件的清除: files that were imported into tables in which somebody's values are erased. */
@Component
public class UploadedCopies {

    private final Uploads uploads;

    UploadedCopies(Uploads uploads) {
        this.uploads = uploads;
    }

    /** Removes them; their digests stay in the ledger. Says how many. */
    public int forget(Set<TableKey> tables) {
        return uploads.forget(tables);
    }
}
