package dev.vitrine.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Which package may know which, and the few habits a machine can check. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
  private static final String OURS = "dev.vitrine.";
  private static final int LONGEST_FILE = 500;

  private final JavaClasses classes =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.vitrine");

  /** What each package of the core may know of ours, itself apart. */
  private static final Map<String, List<String>> KNOWS =
      Map.of(
          "error", List.of(),
          "model", List.of("error"),
          "store", List.of("error", "model"),
          "asset", List.of("error", "model"),
          "access", List.of("error", "model", "store"),
          "index", List.of("error", "model", "store"),
          "row", List.of("error", "model", "store", "asset"),
          "bulk", List.of("error", "model", "store", "access", "row"),
          "catalog", List.of("error", "model", "store", "access", "asset", "row", "index"));

  @TestFactory
  Stream<DynamicTest> packagesOfTheCoreKnowOnlyWhatLiesBelowThem() {
    return KNOWS.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    classes()
                        .that(resideInAPackage(OURS + entry.getKey()))
                        .should()
                        .onlyDependOnClassesThat(
                            resideInAnyPackage(allowed(entry))
                                .or(resideOutsideOfPackage("dev.vitrine..")))
                        .check(classes)));
  }

  private static String[] allowed(Map.Entry<String, List<String>> entry) {
    return Stream.concat(Stream.of(entry.getKey()), entry.getValue().stream())
        .map(name -> OURS + name)
        .toArray(String[]::new);
  }

  @Test
  void enginesSeeTheStoreOnly() {
    classes()
        .that(resideInAnyPackage(OURS + "store.sql..", OURS + "store.memory.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(OURS + "store", OURS + "store.sql..", OURS + "store.memory..")
                .or(resideOutsideOfPackage("dev.vitrine..")))
        .check(classes);
  }

  @Test
  void storesOfAssetsSeeTheirInterfaceOnly() {
    classes()
        .that(resideInAnyPackage(OURS + "asset.files..", OURS + "asset.memory..", OURS + "s3.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    OURS + "asset", OURS + "asset.files..", OURS + "asset.memory..", OURS + "s3..")
                .or(resideOutsideOfPackage("dev.vitrine..")))
        .check(classes);
  }

  @Test
  void nothingButTheServerKnowsHttpOrTheCommandLine() {
    noClasses()
        .that(resideOutsideOfPackage(OURS + "server.."))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "org.eclipse.jetty..",
                "io.javalin..",
                "jakarta.servlet..",
                "picocli..",
                OURS + "server.."))
        .check(classes);
  }

  @Test
  void theClientKnowsNothingOfTheServerAndOnlyTheCommandLineKnowsIt() {
    classes()
        .that(resideInAPackage(OURS + "client.."))
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(OURS + "client..").or(resideOutsideOfPackage("dev.vitrine..")))
        .check(classes);
    classes()
        .that(resideInAPackage(OURS + "client.."))
        .should()
        .onlyHaveDependentClassesThat(
            resideInAnyPackage(OURS + "client..", OURS + "examples..", OURS + "server.cli.."))
        .check(classes);
  }

  @Test
  void httpDoesNotKnowTheCommandLine() {
    noClasses()
        .that(resideInAPackage(OURS + "server.http.."))
        .should()
        .dependOnClassesThat(resideInAPackage(OURS + "server.cli.."))
        .check(classes);
  }

  @Test
  void packagesDoNotKnowEachOtherInCircles() {
    slices().matching("dev.vitrine.(*)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void namesSayWhatThingsAre() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Dto")
        .check(classes);
  }

  @Test
  void onlyTheCommandLineWritesToStandardOutput() {
    noClasses()
        .that(
            resideOutsideOfPackage(OURS + "server.cli..")
                .and(resideOutsideOfPackage(OURS + "examples..")))
        .should()
        .accessField(System.class, "out")
        .check(classes);
  }

  @Test
  void packagesAreNullMarked() {
    classes.stream()
        .map(type -> type.getPackage())
        .distinct()
        .forEach(box ->
            assertThat(box.isAnnotatedWith(org.jspecify.annotations.NullMarked.class))
                .as("%s is @NullMarked", box.getName())
                .isTrue());
  }

  @Test
  void filesAreSmall() throws IOException {
    Path root = Path.of(System.getProperty("vitrine.basedir"));
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file :
          files
              .filter(path ->
                  path.toString().endsWith(".java") && !path.toString().contains("/target/"))
              .toList()) {
        assertThat(Files.readAllLines(file))
            .as("%s has at most %s lines", file, LONGEST_FILE)
            .hasSizeLessThanOrEqualTo(LONGEST_FILE);
      }
    }
  }
}
