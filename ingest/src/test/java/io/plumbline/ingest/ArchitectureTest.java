package io.plumbline.ingest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.plumbline.ingest", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule MAPPING_IS_PURE = classes()
            .that()
            .resideInAPackage("..ingest.github..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..",
                    "java.util..",
                    "java.time..",
                    "java.nio..",
                    "java.io..",
                    "java.security..",
                    "com.fasterxml.jackson.core..",
                    "org.apache.avro..",
                    "io.plumbline.schema.event..",
                    "io.plumbline.schema.raw..",
                    "io.plumbline.ingest.github..")
            .because("the same bytes must give the same events, in a topology, a replay and a benchmark");

    @ArchTest
    static final ArchRule REPORTS_ARE_MAPPED_PURELY = noClasses()
            .that()
            .resideInAPackage("..ingest.usage..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.net..", "java.nio.file..", "io.javalin..")
            .because("the same report must give the same figures, in a topology and in a replay");

    @ArchTest
    static final ArchRule TIME_IS_GIVEN = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("a clock is passed in, so that tests and replays can set it");

    @ArchTest
    static final ArchRule COLLECTORS_DO_NOT_MAP = noClasses()
            .that()
            .resideInAnyPackage("..ingest.webhook..", "..ingest.importing..", "..ingest.raw..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..ingest.github..", "..ingest.usage..", "..ingest.normalise..")
            .because("raw first: nothing is interpreted before it is safe");

    @ArchTest
    static final ArchRule COLLECTORS_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.plumbline.ingest.(webhook|importing)..")
            .should()
            .notDependOnEachOther()
            .because("a new way in is a new package, not an edit of the others");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.plumbline.ingest.(*)..")
            .should()
            .beFreeOfCycles()
            .because("each package can then be read by itself");
}
