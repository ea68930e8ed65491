package dev.syncline.http;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.syncline.http.json.DocumentText;
import org.junit.jupiter.api.Test;

/** The house rules, over the main classes of this module. */
class HouseTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.syncline.http");

  private static final String[] KNOWN = {
    "dev.syncline.http..",
    "dev.syncline.api..",
    "java..",
    "javax.crypto..",
    "javax.net.ssl..",
    "com.fasterxml.jackson.core..",
    "org.jspecify.."
  };

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching("dev.syncline.http.(*)..").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void itKnowsTheContractTheJdkAndTheStreamingParser() {
    classes()
        .that()
        .doNotBelongToAnyOf(DocumentText.class)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(KNOWN)
        .check(MAIN);
  }

  /** An optional dependency: a user who has no YAML document needs no YAML parser. */
  @Test
  void oneClassKnowsYaml() {
    classes()
        .that()
        .belongToAnyOf(DocumentText.class)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(KNOWN).or(resideInAPackage("com.fasterxml.jackson.dataformat.yaml")))
        .check(MAIN);
  }
}
