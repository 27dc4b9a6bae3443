package org.mingzhang.events.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mingzhang.events.proof.PackageForTests.LOG;
import static org.mingzhang.events.proof.PackageForTests.WITNESS;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.events.CampaignKey;
import org.mingzhang.events.CellValue;
import org.mingzhang.events.TableKey;

/** 篡改表: the tables in a package are those that an event sealed, that the leaders signed and that the events make of themselves. */
class TamperingWithTablesTest {

    private static final String CAMPAIGN = "99001/2022";
    private static final TableKey TEACHERS = TableKey.of(CAMPAIGN + "/1.4.1");
    private static final String CSV = "tables/1.4.1.csv";
    private static final String SEALED_CELL = "{\"box\":\"anfN1v4GE\",\"person\":\"CZqMtPYjdhjtKdoZ43Gs7A\"}";

    /** A package with tables in the making; the parts of it that a forger would alter. */
    private static final class Sealed {
        String csv = "\uFEFFentry,department,staff_no,years,dual,name\r\n1,0201,20080417,4,true,\"'=周,示\"\"例\"\r\n";
        String fields =
                "{\"1.4.1\":{\"dual\":\"BOOLEAN\",\"name\":\"TEXT\",\"staff_no\":\"TEXT\",\"years\":\"INTEGER\"}}";
        String added = "{\"dual\":true,\"name\":" + SEALED_CELL + ",\"staff_no\":\"20080417\",\"years\":3}";
        String amended = "{\"years\":4}";
        String signed = "";
        String recorded = "";
        String sealedManifest = "";
        long sealedPosition = 4;
        boolean sealedAfter = true;
        boolean voided;
        Consumer<PackageForTests> then = none -> {};

        PackageForTests whole() {
            var hash = contentHash();
            var manifest = ("{\"at\":\"2022-09-28T00:00:03Z\",\"campaign\":\"" + CAMPAIGN + "\",\"contentHash\":\""
                            + ContentHash.ofCampaign(CampaignKey.of(CAMPAIGN), Map.of("1.4.1", hash))
                            + "\",\"edition\":\"2022\",\"files\":[{\"path\":\"" + CSV + "\",\"sha256\":\""
                            + Hash.sha256(csv.getBytes(UTF_8)).hex() + "\",\"size\":" + csv.getBytes(UTF_8).length
                            + "}],\"position\":4,\"tables\":[{\"contentHash\":\"" + hash
                            + "\",\"entries\":1,\"form\":\"SOURCE\",\"shares\":[{\"contentHash\":\"x\",\"department\":\"0201\""
                            + ",\"entries\":1}],\"table\":\"1.4.1\",\"zh\":\"教师\"}],\"v\":1}")
                    .getBytes(UTF_8);
            var digest = Hash.sha256(manifest).hex();
            var content = ContentHash.ofCampaign(CampaignKey.of(CAMPAIGN), Map.of("1.4.1", hash));
            var made = new PackageForTests();
            made.leaves.clear();
            made.payloads.clear();
            event(
                    made,
                    "table.entry-added",
                    "{\"cells\":" + added + ",\"department\":\"0201\",\"entry\":1,\"table\":\"" + TEACHERS + "\"}");
            event(
                    made,
                    "table.entry-added",
                    "{\"cells\":{\"staff_no\":\"2\"},\"department\":\"0201\",\"entry\":2,\"table\":\"" + TEACHERS
                            + "\"}");
            if (!sealedAfter) {
                seal(made, content, digest);
            }
            event(
                    made,
                    "table.entry-amended",
                    "{\"changes\":" + amended + ",\"entry\":1,\"table\":\"" + TEACHERS + "\"}");
            event(made, "table.entry-removed", "{\"entry\":2,\"table\":\"" + TEACHERS + "\"}");
            if (sealedAfter) {
                seal(made, content, digest);
            }
            // what happens afterwards is not part of it
            event(
                    made,
                    "table.entry-amended",
                    "{\"changes\":{\"years\":null},\"entry\":1,\"table\":\"" + TEACHERS + "\"}");
            var bound = signed.isEmpty() ? content : signed;
            event(
                    made,
                    "campaign.signed-off",
                    "{\"at\":\"2022-10-29T00:00:00Z\",\"by\":\"19950001\",\"campaign\":\"" + CAMPAIGN
                            + "\",\"contentHash\":\"" + bound + "\",\"post\":\"校长\"}");
            event(made, "campaign.signed", "{\"campaign\":\"" + CAMPAIGN + "\",\"contentHash\":\"" + bound + "\"}");
            if (voided) {
                event(made, "campaign.signatures-voided", "{\"campaign\":\"" + CAMPAIGN + "\"}");
            }
            event(
                    made,
                    "campaign.submitted",
                    "{\"campaign\":\"" + CAMPAIGN + "\",\"receipt\":\"JYB-1\",\"snapshot\":\"4-"
                            + digest.substring(0, 12) + "\"}");
            made.write()
                    .put(CSV, csv.getBytes(UTF_8))
                    .put("tables/fields.json", fields.getBytes(UTF_8))
                    .put("tables/MANIFEST.json", manifest)
                    .manifest();
            then.accept(made);
            return made;
        }

        private void seal(PackageForTests made, String content, String digest) {
            event(
                    made,
                    "campaign.snapshot-taken",
                    "{\"campaign\":\"" + CAMPAIGN + "\",\"contentHash\":\"" + (recorded.isEmpty() ? content : recorded)
                            + "\",\"manifestSha256\":\"" + (sealedManifest.isEmpty() ? digest : sealedManifest)
                            + "\",\"position\":" + sealedPosition + "}");
        }

        private static String contentHash() {
            var entry = new ContentHash.Entry(
                    1,
                    new TreeMap<>(Map.of(
                            "staff_no", CellValue.text("20080417"),
                            "years", CellValue.whole(4),
                            "dual", CellValue.flag(true),
                            "name", CellValue.text("=周,示\"例"))));
            return ContentHash.ofTable(TEACHERS, Map.of("0201", ContentHash.ofShare(TEACHERS, "0201", List.of(entry))));
        }

        private static void event(PackageForTests made, String type, String data) {
            int i = made.leaves.size();
            var payload = ("{\"data\":" + data + ",\"meta\":{},\"salt\":\"s" + i + "\"}").getBytes(UTF_8);
            made.payloads.add(payload);
            var leaf = PackageForTests.leaf(i, i, "one", payload);
            made.leaves.add(new Leaf(
                    leaf.agg(),
                    leaf.id(),
                    leaf.n(),
                    leaf.eid(),
                    type,
                    leaf.rev(),
                    leaf.at(),
                    leaf.actor(),
                    leaf.role(),
                    leaf.cmd(),
                    leaf.payload(),
                    leaf.size(),
                    leaf.mac()));
        }
    }

    @Test
    void confirmsWhatWasSealedSignedAndHandedIn() throws IOException {
        var sealed = verified(new Sealed()).sealed();
        assertThat(sealed).isNotNull();
        assertThat(sealed.position()).isEqualTo(4);
        assertThat(sealed.index()).isEqualTo(4);
        assertThat(sealed.entries()).isEqualTo(1);
        assertThat(sealed.signed()).isTrue();
        assertThat(sealed.signatures()).containsExactly("19950001 校长 2022-10-29T00:00:00Z");
        assertThat(sealed.receipt()).isEqualTo("JYB-1");
        assertThat(sealed.folded()).isTrue();
    }

    @Test
    void confirmsValuesThatLieInOneBox() throws IOException {
        var tables = new Sealed();
        tables.added = inOneBox("name", "staff_no");
        assertThat(verified(tables).sealed()).isNotNull();
        tables.amended = "{\"name\":{\"box\":\"b\",\"fields\":[\"name\",\"staff_no\"],\"person\":\"p\"},\"years\":4}";
        assertThat(verified(tables).sealed()).isNotNull();
    }

    private static String inOneBox(String first, String second) {
        return "{\"dual\":true,\"%s\":{\"box\":\"b\",\"fields\":[\"%s\",\"%s\"],\"person\":\"p\"},\"years\":3}"
                .formatted(first, first, second);
    }

    private static PackageVerifier.Verified verified(Sealed tables) throws IOException {
        return new PackageVerifier(LOG.key(), WITNESS.key(), List.of())
                .verify(tables.whole().zip(), new PackageVerifier.Questions(true, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("alterations")
    void refuses(String what, Reason expected, Consumer<Sealed> alter) throws IOException {
        var altered = new Sealed();
        alter.accept(altered);
        try {
            verified(altered);
        } catch (ProofRefused refused) {
            assertThat(refused.reason()).as(refused.where()).isEqualTo(expected);
            return;
        }
        throw new AssertionError("confirmed");
    }

    private static Arguments of(String what, Reason expected, Consumer<Sealed> alter) {
        return Arguments.of(what, expected, alter);
    }

    static Stream<Arguments> alterations() {
        return Stream.of(
                of(
                        "a cell of a table, listed anew",
                        Reason.CONTENT_HASH_DIFFERS,
                        t -> t.csv = t.csv.replace("4,true", "5,true")),
                of(
                        "a cell of a table, listed in the package only",
                        Reason.FILE_CHANGED,
                        t -> t.then = p -> p.put(CSV, bytes(t.csv.replace("4,true", "5,true")))
                                .manifest()),
                of("a cell that lies in no box", Reason.STATE_DIFFERS, t -> t.added = inOneBox("mobile", "name")),
                of(
                        "a box with more than the table",
                        Reason.STATE_DIFFERS,
                        t -> t.amended =
                                "{\"mobile\":{\"box\":\"b\",\"fields\":[\"mobile\",\"name\"],\"person\":\"p\"},\"years\":4}"),
                of("a row more", Reason.CONTENT_HASH_DIFFERS, t -> t.csv += "2,0201,3,4,true,x\r\n"),
                of("a row of another department", Reason.TABLE_MALFORMED, t -> t.csv = t.csv.replace("0201", "0202")),
                of("a row twice", Reason.TABLE_MALFORMED, t -> t.csv += "1,0201,3,4,true,x\r\n"),
                of("a line cut short", Reason.TABLE_MALFORMED, t -> t.csv = t.csv.substring(0, t.csv.length() - 3)),
                of("no byte order mark", Reason.TABLE_MALFORMED, t -> t.csv = t.csv.substring(1)),
                of(
                        "a field without a type",
                        Reason.TABLE_MALFORMED,
                        t -> t.fields = t.fields.replace("\"years\"", "\"zears\"")),
                of("an unknown type", Reason.TABLE_MALFORMED, t -> t.fields = t.fields.replace("INTEGER", "ANYTHING")),
                of(
                        "a number that is called a text",
                        Reason.CONTENT_HASH_DIFFERS,
                        t -> t.fields = t.fields.replace("INTEGER", "TEXT")),
                of(
                        "types that are gone",
                        Reason.FILE_MISSING,
                        t -> t.then = p -> p.remove("tables/fields.json").manifest()),
                of(
                        "a table that is gone",
                        Reason.FILE_MISSING,
                        t -> t.then = p -> p.remove(CSV).manifest()),
                of("a seal of something else", Reason.SEAL_DIFFERS, t -> t.sealedManifest = "0".repeat(64)),
                of("a seal of another position", Reason.SEAL_MISSING, t -> t.sealedPosition = 3),
                of("a seal before what it seals", Reason.SEAL_POSITION, t -> t.sealedAfter = false),
                of(
                        "a seal that names another content",
                        Reason.CONTENT_HASH_DIFFERS,
                        t -> t.recorded = "sha256:" + "0".repeat(64)),
                of(
                        "a signature under another content",
                        Reason.CONTENT_HASH_DIFFERS,
                        t -> t.signed = "sha256:" + "0".repeat(64)),
                of("signatures that are void", Reason.CONTENT_HASH_DIFFERS, t -> t.voided = true),
                of("an event that says something else", Reason.STATE_DIFFERS, t -> t.amended = "{\"years\":5}"),
                of(
                        "an event that empties a cell",
                        Reason.STATE_DIFFERS,
                        t -> t.amended = "{\"dual\":null,\"years\":4}"),
                of(
                        "an event that fills a cell",
                        Reason.STATE_DIFFERS,
                        t -> t.amended = "{\"other\":\"x\",\"years\":4}"),
                of(
                        "a manifest that is none",
                        Reason.MANIFEST_MALFORMED,
                        t -> t.then =
                                p -> p.put("tables/MANIFEST.json", bytes("{}")).manifest()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
