package org.mingzhang.ops.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.upcast.Upcasters.Upcast;

/** 旧版事件的读取: what is stored stays as it is; it is read as the newest form. */
class ReadingOldFormsTest {

    @Test
    void passesThroughTheUpcasters() {
        // a form before the first, in which the department was called an office
        try (var ledger = new LedgerForTests((event, revision, data) -> {
            assertThat(event).isEqualTo("table.entry-added");
            assertThat(revision).isZero();
            data.set("department", data.remove("office"));
            return new Upcast(1, data);
        })) {
            ledger.write(ledger.added(LedgerForTests.TABLE, "a"));
            ledger.sql.sql("""
                            update store.event set revision = 0, payload = convert_to(
                                replace(convert_from(payload, 'UTF8'), '"department":"0201","entry"', '"office":"0201","entry"'),
                                'UTF8')""").update();
            var read = (EntryAdded) ledger.read(0, 1).get(0).getPayload();
            assertThat(read.department()).isEqualTo("0201");
            assertThat(ledger.sql
                            .sql("select convert_from(payload, 'UTF8') from store.event")
                            .query(String.class)
                            .single())
                    .contains("\"office\":\"0201\"");
        }
    }
}
