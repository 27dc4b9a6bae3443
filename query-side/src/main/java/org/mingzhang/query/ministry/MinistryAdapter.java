package org.mingzhang.query.ministry;

import java.io.IOException;
import java.io.OutputStream;
import org.mingzhang.query.export.PackedTables;

/**
 * 上报通道: turns a package, as the leaders signed it, into what the ministry takes. It reads the package alone and writes files alone:
 * the same package gives the same bytes, and carrying them to the ministry is done by people with their own account there.
 */
public interface MinistryAdapter {

    /** Its name in addresses, such as {@code push}. */
    String name();

    /** 预演: what it would write, and what would be wanting; nothing is written. */
    DryRun rehearse(PackedTables tables);

    /** Writes a ZIP. */
    void write(PackedTables tables, OutputStream into) throws IOException;
}
