package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.mingzhang.events.CellValue.Erased;
import org.mingzhang.events.CellValue.Personal;
import org.mingzhang.events.CellValue.Sealed;
import org.mingzhang.events.proof.ByteBuilder;
import org.mingzhang.events.proof.Canonical;
import org.mingzhang.events.table.EntryEvent.EntryAdded;
import org.mingzhang.events.table.EntryEvent.Origin;
import org.mingzhang.events.table.How;

/** What is written straight into its place is what the mapper would have written. */
class EntryAddedJsonTest {

    private static final EventJson.Sealer SEALER =
            (person, values) -> (person + "|" + values).getBytes(StandardCharsets.UTF_8);

    @Test
    void writesTheGoldenFilesAgain() {
        var golden = Golden.all().stream()
                .filter(file -> file.name().equals("table.entry-added"))
                .toList();
        assertThat(golden).hasSizeGreaterThan(1);
        for (var file : golden) {
            var event = EventJson.mapper().readValue(file.text(), EntryAdded.class);
            assertThat(written(event)).isEqualTo(file.text());
        }
    }

    @Property
    void writesWhatTheMapperWrites(
            @ForAll("rows") Map<String, CellValue> cells,
            @ForAll("texts") String text,
            @ForAll boolean bare,
            @ForAll How how) {
        var event = new EntryAdded(
                new TableKey("99001", 2022, "1.5.1"),
                text,
                1 + Math.abs(text.hashCode() % 30_000),
                new TreeMap<>(bare ? Map.of() : Map.of("student_no", "gBGsPG1umrY7rMB1vWOYtg", "name", text)),
                bare ? null : text,
                Cells.copyOf(cells),
                how,
                bare ? null : new Origin(text, 17),
                "20080417",
                Instant.ofEpochMilli(1_664_352_930_000L + Math.abs(text.hashCode())));

        var written = written(event);

        assertThat(written)
                .isEqualTo(EventJson.mapper()
                        .writerFor(EntryAdded.class)
                        .withAttribute(EventJson.SEALER, SEALER)
                        .writeValueAsString(event));
        Canonical.require(written.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesWhatIsNeverStored() {
        assertThatThrownBy(() -> written(with(new Erased()))).hasMessageContaining("never stored");
        assertThatThrownBy(() -> written(with(CellValue.text("a\uDFB7")))).hasMessageContaining("half a character");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars("aZ0_-\"\\/\n\t\u0000\u001f\u007f\u0080é明账\uffff ")
                .ofMaxLength(12)
                .map(text -> text.replace("账", "账\uD842\uDFB7"));
    }

    @Provide
    Arbitrary<Map<String, CellValue>> rows() {
        var plain = Arbitraries.oneOf(
                texts().map(CellValue::text),
                Arbitraries.longs().between(-((1L << 53) - 1), (1L << 53) - 1).map(CellValue::whole),
                Arbitraries.of(true, false).map(CellValue::flag),
                Arbitraries.just(CellValue.blank()));
        var values = Arbitraries.<CellValue>oneOf(
                plain,
                plain.map(value -> new Personal("CZqMtPYjdhjtKdoZ43Gs7A", value)),
                plain.map(value -> new Personal("another", value)),
                texts().map(box -> new Sealed("person-hash", box)));
        return Arbitraries.maps(texts(), values)
                .ofMaxSize(9)
                .flatMap(row -> texts().set().ofMaxSize(3).map(fields -> {
                    var all = new TreeMap<>(row);
                    if (fields.size() > 1) {
                        var box = new Sealed("somebody", List.copyOf(new TreeSet<>(fields)), "box");
                        fields.forEach(field -> all.put(field, box));
                    }
                    return all;
                }));
    }

    private static EntryAdded with(CellValue value) {
        return new EntryAdded(
                new TableKey("99001", 2022, "1.5.1"),
                "0201",
                1,
                new TreeMap<>(),
                null,
                Cells.copyOf(Map.of("name", value)),
                How.TYPED,
                null,
                "20080417",
                Instant.EPOCH);
    }

    private static String written(EntryAdded event) {
        var json = new ByteBuilder(8);
        EntryAddedJson.append(json, event, SEALER);
        return json.toString();
    }
}
