package io.plumbline.standalone.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls of the house. */
@AnalyzeClasses(packages = "io.plumbline", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule pagesKnowOnlyTables = noClasses()
            .that()
            .resideInAPackage("io.plumbline.dashboards..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.plumbline.streams..", "io.plumbline.ingest..", "org.apache.kafka..")
            .because("dashboards and streams meet in ClickHouse tables, so that each can change and scale alone");

    @ArchTest
    static final ArchRule collectorsKnowNoMetrics = noClasses()
            .that()
            .resideInAPackage("io.plumbline.ingest..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.plumbline.streams..", "io.plumbline.dashboards..", "com.clickhouse..", "java.sql..")
            .because("nothing is interpreted before it is safe in the raw topic");

    @ArchTest
    static final ArchRule topologiesKnowNoHttpServer = noClasses()
            .that()
            .resideInAPackage("io.plumbline.streams..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "io.plumbline.ingest..", "io.plumbline.dashboards..")
            .because("streams turns topics into topics and rows, nothing else");

    @ArchTest
    static final ArchRule theContractStandsAlone = noClasses()
            .that()
            .resideInAPackage("io.plumbline.schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..", "io.javalin..", "com.clickhouse..")
            .because("every module depends on it, so it may depend on next to nothing");

    @ArchTest
    static final ArchRule mappingAndAttributionArePure = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.plumbline.ingest.github", "io.plumbline.streams.attribution", "io.plumbline.dashboards.stats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "java.sql..", "io.javalin..", "com.clickhouse..")
            .because("rules are plain Java, to be read, tested and replayed without services");

    @ArchTest
    static final ArchRule theSecondImplementationSharesNoCodeWithTheFirst = noClasses()
            .that()
            .resideInAPackage("io.plumbline.standalone.reconcile..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.plumbline.streams..", "io.plumbline.ingest..")
            .because("a mistake shows as a difference only when it is not made twice");

    @ArchTest
    static final ArchRule embeddedServicesKnowNothingOfPlumbline = noClasses()
            .that()
            .resideInAPackage("io.plumbline.embedded..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.plumbline.schema..",
                    "io.plumbline.ingest..",
                    "io.plumbline.streams..",
                    "io.plumbline.dashboards..")
            .because("they stand in for servers that know nothing of it either");

    @ArchTest
    static final ArchRule noWallClock = noClasses()
            .that()
            .resideOutsideOfPackage("io.plumbline.embedded..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("metrics run on event time, and everything else takes a Clock, so that tests can set it");

    @ArchTest
    static final ArchRule noGrabBags = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..model..", "..impl..", "..helper..")
            .because("a package is named after what it does");

    @ArchTest
    static final ArchRule pagesDoNotKnowEachOthersInsides =
            slices().matching("io.plumbline.ingest.(*)..").should().beFreeOfCycles();
}
