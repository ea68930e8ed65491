package dev.syncline.http;

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
          .importPackages("dev.syncline.http");

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.syncline.http.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void itKnowsTheContractTheJdkAndTheStreamingParser() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "dev.syncline.http..",
            "dev.syncline.api..",
            "java..",
            "javax.crypto..",
            "javax.net.ssl..",
            "com.fasterxml.jackson.core..",
            "org.jspecify..")
        .check(MAIN);
  }
}
