package io.plumbline.streams;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;

@AnalyzeClasses(packages = "io.plumbline.streams", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule rulesArePure = noClasses()
            .that()
            .resideInAnyPackage("..attribution..", "..directory..", "..work..", "..delivery..")
            .or()
            .haveSimpleName("PullRequestLifecycle")
            .or()
            .haveSimpleName("Histories")
            .or()
            .haveSimpleName("Reviews")
            .or()
            .haveSimpleName("PullRequestCounters")
            .or()
            .haveSimpleName("Recording")
            .or()
            .haveSimpleName("Belonging")
            .or()
            .haveSimpleName("Settings")
            .or()
            .haveSimpleName("CommitReading")
            .or()
            .haveSimpleName("Team")
            .or()
            .haveSimpleName("DeploymentBook")
            .or()
            .haveSimpleName("DeploymentFacts")
            .or()
            .haveSimpleName("Carrying")
            .or()
            .haveSimpleName("Walk")
            .or()
            .haveSimpleName("Folding")
            .or()
            .haveSimpleName("StatedOrigin")
            .or()
            .haveSimpleName("Stories")
            .or()
            .haveSimpleName("Mentions")
            .or()
            .haveSimpleName("Rewriting")
            .or()
            .haveSimpleName("Resolving")
            .or()
            .haveSimpleName("Rework")
            .or()
            .haveSimpleName("ReworkCounters")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.apache.kafka.streams..", "org.apache.kafka.clients..", "com.clickhouse..", "java.sql..")
            .because("rules are tested and read without a broker or a database");

    @ArchTest
    static final ArchRule onlyTheLoaderKnowsClickHouse = noClasses()
            .that()
            .resideOutsideOfPackage("..loader..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.clickhouse..")
            .because("topologies and tables meet in topics");

    @ArchTest
    static final ArchRule nobodyReadsTheWallClock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("results must not depend on when they are computed; a Clock is handed in where time is needed");
}
