package org.mingzhang.ops.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingzhang.ops.PostgresForTests;
import org.springframework.jdbc.core.JdbcTemplate;

/** 升级: views of an older form are dropped and told everything again; views of this form are left alone. */
class UpgradingTheViewsTest {

    @Test
    void oldViewsAreEmptiedAndTheirTokensForgotten() {
        try (var source = PostgresForTests.withEverything()) {
            var sql = new JdbcTemplate(source);
            sql.update("insert into view.college (college, position, name) values ('99001', 1, '示例')");
            for (var group : List.of("table", "trail", "progress", "policy")) {
                sql.update("insert into store.token (processor_name, segment) values (?, 0)", group);
            }
            Migrations.bringUpToDate(source);
            assertThat(count(sql, "view.college")).isEqualTo(1);
            assertThat(count(sql, "store.token")).isEqualTo(4);

            sql.update("delete from view.migration where version <> '1'");
            Migrations.bringUpToDate(source);
            assertThat(count(sql, "view.college")).isZero();
            assertThat(count(sql, "view.notice")).isZero();
            assertThat(sql.queryForList("select processor_name from store.token", String.class))
                    .as("what policies and letters have done is not done again")
                    .containsExactly("policy");
        }
    }

    private static int count(JdbcTemplate sql, String table) {
        var count = sql.queryForObject("select count(*) from " + table, Integer.class);
        return count == null ? -1 : count;
    }
}
