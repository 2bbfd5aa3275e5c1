package dev.dubimport;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rooms and their doors, as {@code design.md} draws them. */
class StructureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.dubimport");

    @Test
    void aRoomUsesOnlyTheRoomsItMay() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("sale")
                .definedBy("dev.dubimport.sale..")
                .layer("csv")
                .definedBy("dev.dubimport.csv..")
                .layer("config")
                .definedBy("dev.dubimport.config..")
                .layer("inspect")
                .definedBy("dev.dubimport.inspect..")
                .layer("dub")
                .definedBy("dev.dubimport.dub..")
                .layer("ledger")
                .definedBy("dev.dubimport.ledger..")
                .layer("job")
                .definedBy("dev.dubimport.job..")
                .layer("reconcile")
                .definedBy("dev.dubimport.reconcile..")
                .layer("report")
                .definedBy("dev.dubimport.report..")
                .layer("alert")
                .definedBy("dev.dubimport.alert..")
                .layer("schedule")
                .definedBy("dev.dubimport.schedule..")
                .layer("metrics")
                .definedBy("dev.dubimport.metrics..")
                .layer("sandbox")
                .definedBy("dev.dubimport.sandbox..")
                .layer("console")
                .definedBy("dev.dubimport.console..")
                .layer("cli")
                .definedBy("dev.dubimport.cli..")
                .whereLayer("sale")
                .mayNotAccessAnyLayer()
                .whereLayer("csv")
                .mayOnlyAccessLayers("sale")
                .whereLayer("config")
                .mayOnlyAccessLayers("sale")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("inspect")
                .mayOnlyAccessLayers("sale", "csv")
                .whereLayer("inspect")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("dub")
                .mayOnlyAccessLayers("sale")
                .whereLayer("ledger")
                .mayOnlyAccessLayers("sale")
                .whereLayer("job")
                .mayOnlyAccessLayers("sale", "csv", "dub", "ledger")
                .whereLayer("reconcile")
                .mayOnlyAccessLayers("sale", "csv", "dub", "ledger")
                .whereLayer("report")
                .mayOnlyAccessLayers("sale", "ledger", "reconcile")
                .whereLayer("alert")
                .mayOnlyAccessLayers("sale")
                .whereLayer("schedule")
                .mayOnlyAccessLayers("sale", "ledger")
                .whereLayer("metrics")
                .mayOnlyAccessLayers("sale", "dub", "schedule")
                .whereLayer("metrics")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("console")
                .mayOnlyAccessLayers("sale", "csv", "ledger", "job", "report")
                .whereLayer("console")
                .mayOnlyBeAccessedByLayers("cli")
                .whereLayer("sandbox")
                .mayNotAccessAnyLayer()
                .whereLayer("cli")
                .mayNotBeAccessedByAnyLayer()
                .ensureAllClassesAreContainedInArchitecture()
                .check(OURS);
    }

    @Test
    void roomsHaveNoCircles() {
        slices().matching("dev.dubimport.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void saleIsPureJava() {
        classes()
                .that()
                .resideInAPackage("dev.dubimport.sale..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.dubimport.sale..", "java..", "org.jspecify..")
                .check(OURS);
    }

    @Test
    void onlyJobKnowsSpringBatch() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dubimport.job..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.springframework.batch..")
                .check(OURS);
    }

    @Test
    void onlyMetricsKnowsMicrometer() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dubimport.metrics..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.micrometer..", "io.prometheus..")
                .check(OURS);
    }

    @Test
    void onlyWhatIsServedKnowsTheServer() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.dubimport.metrics..", "dev.dubimport.console..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.sun.net.httpserver..")
                .check(OURS);
    }

    @Test
    void onlyCliPrintsAndExits() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.dubimport.cli..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(OURS);
    }

    @Test
    void everyPackageIsNullMarked() {
        classes()
                .should(have(describe(
                        "a package marked @NullMarked",
                        (JavaClass type) -> type.getPackage().isAnnotatedWith(NullMarked.class))))
                .check(OURS);
    }

    @Test
    void aDoorIsOpenedOrClosedOnPurpose() throws IOException {
        Set<String> doors = doors();
        Set<String> listed = listedDoors();

        assertThat(without(doors, listed))
                .as("a door was opened: add it to doors.txt on purpose")
                .isEmpty();
        assertThat(without(listed, doors))
                .as("a door was closed: take it out of doors.txt")
                .isEmpty();
    }

    /** The public top-level types, without the name that all packages begin with. */
    private static Set<String> doors() {
        return OURS.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(type -> type.getName().substring("dev.dubimport.".length()))
                .collect(toCollection(TreeSet::new));
    }

    private static Set<String> listedDoors() throws IOException {
        try (InputStream list = StructureTest.class.getResourceAsStream("/doors.txt")) {
            assertThat(list).as("doors.txt").isNotNull();
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(toCollection(TreeSet::new));
        }
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        Set<String> rest = new TreeSet<>(names);
        rest.removeAll(others);
        return rest;
    }
}
