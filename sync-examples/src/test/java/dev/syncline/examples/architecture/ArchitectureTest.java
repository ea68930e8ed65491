package dev.syncline.examples.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The house rules, over the main classes of all modules. */
class ArchitectureTest {
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.syncline");

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "jdbc", "testkit", "examples"})
  void everyModuleIsLookedAt(String module) {
    assertThat(MAIN.stream().filter(type -> type.getPackageName().startsWith(root(module))))
        .isNotEmpty();
  }

  @Test
  void syncApiKnowsTheJdkAndJSpecifyOnly() {
    classes()
        .that()
        .resideInAPackage("dev.syncline.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.syncline.api..", "java..", "org.jspecify..")
        .check(MAIN);
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.api..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.sql..", "java.net.http..", "javax..")
        .check(MAIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"api", "core", "jdbc", "testkit", "examples"})
  void packagesAreFreeOfCycles(String module) {
    slices().assignedFrom(new PackagesOf(module)).should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void nobodyReachesIntoSyncCore() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.syncline.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.syncline.core.pipeline..",
            "dev.syncline.core.identity..",
            "dev.syncline.core.wiring..")
        .check(MAIN);
  }

  @Test
  void nobodyReachesIntoSyncJdbc() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.syncline.jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.syncline.jdbc.*..")
        .check(MAIN);
  }

  @Test
  void syncJdbcDoesNotKnowTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.syncline.jdbc..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.syncline.core..")
        .check(MAIN);
  }

  @Test
  void theEngineKnowsNoConnector() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.syncline.api..", "dev.syncline.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.syncline.jdbc..", "java.sql..", "javax.sql..")
        .check(MAIN);
  }

  private static String root(String module) {
    return "dev.syncline." + module;
  }

  /** One slice per package, the module's root package included. */
  private record PackagesOf(String module) implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      String name = type.getPackageName();
      return name.equals(root(module)) || name.startsWith(root(module) + ".")
          ? SliceIdentifier.of(name)
          : SliceIdentifier.ignore();
    }

    @Override
    public String getDescription() {
      return "packages of sync-" + module;
    }
  }
}
