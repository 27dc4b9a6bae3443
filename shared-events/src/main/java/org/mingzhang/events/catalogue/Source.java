package org.mingzhang.events.catalogue;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Where editions are read from: the program's own resources or a directory. */
@FunctionalInterface
interface Source {

    /** Opens a file by its name below the directory of editions. */
    InputStream open(String file) throws IOException;

    static Source classpath() {
        return file -> {
            var stream = Source.class.getResourceAsStream("/catalogue/" + file);
            if (stream == null) {
                throw new FileNotFoundException(file);
            }
            return stream;
        };
    }

    static Source directory(Path directory) {
        return new Directory(directory);
    }

    /** The files of an edition, as far as they can be listed. */
    default Set<String> files(String edition) {
        return Set.of();
    }

    /** Editions that an installation keeps for itself. */
    record Directory(Path path) implements Source {

        @Override
        public InputStream open(String file) throws IOException {
            return Files.newInputStream(path.resolve(file));
        }

        @Override
        public Set<String> files(String edition) {
            try (var files = Files.list(path.resolve(edition))) {
                return files.map(file -> String.valueOf(file.getFileName()))
                        .filter(name -> name.endsWith(".yaml"))
                        .collect(Collectors.toCollection(TreeSet::new));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }

    /** Whether there is such a file. */
    default boolean has(String file) {
        try (var stream = open(file)) {
            return stream.available() >= 0;
        } catch (FileNotFoundException | NoSuchFileException absent) {
            return false;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** SHA-256 of a file's bytes, hexadecimal. */
    default String sha256(String file) {
        try (var stream = open(file)) {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(stream.readAllBytes()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The root of a YAML file; nothing is constructed from tags, and nothing but UTF-8 is read. */
    default Item read(String file) {
        var strict = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try (var reader = new InputStreamReader(open(file), strict)) {
            var options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            var root = new Yaml(new SafeConstructor(options)).compose(reader);
            if (root == null) {
                throw new CatalogueRefused(file, "第 1 行", "文件是空的 (the file is empty)");
            }
            return new Item(file, "", root);
        } catch (FileNotFoundException | NoSuchFileException absent) {
            throw new CatalogueRefused(file, "第 1 行", "文件不存在 (no such file)");
        } catch (MarkedYAMLException broken) {
            var mark = broken.getProblemMark();
            var line = mark == null ? 1 : mark.getLine() + 1;
            throw new CatalogueRefused(file, "第 " + line + " 行", "不是合法的 YAML：" + broken.getProblem() + " (not YAML)");
        } catch (YAMLException | CharacterCodingException broken) {
            throw new CatalogueRefused(
                    file, "第 1 行", "不是合法的 UTF-8 YAML 文件：" + broken.getMessage() + " (not YAML in UTF-8)");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
