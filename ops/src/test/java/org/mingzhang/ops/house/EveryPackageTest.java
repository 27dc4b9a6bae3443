package org.mingzhang.ops.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What holds for every package of the house. */
class EveryPackageTest {

    private static final Set<String> NAMED_IN_RULES = Set.of(
            "org.mingzhang.events.campaign",
            "org.mingzhang.events.carry",
            "org.mingzhang.events.catalogue",
            "org.mingzhang.events.org",
            "org.mingzhang.events.proof",
            "org.mingzhang.events.rule",
            "org.mingzhang.events.table",
            "org.mingzhang.events.upcast",
            "org.mingzhang.command.campaign",
            "org.mingzhang.command.guard",
            "org.mingzhang.command.intake",
            "org.mingzhang.command.org",
            "org.mingzhang.command.policy",
            "org.mingzhang.command.table",
            "org.mingzhang.query.campaign",
            "org.mingzhang.query.carry",
            "org.mingzhang.query.export",
            "org.mingzhang.query.org",
            "org.mingzhang.query.progress",
            "org.mingzhang.query.table",
            "org.mingzhang.query.trail",
            "org.mingzhang.ops.database",
            "org.mingzhang.ops.security",
            "org.mingzhang.ops.store",
            "org.mingzhang.ops.time",
            "org.mingzhang.ops.tool");

    private static final Set<String> PACKAGES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.mingzhang").stream()
                    .map(JavaClass::getPackageName)
                    .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void saysWhatItIsAboutAndLetsNoNullIn() {
        assertThat(PACKAGES)
                .filteredOn(name -> !name.startsWith("org.mingzhang.events.rule.grammar"))
                .allSatisfy(name ->
                        assertThat(Class.forName(name + ".package-info")).hasAnnotation(NullMarked.class));
    }

    @Test
    void thatARuleNamesExists() {
        assertThat(NAMED_IN_RULES)
                .allSatisfy(name ->
                        assertThat(PACKAGES).anyMatch(known -> known.equals(name) || known.startsWith(name + ".")));
    }
}
