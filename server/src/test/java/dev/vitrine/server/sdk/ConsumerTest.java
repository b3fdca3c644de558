package dev.vitrine.server.sdk;

import static dev.vitrine.server.TestServer.STUDIO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vitrine.access.Role;
import dev.vitrine.server.TestServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A project that has the client's jar and what it depends on, and nothing else: it compiles and
 * runs on Java 17 and on 25, on the class path and as a module.
 */
class ConsumerTest {
  private static final Path BASE = Path.of(System.getProperty("vitrine.basedir"));
  private static final Path JAR = BASE.resolve("client/target/vitrine-client.jar");
  private static final long PATIENCE_SECONDS = 60;

  private static final String PROGRAM =
      """
      package consumer;

      import dev.vitrine.client.ModelGetBulkParams;
      import dev.vitrine.client.ModelStream;
      import dev.vitrine.client.RequestOptions;
      import dev.vitrine.client.VitrineClient;
      import dev.vitrine.client.error.NotFoundException;
      import dev.vitrine.client.model.Model;

      public final class Consumer {
        public static void main(String... ids) {
          ModelGetBulkParams params = ModelGetBulkParams.of(ids);
          try (VitrineClient client = VitrineClient.fromEnv()) {
            for (Model model : client.models().getBulk(params).models()) {
              System.out.println(model.id() + " " + model.type().orElseThrow() + " " + model.additionalProperties());
            }
            try (ModelStream models = client.models().streamBulk(params, RequestOptions.none())) {
              System.out.println(models.stream().count());
            }
            System.out.println(client.async().models().retrieve(ids[0]).join().name().orElseThrow());
            try {
              client.models().retrieve("nowhere");
            } catch (NotFoundException e) {
              System.out.println(e.code().orElseThrow());
            }
          }
          System.out.println(Consumer.class.getModule().isNamed());
        }
      }
      """;

  @AutoClose private static final TestServer SERVER = TestServer.start();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  @BeforeAll
  static void fill() {
    SERVER.model(STUDIO, "{\"id\":\"a\",\"type\":\"custom\",\"name\":\"A\",\"mood\":[1.50]}");
    SERVER.model(STUDIO, "{\"id\":\"b\",\"type\":\"flux.1-lora\",\"name\":\"B\"}");
  }

  @ParameterizedTest(name = "Java {0}, modules: {1}")
  @CsvSource({"17, false", "17, true", "25, false", "25, true"})
  void aConsumerCompilesAndRuns(int release, boolean modules) throws Exception {
    assumeTrue(Files.exists(JAR), "the jar is made by mvn verify: " + JAR);
    Optional<Path> jdk = jdk(release);
    assumeTrue(jdk.isPresent(), "there is no JDK " + release + " here");
    Path source = write("consumer/Consumer.java", PROGRAM);
    Path out = folder.resolve("out");
    String jars =
        Stream.concat(Stream.of(JAR.toString()), dependencies())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> compile =
        new ArrayList<>(
            List.of(
                jdk.get().resolve("bin/javac").toString(),
                "-Xlint:all",
                "-Werror",
                "-d",
                "" + out));
    List<String> run = new ArrayList<>(List.of(jdk.get().resolve("bin/java").toString()));
    if (modules) {
      Path module =
          write("module-info.java", "module consumer {\n  requires dev.vitrine.client;\n}\n");
      compile.addAll(List.of("-p", jars, module.toString()));
      run.addAll(
          List.of("-p", jars + File.pathSeparator + out, "-m", "consumer/consumer.Consumer"));
    } else {
      compile.addAll(List.of("-cp", jars));
      run.addAll(List.of("-cp", jars + File.pathSeparator + out, "consumer.Consumer"));
    }
    compile.add(source.toString());
    run.addAll(List.of("a", "b"));

    assertThat(output(compile)).isEmpty();
    assertThat(output(run).lines())
        .containsExactly(
            "a custom {mood=[1.50]}",
            "b flux.1-lora {}",
            "2",
            "A",
            "NOT_FOUND",
            String.valueOf(modules));
  }

  @Test
  void theJarIsReproducibleAndHasNothingOfOthers() throws IOException {
    assumeTrue(Files.exists(JAR), "the jar is made by mvn verify: " + JAR);
    try (JarFile jar = new JarFile(JAR.toFile())) {
      List<JarEntry> entries = jar.stream().toList();
      assertThat(entries)
          .map(JarEntry::getTime)
          .as("one fixed time")
          .containsOnly(entries.getFirst().getTime());
      assertThat(entries)
          .map(JarEntry::getName)
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(
              name -> name.startsWith("dev/vitrine/client/") || name.equals("module-info.class"));
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve("src").resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  /** The jars a build tool would bring with the client. */
  private static Stream<String> dependencies() {
    List<String> jackson =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path ->
                Path.of(path)
                    .getFileName()
                    .toString()
                    .matches("jackson-(core|databind)-3.*\\.jar|jackson-annotations-.*\\.jar"))
            .toList();
    assertThat(jackson).hasSize(3);
    return jackson.stream();
  }

  private static Optional<Path> jdk(int release) throws IOException {
    if (Runtime.version().feature() == release) {
      return Optional.of(Path.of(System.getProperty("java.home")));
    }
    String home = System.getProperty("user.home");
    for (String place :
        List.of("/usr/lib/jvm", "/opt/java", home + "/.jdks", home + "/.sdkman/candidates/java")) {
      if (Files.isDirectory(Path.of(place))) {
        try (Stream<Path> found = Files.list(Path.of(place))) {
          Optional<Path> jdk = found.filter(path -> isJdk(path, release)).findFirst();
          if (jdk.isPresent()) {
            return jdk;
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isJdk(Path path, int release) {
    try {
      return Files.isExecutable(path.resolve("bin/javac"))
          && Files.readString(path.resolve("release")).contains("JAVA_VERSION=\"" + release + ".");
    } catch (IOException e) {
      return false;
    }
  }

  private String output(List<String> command) throws IOException, InterruptedException {
    Path file = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(file.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "VITRINE_URL",
                SERVER.address() + "/v1",
                "VITRINE_KEY",
                TestServer.keyId(STUDIO, Role.EDITOR),
                "VITRINE_SECRET",
                TestServer.SECRET));
    builder.environment().remove("VITRINE_PROJECT");
    Process process = builder.start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("it did not end: " + command);
    }
    String text = Files.readString(file, StandardCharsets.UTF_8);
    assertThat(process.exitValue()).as(text).isZero();
    return text;
  }
}
