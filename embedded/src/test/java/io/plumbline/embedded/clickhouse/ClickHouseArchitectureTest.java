package io.plumbline.embedded.clickhouse;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ClickHouseArchitectureTest {
    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.plumbline.embedded.clickhouse");

    @Test
    void theEngineKnowsNothingOfHttp() {
        noClasses()
                .that()
                .resideInAPackage("..clickhouse.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..clickhouse.http..", "org.eclipse.jetty..")
                .because("statements and bytes are all it deals in; users and headers are the endpoint's")
                .check(classes);
    }

    @Test
    void nativeCodeIsCalledFromOnePackage() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..clickhouse.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.sun.jna..")
                .because("a wrong pointer ends the JVM, so there is one place to look")
                .check(classes);
    }

    @Test
    void noTrafficWithTheDriverInMainCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.clickhouse..")
                .because("the endpoint is checked against the driver, so it must not be made of it")
                .check(classes);
    }
}
