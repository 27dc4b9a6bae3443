package org.mingzhang.ops.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The top level holds what a stranger should see first, and nothing else. */
class TopLevelTest {

    private static final Set<String> SEEN_FIRST = Set.of(
            "README.md",
            "pom.xml",
            "shared-events",
            "command-side",
            "query-side",
            "ops",
            ".ci",
            ".github",
            ".mvn",
            ".editorconfig",
            ".gitattributes",
            ".gitignore");

    /** What version control leaves out. */
    private static final Set<String> LEFT_OUT =
            Set.of(".git", ".mingzhang", ".idea", ".vscode", "target", "node_modules");

    @Test
    void holdsOnlyTheAllowedEntries() throws IOException {
        try (var entries = Files.list(Path.of(".."))) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .filteredOn(entry -> !LEFT_OUT.contains(entry) && !entry.endsWith(".iml"))
                    .isSubsetOf(SEEN_FIRST);
        }
    }
}
