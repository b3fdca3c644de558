package dev.vitrine.server.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A command in a process of its own, which can be killed. */
final class ChildProcess implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;

  private final Process process;
  private final BufferedReader out;
  private final BufferedReader err;

  private ChildProcess(Process process) {
    this.process = process;
    this.out = reader(process.getInputStream());
    this.err = reader(process.getErrorStream());
  }

  /** Starts a command with options for its virtual machine. */
  static ChildProcess start(List<String> javaOptions, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(javaOptions);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add("dev.vitrine.server.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("VITRINE_"));
    return new ChildProcess(builder.start());
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  /** The next line of standard output; fails at its end. */
  String outLine() throws IOException {
    String line = out.readLine();
    if (line == null) {
      throw new AssertionError("the command ended; standard error: " + errors());
    }
    return line;
  }

  BufferedReader err() {
    return err;
  }

  /** Everything on standard error up to its end. */
  String errors() {
    try {
      return String.join("\n", err.readAllLines());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads its log from now on, which it would wait for otherwise, for whoever wants it at the end.
   */
  CompletableFuture<String> log() {
    CompletableFuture<String> log = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            log.complete(errors());
          } catch (UncheckedIOException e) {
            log.completeExceptionally(e);
          }
        });
    return log;
  }

  /** Everything on standard output up to its end. */
  String output() throws IOException {
    return String.join("\n", out.readAllLines());
  }

  /** SIGTERM. */
  void terminate() {
    process.toHandle().destroy(); // Process.destroy would close the streams too.
  }

  /** SIGKILL. */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Whether it ends in this time. */
  boolean endsWithin(Duration time) throws InterruptedException {
    return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** The exit status. */
  int await() throws InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the command does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
