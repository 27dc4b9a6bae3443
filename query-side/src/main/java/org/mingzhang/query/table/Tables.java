package org.mingzhang.query.table;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.mingzhang.events.TableKey;
import org.mingzhang.events.catalogue.Catalogue;
import org.mingzhang.events.catalogue.Catalogues;
import org.mingzhang.events.catalogue.Table;
import org.mingzhang.query.Unanswerable;
import org.mingzhang.query.Why;
import org.mingzhang.query.org.Organisation;
import org.mingzhang.query.progress.Share;
import org.mingzhang.query.progress.Shares;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds tables and says what a reader sees of them. */
@Component
final class Tables {

    private final Organisation organisation;
    private final Shares shares;
    private final Catalogues catalogues;
    private final JdbcClient sql;

    Tables(Organisation organisation, Shares shares, Catalogues catalogues, JdbcClient sql) {
        this.organisation = organisation;
        this.shares = shares;
        this.catalogues = catalogues;
        this.sql = sql;
    }

    TableKey key(int year, String code) {
        return organisation.campaign(year).table(code);
    }

    /** What a reader sees of a table's entries; {@code not-visible} if there is no such table or nothing of it to see. */
    Sight sight(Principal principal, TableKey table) {
        var definition = catalogue(table).table(table.code()).orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
        return new Sight(organisation.reader(principal), definition, shares.of(table));
    }

    /** What another table of the same edition is called; null if it has none. */
    @Nullable
    String title(TableKey table, String code) {
        return catalogue(table).table(code).map(Table::zh).orElse(null);
    }

    /** Whether every share of a table is approved today. */
    boolean approved(TableKey table) {
        return shares.of(table).stream().allMatch(share -> share.stage() == Share.Stage.APPROVED);
    }

    /** The edition whose form a table has. */
    Catalogue catalogue(TableKey table) {
        return sql.sql("select edition from collection_table where table_key = ?")
                .param(table.toString())
                .query(String.class)
                .optional()
                .flatMap(catalogues::find)
                .orElseThrow(() -> new Unanswerable(Why.NOT_VISIBLE));
    }
}
