package org.mingzhang.ops.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import org.mingzhang.events.Event;
import org.mingzhang.events.EventName;
import org.springframework.beans.factory.annotation.Autowired;

/** A field's name is the rule in words. */
@AnalyzeClasses(packages = "org.mingzhang", importOptions = DoNotIncludeTests.class)
class RulesOfTheHouseTest {

    private static final String EVENTS = "org.mingzhang.events..";
    private static final String COMMAND = "org.mingzhang.command..";
    private static final String QUERY = "org.mingzhang.query..";
    private static final String OPS = "org.mingzhang.ops..";

    @ArchTest
    static final ArchRule commandSideNeverSeesQuerySide = noClasses()
            .that()
            .resideInAPackage(COMMAND)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(QUERY, OPS);

    @ArchTest
    static final ArchRule querySideNeverSeesCommandSide = noClasses()
            .that()
            .resideInAPackage(QUERY)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(COMMAND, OPS);

    @ArchTest
    static final ArchRule sharedEventsAreFreeOfFrameworks = classes()
            .that()
            .resideInAPackage(EVENTS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    EVENTS,
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson..",
                    "org.jspecify..",
                    "org.yaml.snakeyaml..",
                    "org.antlr.v4.runtime..");

    @ArchTest
    static final ArchRule everyEventIsANamedRecord = classes()
            .that()
            .implement(Event.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .andShould()
            .beAnnotatedWith(EventName.class);

    @ArchTest
    static final ArchRule everyFamilyOfEventsIsSealed =
            classes().that(areFamilies()).should(beSealed());

    @ArchTest
    static final ArchRule timeComesFromTheInjectedClock = noClasses()
            .that()
            .resideOutsideOfPackages("org.mingzhang.ops.time..", "org.mingzhang.ops.bench..")
            .and()
            .doNotHaveFullyQualifiedName("org.mingzhang.ops.store.TimeOrderedIds") // makes names that sort, not times
            .should()
            .callMethodWhere(asksTheMachineForTheTime());

    @ArchTest
    static final ArchRule workbooksAreReadInIntakeAndWrittenInExportOnly = noClasses()
            .that()
            .resideOutsideOfPackages("org.mingzhang.command.intake..", "org.mingzhang.query.export..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.poi..");

    @ArchTest
    static final ArchRule sqlIsWrittenWhereItBelongs = noClasses()
            .that()
            .resideOutsideOfPackages(
                    QUERY,
                    "org.mingzhang.command.guard..",
                    "org.mingzhang.ops.store..",
                    "org.mingzhang.ops.database..",
                    "org.mingzhang.ops.time..",
                    "org.mingzhang.ops.notify..",
                    "org.mingzhang.ops.tool..",
                    "org.mingzhang.ops.bench..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.springframework.jdbc..", "javax.sql..")
                    .or(nameOf("java.sql.Connection"))
                    .or(nameOf("java.sql.Statement"))
                    .or(nameOf("java.sql.DriverManager")));

    @ArchTest
    static final ArchRule conceptsOfTheLanguageFormNoCycles =
            slices().matching("org.mingzhang.events.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule conceptsOfTheLawFormNoCycles =
            slices().matching("org.mingzhang.command.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule conceptsOfTheViewFormNoCycles =
            slices().matching("org.mingzhang.query.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule whatAnObjectNeedsItIsGivenAtConstruction =
            noFields().should().beAnnotatedWith(Autowired.class);

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = noClasses()
            .should()
            .haveSimpleNameEndingWith("DTO")
            .orShould()
            .haveSimpleNameEndingWith("Dto")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    private static DescribedPredicate<JavaClass> nameOf(String name) {
        return DescribedPredicate.describe("are " + name, type -> type.getName().equals(name));
    }

    private static DescribedPredicate<JavaMethodCall> asksTheMachineForTheTime() {
        return DescribedPredicate.describe("ask the machine for the time", call -> {
            var owner = call.getTargetOwner();
            var name = call.getTarget().getName();
            return (owner.getPackageName().equals("java.time") && name.equals("now") && !isGivenAClock(call))
                    || (owner.isEquivalentTo(Clock.class) && (name.startsWith("system") || name.startsWith("tick")))
                    || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"));
        });
    }

    private static boolean isGivenAClock(JavaMethodCall call) {
        return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static DescribedPredicate<JavaClass> areFamilies() {
        return DescribedPredicate.describe(
                "are families of events",
                type -> type.isInterface() && type.isAssignableTo(Event.class) && !type.isEquivalentTo(Event.class));
    }

    private static ArchCondition<JavaClass> beSealed() {
        return new ArchCondition<>("be sealed") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(type, type.reflect().isSealed(), type.getName() + " is open"));
            }
        };
    }
}
