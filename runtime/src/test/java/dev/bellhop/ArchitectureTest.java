package dev.bellhop;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Holds the packages to the layers of the design: who may know whom, and whose library is whose.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.bellhop";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void seesTheRuntime() {
    assertThat(CLASSES.contain("dev.bellhop.url.Url")).isTrue();
    assertThat(CLASSES.contain("dev.bellhop.Bellhop")).isTrue();
  }

  /** The layers from below; a package may also use itself and what all may use. */
  @ParameterizedTest
  @CsvSource({
    "http, ''",
    "url, ''",
    "crypto, ''",
    "mime, http",
    "encoding, http",
    "net, http url",
    "fetch, net http url mime",
    "store, http",
    "archive, fetch net http url mime",
    "cache, archive store fetch http url mime",
    "cookies, store fetch http url",
    "httpcache, store fetch net http url",
    "backgroundfetch, store fetch http url mime",
    "syntax, ''",
    "engine, url syntax",
  })
  void knowsOnlyLowerLayers(String layer, String lower) {
    String[] mayUse =
        Stream.concat(Stream.of(layer), Arrays.stream(lower.split(" ")).filter(s -> !s.isEmpty()))
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT + "." + layer + "..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(mayUse)))
                    .and(not(resideInAPackage(ROOT)))));
  }

  @Test
  void hasNoCyclesBetweenPackages() {
    check(slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
  }

  @ParameterizedTest
  @CsvSource({
    "io.netty.., net",
    "org.graalvm.., engine ops",
    "java.sql.., store",
    "org.sqlite.., store",
    "com.github.benmanes.caffeine.., cache store",
    "org.netpreserve.jwarc.., archive",
    "com.google.common.., url",
    "com.github.luben.zstd.., net",
  })
  void keepsALibraryToItsPackages(String library, String owners) {
    String[] packages =
        Arrays.stream(owners.split(" "))
            .map(name -> ROOT + "." + name + "..")
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(packages)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(library));
  }

  @Test
  void showsOnlyItsOwnAndTheJdksTypesInThePublicApi() {
    check(classes().that().resideInAPackage(ROOT).and().arePublic().should(showOnlyApiTypes()));
  }

  /** The public API knows of the parts below it only who opens a host. */
  @Test
  void keepsThePublicApiFreeOfItsImplementation() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + ".*..").and(not(resideInAPackage(ROOT + ".host..")))));
  }

  private static ArchCondition<JavaClass> showOnlyApiTypes() {
    return new ArchCondition<>("show only the API's and the JDK's types") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        Stream<JavaClass> members =
            Stream.concat(
                type.getCodeUnits().stream()
                    .filter(unit -> isVisible(unit.getModifiers()))
                    .flatMap(ArchitectureTest::typesOf),
                type.getFields().stream()
                    .filter(field -> isVisible(field.getModifiers()))
                    .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream()));
        Stream<JavaClass> ancestors =
            Stream.concat(
                type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
        Stream.concat(members, ancestors)
            .map(JavaClass::getBaseComponentType)
            .filter(shown -> !isApiType(shown))
            .distinct()
            .forEach(
                shown ->
                    events.add(
                        SimpleConditionEvent.violated(
                            type, type.getName() + " shows " + shown.getName())));
      }
    };
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<JavaClass> typesOf(JavaCodeUnit unit) {
    return Stream.of(
            unit.getReturnType().getAllInvolvedRawTypes().stream(),
            unit.getParameterTypes().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()),
            unit.getExceptionTypes().stream())
        .flatMap(s -> s);
  }

  private static boolean isApiType(JavaClass type) {
    String name = type.getPackageName();
    boolean jdk = name.equals("java") || name.startsWith("java.");
    return type.isPrimitive() || name.equals(ROOT) || jdk && !name.startsWith("java.sql");
  }

  /** Packages may still be empty, so rules without a class to look at hold. */
  private static void check(ArchRule rule) {
    rule.allowEmptyShould(true).check(CLASSES);
  }
}
