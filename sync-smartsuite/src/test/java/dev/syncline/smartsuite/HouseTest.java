package dev.syncline.smartsuite;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The house rules, over the main classes of this module. */
class HouseTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(place -> !place.contains("/simulator/"))
          .importPackages("dev.syncline.smartsuite");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.syncline.smartsuite.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void itKnowsTheContractTheJdkAndTheHttpConnector() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.syncline.smartsuite..",
            "dev.syncline.http..",
            "dev.syncline.api..",
            "java..",
            "org.jspecify..")
        .check(MAIN);
  }
}
