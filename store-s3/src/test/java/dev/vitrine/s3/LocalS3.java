package dev.vitrine.s3;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A server that speaks S3 over a folder, in a process of its own, on this machine alone. */
final class LocalS3 implements AutoCloseable {
  static final String BUCKET = "vitrine-assets";
  static final String SECRET = "local-secret-that-nobody-may-see";
  private static final String KEY_ID = "local-key";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** What it shares with the tests' own class path; all else is beside them. */
  private static final List<String> SHARED =
      List.of("awssdk", "reactive-streams", "slf4j-api", "logback");

  private final Path folder;
  private final int port;
  private @Nullable Process process;

  private LocalS3(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Starts one with an empty bucket. */
  static LocalS3 start(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("data"));
    LocalS3 s3 = new LocalS3(folder, freePort());
    s3.start();
    return s3;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  /** Starts it again, on the same port and with what it held. */
  void start() throws IOException, InterruptedException {
    Path properties = folder.resolve("s3proxy.properties");
    Files.writeString(
        properties,
        """
        s3proxy.endpoint=%s
        s3proxy.authorization=aws-v2-or-v4
        s3proxy.identity=%s
        s3proxy.credential=%s
        jclouds.provider=filesystem-nio2
        jclouds.filesystem.basedir=%s
        """
            .formatted(endpoint(), KEY_ID, SECRET, folder.resolve("data")));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-cp",
            classPath(),
            "org.gaul.s3proxy.Main",
            "--properties",
            properties.toString());
    File log = folder.resolve("s3proxy.log").toFile();
    Process started =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    process = started;
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    awaitReady(started);
  }

  private static String classPath() {
    String tests =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return Stream.concat(
            Stream.of(System.getProperty("s3proxy.folder") + File.separator + "*"),
            Arrays.stream(tests.split(File.pathSeparator))
                .filter(entry ->
                    entry.endsWith("test-classes") || SHARED.stream().anyMatch(entry::contains)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Its port is open before it answers. */
  private void awaitReady(Process started) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    try (S3Client client = client()) {
      while (true) {
        try {
          if (client.listBuckets().buckets().stream().noneMatch(b -> b.name().equals(BUCKET))) {
            client.createBucket(request -> request.bucket(BUCKET));
          }
          client.listObjectsV2(request -> request.bucket(BUCKET));
          return;
        } catch (SdkException e) {
          if (started.waitFor(100, TimeUnit.MILLISECONDS)
              || System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new AssertionError(
                "S3 does not start: " + Files.readString(folder.resolve("s3proxy.log")), e);
          }
        }
      }
    }
  }

  /** A client that does what the store never does. */
  S3Client client() {
    return S3Client.builder()
        .endpointOverride(endpoint())
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .httpClientBuilder(Apache5HttpClient.builder())
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY_ID, SECRET)))
        .build();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  S3Settings.Credentials credentials() {
    return new S3Settings.Credentials(KEY_ID, SECRET);
  }

  /** Settings for a part of the bucket, with this patience. */
  S3Settings settings(String prefix, Duration answerTimeout) {
    return new S3Settings(
        endpoint(),
        "us-east-1",
        BUCKET,
        prefix,
        true,
        credentials(),
        S3Settings.CONNECT_TIMEOUT,
        answerTimeout);
  }

  /** A folder for what waits to be sent to it. */
  Path spool() {
    return folder.resolve("spool");
  }

  /** Has an object, and all whose names begin so, last been changed at some time. */
  void setTime(String beginning, Instant time) {
    Path file = folder.resolve("data").resolve(BUCKET).resolve(beginning);
    try (Stream<Path> files = Files.list(file.getParent())) {
      for (Path one : files.filter(path -> path.toString().startsWith(file.toString())).toList()) {
        Files.setLastModifiedTime(one, FileTime.from(time));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Kills it. What it holds stays. */
  void stop() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() {
    stop();
  }
}
