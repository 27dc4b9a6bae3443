package org.mingzhang.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingzhang.events.upcast.Upcasters;
import tools.jackson.databind.node.ObjectNode;

/** What was once written is read for ever: every event's golden files are read strictly and written again unchanged. */
class EventCompatibilityTest {

    static List<Golden> golden() {
        return Golden.all();
    }

    static List<Golden> newest() {
        return golden().stream()
                .filter(file -> file.revision() == currentRevision(file))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("newest")
    void readsAndRewritesItsGoldenFile(Golden file) {
        var json = EventJson.mapper();
        var event = json.readValue(file.text(), EventTypes.named(file.name()));

        assertThat(json.valueToTree(event).toString()).isEqualTo(file.text());
        assertThat(json.writeValueAsString(event)).isEqualTo(file.text());
    }

    @ParameterizedTest
    @MethodSource("golden")
    void upcastsEveryRevisionToTheNewestForm(Golden file) {
        var json = EventJson.mapper();
        var stored = (ObjectNode) json.readTree(file.text());
        var upcast = Upcasters.all().toNewest(file.name(), file.revision(), stored);

        assertThat(upcast.revision()).isEqualTo(currentRevision(file));
        var event = json.treeToValue(upcast.data(), EventTypes.named(file.name()));
        assertThat(json.readTree(json.writeValueAsString(event)))
                .isEqualTo(json.readTree(upcast.data().toString()));
    }

    @Test
    void hasOneGoldenFileForEveryEventAndRevisionAndNoOther() {
        var wanted = new TreeSet<String>();
        EventTypes.all().forEach((name, type) -> {
            for (int revision = 1; revision <= EventTypes.nameOf(type).revision(); revision++) {
                wanted.add(name + ".r" + revision);
            }
        });
        var found = new TreeSet<String>();
        golden().stream().filter(file -> file.variant().isEmpty()).forEach(file -> found.add(formOf(file)));

        assertThat(found)
                .as("add src/test/resources/golden/<name>.r<revision>.json and its line in SHA256SUMS")
                .isEqualTo(wanted);
        assertThat(golden()).allSatisfy(file -> assertThat(wanted).contains(formOf(file)));
    }

    @Test
    void showsEveryNullableComponentBothWays() {
        var nulls = new TreeMap<String, TreeSet<Boolean>>();
        newest().forEach(file -> EventJson.mapper()
                .readTree(file.text())
                .properties()
                .forEach(property -> nulls.computeIfAbsent(file.name() + " " + property.getKey(), k -> new TreeSet<>())
                        .add(property.getValue().isNull())));
        for (var event : EventTypes.all().entrySet()) {
            for (var component : event.getValue().getRecordComponents()) {
                if (component.getAnnotatedType().isAnnotationPresent(org.jspecify.annotations.Nullable.class)) {
                    assertThat(nulls.get(event.getKey() + " " + component.getName()))
                            .as("%s.%s with and without a value", event.getKey(), component.getName())
                            .containsExactly(false, true);
                }
            }
        }
    }

    @Test
    void keepsItsGoldenFilesAsTheyWereAdded() throws IOException {
        var found = new TreeMap<String, String>();
        for (var file : golden()) {
            found.put(file.toString(), sha256(Files.readAllBytes(file.path())));
        }

        var different = new TreeSet<String>();
        recorded().forEach((file, sum) -> {
            if (!sum.equals(found.remove(file))) {
                different.add(file);
            }
        });

        assertThat(different)
                .as("golden files are added, never edited or removed: a new form is a new revision")
                .isEmpty();
        assertThat(found).as("new golden files need their line in SHA256SUMS").isEmpty();
    }

    private static Map<String, String> recorded() throws IOException {
        var sums = new TreeMap<String, String>();
        for (var line : Files.readAllLines(Golden.FOLDER.resolve("SHA256SUMS"))) {
            var parts = line.split(" {2}", 2);
            assertThat(sums.put(parts[1], parts[0])).as("%s twice", parts[1]).isNull();
        }
        return sums;
    }

    private static String formOf(Golden file) {
        return file.name() + ".r" + file.revision();
    }

    private static int currentRevision(Golden file) {
        return EventTypes.nameOf(EventTypes.named(file.name())).revision();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
