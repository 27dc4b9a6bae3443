package org.mingzhang.events.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** 各年度目录: every edition this installation knows. A campaign names the edition it runs on and keeps it for ever. */
public final class Catalogues {

    /** The editions that come with the program do not change while it runs, so they are read once. */
    private static final class Own {
        static final Catalogues EDITIONS = new Catalogues(readOwn());
    }

    private final SortedMap<String, Catalogue> editions;

    private Catalogues(SortedMap<String, Catalogue> editions) {
        this.editions = Collections.unmodifiableSortedMap(editions);
    }

    /**
     * The editions that come with the program.
     *
     * @throws CatalogueRefused if one contradicts itself
     */
    public static Catalogues load() {
        try {
            return Own.EDITIONS;
        } catch (ExceptionInInitializerError failed) {
            if (failed.getCause() instanceof CatalogueRefused refused) {
                throw refused;
            }
            throw failed;
        }
    }

    /**
     * The editions that come with the program and those of a directory, each in a subdirectory of its own. An edition once
     * published cannot be replaced under the same name.
     *
     * @throws CatalogueRefused if one contradicts itself or has the name of another
     */
    public static Catalogues load(Path directory) {
        var all = new TreeMap<>(load().editions);
        var source = Source.directory(directory);
        for (var name : subdirectories(directory)) {
            if (all.containsKey(name)) {
                throw new CatalogueRefused(
                        name + "/edition.yaml",
                        "edition",
                        "年度 " + name + " 的目录已随程序提供，不能替换 (this edition exists already and cannot be replaced)");
            }
            all.put(name, EditionReader.read(source, name));
        }
        return new Catalogues(all);
    }

    /**
     * The edition of that name.
     *
     * @throws CatalogueRefused if there is none
     */
    public Catalogue edition(String edition) {
        return find(edition)
                .orElseThrow(() -> new CatalogueRefused(
                        edition + "/edition.yaml", "edition", "没有年度 " + edition + " 的数据表目录 (no such edition)"));
    }

    public Optional<Catalogue> find(String edition) {
        return Optional.ofNullable(editions.get(edition));
    }

    /** All of them, the oldest name first. */
    public Collection<Catalogue> editions() {
        return editions.values();
    }

    static SortedMap<String, Catalogue> readOwn() {
        var all = new TreeMap<String, Catalogue>();
        var index = new Keys(Source.classpath().read("editions.yaml"), "editions");
        for (var name : index.get("editions").texts()) {
            all.put(name, EditionReader.read(Source.classpath(), name));
        }
        return all;
    }

    private static List<String> subdirectories(Path directory) {
        try (var children = Files.list(directory)) {
            return children.filter(Files::isDirectory)
                    .map(child -> String.valueOf(child.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
