package org.mingzhang.events.catalogue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * 目录文件: the files of an edition. One that {@code extends} an earlier edition has that one's files, with what its
 * {@code changes.yaml} says was changed, and tables of its own.
 */
final class EditionFiles {

    private static final List<String> OPTIONAL = List.of("facts.yaml", "examples.yaml", "push.yaml");
    private static final List<String> SHARED =
            List.of("groups.yaml", "codelists.yaml", "rules.yaml", "indicators.yaml");

    private final Source source;
    private final String edition;
    private final Keys head;
    private final @Nullable EditionFiles base;
    private final @Nullable EditionChanges changes;
    private final SortedMap<String, String> digests = new TreeMap<>();

    private EditionFiles(Source source, String edition) {
        this.source = source;
        this.edition = edition;
        this.head = new Keys(file("edition.yaml"), "edition", "version", "based_on", "extends?", "tables");
        if (!head.text("edition").equals(edition)) {
            throw head.get("edition").refused("与所在目录 " + edition + " 不一致", "differs from the directory's name");
        }
        refuseStrayFiles();
        this.base = head.find("extends").map(this::base).orElse(null);
        this.changes = base == null ? null : new EditionChanges(file("changes.yaml"));
    }

    static EditionFiles of(Source source, String edition) {
        return new EditionFiles(source, edition);
    }

    Keys head() {
        return head;
    }

    private Item file(String name) {
        var path = edition + "/" + name;
        var item = source.read(path);
        digests.put(path, source.sha256(path));
        return item;
    }

    /** The earlier edition, which must be the very one that the changes were written for. */
    private EditionFiles base(Item extended) {
        var keys = new Keys(extended, "edition", "version", "sha256?");
        var name = keys.text("edition");
        var found = new EditionFiles(source.has(name + "/edition.yaml") ? source : Source.classpath(), name);
        if (found.base != null) {
            throw keys.get("edition").refused("目录 " + name + " 本身也是变更，不能再作为基础", "it extends another edition itself");
        }
        var version = found.head.text("version");
        if (!keys.text("version").equals(version)) {
            throw keys.get("version")
                    .refused(
                            "本目录按 " + name + " 的 " + keys.text("version") + " 版编写，现有的是 " + version + " 版",
                            "written for another version of the edition it extends");
        }
        keys.find("sha256").ifPresent(wanted -> {
            found.tables();
            SHARED.forEach(found::shared);
            OPTIONAL.forEach(found::optional);
            if (!wanted.text().equals(found.sha256())) {
                throw wanted.refused(
                        "目录 " + name + " " + version + " 的校验和应为 " + wanted.text() + "，现有的是 " + found.sha256(),
                        "the edition it extends has another checksum");
            }
        });
        return found;
    }

    /** A table that lies there but is not listed was forgotten. */
    private void refuseStrayFiles() {
        var stray = new TreeSet<>(source.files(edition));
        stray.removeAll(head.get("tables").texts());
        stray.removeAll(SHARED);
        stray.removeAll(OPTIONAL);
        stray.remove("edition.yaml");
        if (head.has("extends")) {
            stray.remove("changes.yaml");
        }
        if (!stray.isEmpty()) {
            throw head.get("tables").refused("未列出文件 " + String.join("、", stray), "a file is not listed");
        }
    }

    /** A file that every edition has. */
    Item shared(String name) {
        if (base == null || changes == null) {
            return file(name);
        }
        return switch (name) {
            case "codelists.yaml" -> changes.codeLists(base.shared(name));
            case "rules.yaml" -> changes.rules(base.shared(name));
            default -> base.shared(name);
        };
    }

    /** A file that an edition may have of its own. */
    Optional<Item> own(String name) {
        return source.has(edition + "/" + name) ? Optional.of(file(name)) : Optional.empty();
    }

    /** A file that an edition may have; one that extends another has that one's if it has none of its own. */
    Optional<Item> optional(String name) {
        return own(name).or(() -> base == null ? Optional.empty() : base.optional(name));
    }

    /** The files of all tables, in the order of the form. */
    List<Item> tables() {
        var own = head.get("tables").list().stream()
                .map(listed -> file(listed.text()))
                .toList();
        if (base == null || changes == null) {
            return own;
        }
        var all = new ArrayList<Item>();
        for (var table : base.tables()) {
            changes.table(table).ifPresent(all::add);
        }
        changes.mustHaveFoundItsTables();
        own.forEach(table -> all.add(placeOf(table, all), table));
        return List.copyOf(all);
    }

    /** A table of its own follows the others of its group. */
    private static int placeOf(Item table, List<Item> all) {
        var group = groupOf(table);
        for (var i = all.size(); i > 0; i--) {
            if (groupOf(all.get(i - 1)).equals(group)) {
                return i;
            }
        }
        return all.size();
    }

    private static String groupOf(Item table) {
        return new Keys(table, "group", Keys.ANY).text("group");
    }

    Optional<Lineage> lineage() {
        return base == null || changes == null
                ? Optional.empty()
                : Optional.of(new Lineage(base.edition, base.head.text("version"), changes.ancestors()));
    }

    /** Digest over the digests of all files read so far, by their names. */
    String sha256() {
        var all = new TreeMap<>(digests);
        if (base != null) {
            all.putAll(base.digests);
        }
        var listed = new StringBuilder();
        all.forEach((file, digest) ->
                listed.append(digest).append("  ").append(file).append('\n'));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(listed.toString().getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
