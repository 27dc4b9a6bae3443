package org.mingzhang.events.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/** 内容摘要. The expected digests were computed by another program, from the recipe alone. */
class ContentHashTest {

    static final TableKey STAFF = TableKey.of("99001/2022/1.4.1");

    @Test
    void ofAnEmptyShareNamesTheShareAndNoEntries() {
        assertThat(ContentHash.ofEmptyShare(STAFF, "0201"))
                .isEqualTo("sha256:7dde322a66b67defb6bc01219c7d8d8d29c016453848240bc4739664f828e04d");
    }

    @Test
    void ofAShareCoversEveryValueThatIsNotBlank() {
        var first = entry(
                1,
                Map.of(
                        "active", CellValue.flag(true),
                        "age", CellValue.whole(41),
                        "name", new CellValue.Personal("anyone", CellValue.text("张示例")),
                        "left", CellValue.blank(),
                        "note", CellValue.text("a\"b\\c\nd\u0001\u007f𠮷")));
        var third = entry(3, Map.of("rate", CellValue.text("12.50")));
        assertThat(ContentHash.ofShare(STAFF, "0201", List.of(first, third)))
                .isEqualTo("sha256:96b16d69702d7b68027af2bf19698392c1c781e2791ed491d531677e77691d69");
    }

    @Test
    void ofATableCoversItsSharesByDepartment() {
        assertThat(ContentHash.ofTable(STAFF, Map.of("0301", "sha256:bb", "0201", "sha256:aa")))
                .isEqualTo("sha256:0e68c9031cb5fb9fe5bd08040a47812cafaf9e9587183a478010279ead37f2b0");
    }

    @Test
    void ofACampaignCoversItsTablesByCode() {
        var tables = Map.of("2.9.1", "sha256:cc", "1.1.1", "sha256:aa", "2.10.1", "sha256:bb");
        assertThat(ContentHash.ofCampaign(CampaignKey.of("99001/2022"), tables))
                .isEqualTo("sha256:c04dbe609e9e8745f899eeb455b4c7a03316a8020c94e70ada69c6ad77a72de7");
    }

    @Test
    void isRefusedForEntriesOutOfOrder() {
        var entries = List.of(entry(2, Map.of()), entry(2, Map.of()));
        assertThatThrownBy(() -> ContentHash.ofShare(STAFF, "0201", entries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isRefusedForSealedValues() {
        var entries = List.of(entry(1, Map.of("name", new CellValue.Sealed("anyone", "box"))));
        assertThatThrownBy(() -> ContentHash.ofShare(STAFF, "0201", entries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isRefusedForHalfACharacter() {
        var entries = List.of(entry(1, Map.of("name", CellValue.text("\ud842"))));
        assertThatThrownBy(() -> ContentHash.ofShare(STAFF, "0201", entries))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ContentHash.Entry entry(int id, Map<String, CellValue> values) {
        return new ContentHash.Entry(id, new TreeMap<>(values));
    }
}
