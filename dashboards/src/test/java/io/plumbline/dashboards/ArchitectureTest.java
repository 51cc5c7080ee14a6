package io.plumbline.dashboards;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

@AnalyzeClasses(packagesOf = Dashboards.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NO_KAFKA = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "io.plumbline.streams..", "io.plumbline.ingest..")
            .because("dashboards and streams meet in ClickHouse tables only");

    @ArchTest
    static final ArchRule PURE_RULES = noClasses()
            .that()
            .resideInAnyPackage("..stats..", "..chart..", "..format..", "..filter..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..", "io.javalin..")
            .because("numbers and drawings are tested without a server");

    @ArchTest
    static final ArchRule INJECTED_CLOCK = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("what \"the last 12 weeks\" are is decided by the injected clock");

    @ArchTest
    static final ArchRule PAGES_KNOW_NO_OTHER_PAGE = SlicesRuleDefinition.slices()
            .matching("io.plumbline.dashboards.(overview|impact|teams|pullrequests|pullrequest|raw)..")
            .should()
            .notDependOnEachOther()
            .because("a page is one package; pages link to each other by address");
}
