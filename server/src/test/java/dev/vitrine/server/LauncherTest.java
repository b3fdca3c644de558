package dev.vitrine.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.testkit.Threads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a source tree of its own, with a JDK and a Maven that only say that they were
 * called.
 */
@Timeout(60)
final class LauncherTest {
  private static final List<String> TOOLS =
      List.of(
          "sh",
          "sed",
          "dirname",
          "find",
          "head",
          "mkdir",
          "rm",
          "mv",
          "cat",
          "sleep",
          "readlink",
          "touch");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  Path folder;

  private Path tree() {
    return folder.resolve("a tree");
  }

  private Path bin() {
    return folder.resolve("bin");
  }

  private Path jdk() {
    return folder.resolve("jdk 25");
  }

  @BeforeEach
  void makeTree() throws IOException {
    Path launcher = Path.of(System.getProperty("vitrine.basedir", ".")).resolve("vitrine");
    assumeTrue(
        Files.exists(launcher) && Files.exists(Path.of("/bin/sh")),
        "there is no launcher here, or no shell");
    for (String folder :
        List.of(
            "server/src/main",
            "core/src/main",
            "store-sql/src/main",
            "store-s3/src/main",
            "api",
            "sample")) {
      Files.createDirectories(tree().resolve(folder));
    }
    Files.writeString(tree().resolve("pom.xml"), "");
    Files.writeString(tree().resolve("core/src/main/A.java"), "");
    old(tree().resolve("core/src/main/A.java"));
    script(tree().resolve("vitrine"), Files.readString(launcher));
    Files.createDirectories(bin());
    for (String tool : TOOLS) {
      Path real =
          Files.exists(Path.of("/bin", tool)) ? Path.of("/bin", tool) : Path.of("/usr/bin", tool);
      Files.createSymbolicLink(bin().resolve(tool), real);
    }
    jdk(jdk(), "25.0.1");
    maven("mkdir -p server/target/lib; sleep 1; touch server/target/vitrine-server.jar");
  }

  private void jdk(Path home, String version) throws IOException {
    Files.createDirectories(home.resolve("bin"));
    script(home.resolve("bin/java"), "#!/bin/sh\nfor word; do echo \"$word\"; done\n");
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private void maven(String build) throws IOException {
    script(
        bin().resolve("mvn"),
        "#!/bin/sh\necho called >>../calls\necho building on output\n" + build + "\n");
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void old(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
  }

  private record Run(int status, List<String> out, String err) {}

  private Run run(Map<String, String> more, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(tree().resolve("vitrine").toString()));
    command.addAll(List.of(arguments));
    Path err = Files.createTempFile(folder, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(err.toFile()).directory(folder.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(Map.of("PATH", bin().toString(), "VITRINE_JAVA_HOME", jdk().toString()));
    builder.environment().putAll(more);
    Process process = builder.start();
    List<String> out =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  private long builds() throws IOException {
    Path calls = folder.resolve("calls");
    return Files.exists(calls) ? Files.readAllLines(calls).size() : 0;
  }

  @Test
  void itBuildsOnceAndPassesArgumentsOn() throws Exception {
    Run first = run(Map.of("VITRINE_JAVA_OPTS", "-Xmx1g -Da=b"), "get", "two words", "*", "");
    assertThat(first.status()).isZero();
    assertThat(first.err()).contains("building");
    assertThat(first.out())
        .contains(
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx1g",
            "-Da=b",
            tree() + "/server/target/vitrine-server.jar:" + tree() + "/server/target/lib/*")
        .endsWith("dev.vitrine.server.Main", "get", "two words", "*", "")
        .doesNotContain("building on output");
    Run second = run(Map.of(), "--version");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void whatTheJvmLearnedInTheDemoIsUsedFromThenOn() throws Exception {
    script(
        jdk().resolve("bin/java"),
        """
        #!/bin/sh
        for word; do
          echo "$word"
          case $word in -XX:AOTCacheOutput=*) echo learned >"${word#*=}" ;; esac
        done
        """);
    Run first = run(Map.of());
    String cache = tree() + "/server/target/vitrine.aot";
    assertThat(first.err()).contains("preparing");
    assertThat(first.out()).contains("-XX:AOTCache=" + cache).doesNotContain("demo");
    assertThat(run(Map.of()).out()).contains("-XX:AOTCache=" + cache);
    assertThat(Path.of(cache)).hasContent("learned");
  }

  @Test
  void withoutWhatTheJvmLearnsTheProgramRunsAsWell() throws Exception {
    script(
        jdk().resolve("bin/java"),
        """
        #!/bin/sh
        for word; do
          echo "$word"
          case $word in -XX:AOTCacheOutput=*) echo half >"${word#*=}"; exit 1 ;; esac
        done
        """);
    Run run = run(Map.of(), "--version");
    assertThat(run.status()).isZero();
    assertThat(run.out()).endsWith("dev.vitrine.server.Main", "--version");
    assertThat(run.out()).noneMatch(word -> word.startsWith("-XX:AOTCache"));
    assertThat(tree().resolve("server/target/vitrine.aot.new")).doesNotExist();
  }

  @Test
  void itBuildsAgainWhenASourceIsNewer() throws Exception {
    run(Map.of());
    Files.setLastModifiedTime(
        tree().resolve("core/src/main/A.java"), FileTime.from(Instant.now().plusSeconds(5)));
    run(Map.of());
    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void twoStartsAtOnceBuildOnce() throws Exception {
    Threads.runAll(3, thread -> assertThat(run(Map.of()).status()).isZero());
    assertThat(builds()).isEqualTo(1);
    assertThat(tree().resolve("server/.build-lock")).doesNotExist();
  }

  @Test
  void aLockLeftBehindDoesNotBlock() throws Exception {
    Path lock = Files.createDirectories(tree().resolve("server/.build-lock"));
    Files.writeString(lock.resolve("pid"), "999999999\n");
    assertThat(run(Map.of()).status()).isZero();
  }

  @Test
  void aFailedBuildIsNotTakenForOne() throws Exception {
    maven("printf 'broken\\033[0m\\n\\033[0m' >&2; exit 3");
    Run failed = run(Map.of());
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err()).contains("broken\n", "the build failed").doesNotContain("\u001B");
    maven("mkdir -p server/target; touch server/target/vitrine-server.jar");
    assertThat(run(Map.of()).status()).isZero();
  }

  @Test
  void whatIsMissingIsSaid() throws Exception {
    Files.delete(bin().resolve("mvn"));
    assertThat(run(Map.of()).err()).contains("Maven is needed");
    jdk(folder.resolve("old"), "17.0.2");
    Run old = run(Map.of("VITRINE_JAVA_HOME", folder.resolve("old").toString()));
    assertThat(old.status()).isEqualTo(1);
    assertThat(old.err().lines())
        .singleElement()
        .asString()
        .contains("VITRINE_JAVA_HOME", "no JDK 25 or later", "unset it");
  }

  @Test
  void aJdkIsFoundByItself() throws Exception {
    jdk(folder.resolve("old"), "17.0.2");
    Path sdkman = folder.resolve("sdkman/candidates/java/26-open");
    jdk(sdkman, "26");
    Run found =
        run(
            Map.of(
                "VITRINE_JAVA_HOME",
                "",
                "JAVA_HOME",
                jdk().toString(),
                "SDKMAN_DIR",
                folder.resolve("sdkman").toString()),
            "--print-java-home");
    assertThat(found.out()).containsExactly(jdk().toString());
    Run other =
        run(
            Map.of(
                "VITRINE_JAVA_HOME",
                "",
                "JAVA_HOME",
                folder.resolve("old").toString(),
                "SDKMAN_DIR",
                folder.resolve("sdkman").toString()),
            "--print-java-home");
    assertThat(other.out()).singleElement().isNotEqualTo(folder.resolve("old").toString());
    assertThat(builds()).isZero();
  }
}
