package io.plumbline.dashboards.stats.compare;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
        packages = "io.plumbline.dashboards.stats.compare",
        importOptions = ImportOption.DoNotIncludeTests.class)
class PureStatisticsTest {

    @ArchTest
    static final ArchRule NOTHING_BUT_ARITHMETIC = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java.lang..", "java.util..", "org.apache.commons.statistics..", "io.plumbline.dashboards.stats..")
            .because(
                    "pages, e-mails and views share these figures, and a test must reach them without Kafka, JDBC or HTTP");

    @ArchTest
    static final ArchRule NO_CLOCK = noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class, Instant.class)
            .because("the same input gives the same figures at any time");
}
